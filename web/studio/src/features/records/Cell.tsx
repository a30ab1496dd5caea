import { useTranslation } from "react-i18next";

import type { RecordItem } from "@/shared/api/types";
import { FieldValue, PersonValue } from "@/shared/fields/FieldValue";
import { fieldTitle } from "@/shared/solution/titles";
import { StageBadge } from "@/shared/stage/StageBadge";

import type { Column } from "./columns";

export function useColumnTitle(): (column: Column) => string {
  const { t } = useTranslation("common");
  return (column) => (column.system ? t(`system.${column.system}`) : column.field.key === "number" ? t("system.number") : fieldTitle(column.field));
}

/** One value of a row. */
export function Cell({ column, record, flat = false }: { column: Column; record: RecordItem; flat?: boolean }) {
  if (column.system === "stage") return record.stage ? <StageBadge record={record} /> : <FieldValue field={column.field} value={null} />;
  if (column.system === "responsible") return record.responsible ? <PersonValue id={record.responsible} /> : <FieldValue field={column.field} value={null} />;
  const value = column.system === "created_at" ? record.created_at : record.values[column.field.key];
  return <FieldValue field={column.field} value={value} record={record} flat={flat} />;
}
