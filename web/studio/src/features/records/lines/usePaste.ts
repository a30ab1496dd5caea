import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";

import { fieldTitle } from "@/shared/solution/titles";
import type { EntityView, FieldView } from "@/shared/solution/types";
import { useSlug } from "@/shared/solution/useSolution";

import { fromText, type Words } from "../grid/cellText";
import { readTable } from "../grid/clipboard";
import { lookUp } from "../grid/lookUp";
import { useWords } from "../grid/useWords";
import type { Lines, Values } from "./useLines";

/** Rows of a spreadsheet, from the cell where they are pasted: over the lines that are there, the rest as new ones; all or nothing. */
export function usePaste(entity: EntityView, columns: FieldView[], lines: Lines) {
  const { t } = useTranslation("lines");
  const slug = useSlug();
  const words = useWords();

  const paste = async (cells: string[][], row: number, column: number) => {
    const found = await rowsOf(cells, columns.slice(column), words, slug);
    if (!Array.isArray(found)) return notifications.show({ color: "pomegranate", message: t("unreadable", { field: fieldTitle(found) }) });
    const there = entity.rights.update ? lines.items.slice(row, row + found.length) : [];
    const update = there.map((item, index) => ({ id: item.id, version: item.version, values: found[index] ?? {} }));
    const create = entity.rights.create ? found.slice(there.length).filter((values) => Object.keys(values).length > 0) : [];
    await lines.paste(update, create).catch(() => undefined);
  };

  return (event: React.ClipboardEvent) => {
    const text = event.clipboardData.getData("text/plain");
    const target = event.target as HTMLElement;
    const typing = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
    if (typing && !/[\t\n]/.test(text.trimEnd())) return;
    const cell = target.closest<HTMLElement>("[data-row]");
    if (text === "") return;
    event.preventDefault();
    void paste(readTable(text), cell ? Number(cell.dataset.row) : lines.items.length, cell ? Number(cell.dataset.column) : 0);
  };
}

/** The values that the rows write, or the field that one of them does not fit. */
async function rowsOf(cells: string[][], columns: FieldView[], words: Words, slug: string): Promise<Values[] | FieldView> {
  const rows: Values[] = cells.map(() => ({}));
  for (const [index, field] of columns.entries()) {
    if (field.access !== "write") continue;
    const read = cells.map((line) => (line[index] === undefined ? undefined : fromText(field, line[index], words)));
    const names = read.flatMap((one) => (one && "look" in one ? [one.look] : []));
    const ids = names.length > 0 ? await lookUp(slug, words.entities, field, names) : new Map<string, string>();
    for (const [row, one] of read.entries()) {
      if (!one) continue;
      const value = "look" in one ? ids.get(one.look) : "value" in one ? one.value : undefined;
      if (value === undefined) return field;
      (rows[row] ?? {})[field.key] = value;
    }
  }
  return rows;
}
