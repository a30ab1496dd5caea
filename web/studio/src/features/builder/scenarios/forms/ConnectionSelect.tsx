import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { connectionsQuery } from "@/shared/connections/connections";
import { useSlug } from "@/shared/solution/useSolution";

interface Props {
  label: string;
  value: string;
  error: string | undefined;
  onChange: (key: string | undefined) => void;
}

/** Through which connection a step calls: those that the builder's role may use, and the one that is written, whatever it is. */
export function ConnectionSelect({ label, value, error, onChange }: Props) {
  const { t } = useTranslation("connections");
  const found = useQuery(connectionsQuery(useSlug()));
  const known = (found.data?.items ?? []).map((one) => ({ value: one.key, label: one.title }));
  const data = value && !known.some((one) => one.value === value) ? [...known, { value, label: value }] : known;
  return <Select label={label} description={t("pickHelp")} clearable placeholder={t("pickNone")} data={data} value={value || null} error={error} onChange={(next) => onChange(next ?? undefined)} />;
}
