import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";

import { listRecords } from "@/shared/api/records";
import { quote } from "@/shared/format/text";
import { displayOf, fieldTitle, searchName } from "@/shared/solution/titles";
import type { EntityView, FieldView, Solution } from "@/shared/solution/types";
import { usePeople, useSlug, useSolution } from "@/shared/solution/useSolution";

import { fromText, type Words } from "../grid/cellText";
import { cellsOf } from "./model";
import type { Lines, Values } from "./useLines";

/** Rows of a spreadsheet, from the cell where they are pasted: over the lines that are there, the rest as new ones; all or nothing. */
export function usePaste(entity: EntityView, columns: FieldView[], lines: Lines) {
  const { t } = useTranslation("lines");
  const slug = useSlug();
  const solution = useSolution();
  const { people } = usePeople();
  const words: Words = { people, entities: solution.entities, currency: solution.settings.currency, zone: solution.settings.timezone, yes: t("common:yes"), no: t("common:no") };

  const paste = async (cells: string[][], row: number, column: number) => {
    const found = await Promise.all(cells.map((line) => rowOf(line, columns.slice(column), words, slug, solution)));
    const wrong = found.find((line) => line.wrong !== undefined)?.wrong;
    if (wrong) return notifications.show({ color: "pomegranate", message: t("unreadable", { field: fieldTitle(wrong) }) });
    const rows = found.map((line) => line.values);
    const there = entity.rights.update ? lines.items.slice(row, row + rows.length) : [];
    const update = there.map((item, index) => ({ id: item.id, version: item.version, values: rows[index] ?? {} }));
    const create = entity.rights.create ? rows.slice(there.length).filter((values) => Object.keys(values).length > 0) : [];
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
    void paste(cellsOf(text), cell ? Number(cell.dataset.row) : lines.items.length, cell ? Number(cell.dataset.column) : 0);
  };
}

async function rowOf(cells: string[], columns: FieldView[], words: Words, slug: string, solution: Solution): Promise<{ values: Values; wrong?: FieldView }> {
  const values: Values = {};
  for (const [index, text] of cells.entries()) {
    const field = columns[index];
    if (!field || field.access !== "write") continue;
    const read = fromText(field, text, words);
    if ("error" in read) return { values, wrong: field };
    if ("value" in read) values[field.key] = read.value;
    else {
      const id = await lookUp(field, read.look, slug, solution);
      if (id === null) return { values, wrong: field };
      values[field.key] = id;
    }
  }
  return { values };
}

/** The one record of this name; none where there are several. */
async function lookUp(field: FieldView, name: string, slug: string, solution: Solution): Promise<string | null> {
  const target = solution.entities.find((entity) => entity.key === field.to);
  const key = target ? searchName(target, solution.entities) : null;
  if (!target || !key) return null;
  const { items } = await listRecords(slug, target.key, { filter: `${key} = ${quote(name)}`, limit: 2 });
  return items.length === 1 && items[0] && displayOf(items[0], target) !== "" ? items[0].id : null;
}
