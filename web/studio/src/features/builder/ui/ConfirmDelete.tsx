import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { ImpactDialog } from "../impact/ImpactDialog";
import type { ImpactQuestion } from "../api/impact";

interface Props extends ImpactQuestion {
  title: string;
  pointer: string;
  /** What becomes of stored data. */
  consequence?: string;
  instead?: ReactNode;
  onConfirm: () => void;
  onClose: () => void;
}

/** Before something goes: what uses it, and what becomes of the data. */
export function ConfirmDelete({ title, pointer, to, ...rest }: Props) {
  const { t } = useTranslation("builder");
  return <ImpactDialog title={t("delete.title", { title })} question={{ pointer, ...(to && { to }) }} confirm={t("delete.confirm")} danger {...rest} />;
}
