import { useTranslation } from "react-i18next";

import type { RecordItem } from "@/shared/api/types";
import { FieldValue, PersonValue } from "@/shared/fields/FieldValue";
import { fieldTitle } from "@/shared/solution/titles";
import { StageBadge } from "@/shared/stage/StageBadge";

import type { Column } from "./columns";

export function useColumnTitle(): (column: Column) => string {
  const { t } = useTranslation("common");
  return (column) => (column.system ? t(`system.${column.system}`) : fieldTitle(column.field));
}

/** What a record holds in a column. */
export const valueOf = (column: Column, record: RecordItem): unknown => (column.system ? record[column.system] : record.values[column.key]);

/** One value of a row. */
export function Cell({ column, record, flat = false }: { column: Column; record: RecordItem; flat?: boolean }) {
  const value = valueOf(column, record);
  if (column.system === "stage" && record.stage) return <StageBadge record={record} />;
  if (column.system === "responsible" && record.responsible) return <PersonValue id={record.responsible} />;
  return <FieldValue field={column.field} value={value} record={record} flat={flat} />;
}
