import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import type { RecordItem } from "@/shared/api/types";
import { personNode, valueNode } from "@/shared/fields/FieldValue";
import { useValueWords, type ValueWords } from "@/shared/fields/words";
import { fieldTitle } from "@/shared/solution/titles";
import { stageNode } from "@/shared/stage/StageBadge";

import type { Column } from "./columns";

export function useColumnTitle(): (column: Column) => string {
  const { t } = useTranslation("common");
  return useCallback((column) => (column.system ? t(`system.${column.system}`) : fieldTitle(column.field)), [t]);
}

/** What a record holds in a column. */
export const valueOf = (column: Column, record: RecordItem): unknown => (column.system ? record[column.system] : record.values[column.key]);

/** One value of a row. */
export const Cell = ({ column, record, flat = false }: { column: Column; record: RecordItem; flat?: boolean }) => <>{cellNode(column, record, useValueWords(), flat)}</>;

/** The same without a component of its own. */
export function cellNode(column: Column, record: RecordItem, words: ValueWords, flat = false) {
  if (column.system === "stage" && record.stage) return stageNode(record, words.solution);
  if (column.system === "responsible" && record.responsible) return personNode(record.responsible, words);
  return valueNode({ field: column.field, value: valueOf(column, record), record, flat }, words);
}
