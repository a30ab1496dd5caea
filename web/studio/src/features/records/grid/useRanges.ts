import { notifications } from "@mantine/notifications";
import { useTranslation } from "react-i18next";

import type { RecordItem } from "@/shared/api/types";
import type { EntityView } from "@/shared/solution/types";
import { useSlug } from "@/shared/solution/useSolution";
import { explain } from "@/shared/ui/explain";

import { valueOf } from "../Cell";
import type { Column } from "../columns";
import { fromText, toText, type Words } from "./cellText";
import { readTable, spread, writeTable } from "./clipboard";
import { writable as editable } from "./GridRow";
import { BLOCK, type Lines } from "./lines";
import { lookUp } from "./lookUp";
import type { Range, Selection } from "./selection";
import { useFetchBlock, type useBlockReader } from "./useBlocks";
import { type CellChange, MOST_ROWS } from "./useCellChanges";

interface Given {
  entity: EntityView;
  columns: Column[];
  lines: Lines;
  reader: ReturnType<typeof useBlockReader>;
  words: Words;
  row: (line: number) => RecordItem | undefined;
  save: (changes: CellChange[]) => void;
  onSelect: (selection: Selection) => void;
}

/** A stage is moved to, record by record, as its rules ask; many at once are moved by the bar of what is ticked. */
const writable = (entity: EntityView, column: Column): boolean => column.system !== "stage" && editable(entity, column);

/** What is done with a range of cells: copied, pasted over, filled down, emptied. */
export function useRanges({ entity, columns, lines, reader, words, row, save, onSelect }: Given) {
  const { t } = useTranslation("views");
  const slug = useSlug();
  const fetchBlock = useFetchBlock(reader);

  const tell = (key: string, more: Record<string, unknown> = {}): void => void notifications.show({ color: "saffron", message: t(key, more) });

  /** The records of some lines, those out of sight read for it; lines of groups are passed over. */
  const records = async (top: number, bottom: number): Promise<RecordItem[]> => {
    const found: RecordItem[] = [];
    for (let line = top; line <= bottom; line += 1) {
      const at = lines.at(line);
      const segment = at && lines.segments[at.segment];
      if (at?.kind !== "row" || !segment) continue;
      const record = row(line) ?? (await fetchBlock(segment, Math.floor(at.offset / BLOCK))).items[at.offset % BLOCK];
      if (record) found.push(record);
    }
    return found;
  };

  const writtenRows = (found: RecordItem[], range: Range): string =>
    writeTable(found.map((record) => columns.slice(range.left, range.right + 1).map((column) => (column.system === "responsible" ? (words.people.find((person) => person.id === record.responsible)?.name ?? "") : toText(column.field, valueOf(column, record), record, words)))));

  const copy = (event: React.ClipboardEvent, range: Range): void => {
    event.preventDefault();
    if (range.bottom - range.top >= MOST_ROWS) return tell("cells.tooMany", { count: MOST_ROWS });
    const here = Array.from({ length: range.bottom - range.top + 1 }, (_, at) => range.top + at).filter((line) => lines.at(line)?.kind === "row").map(row);
    if (here.every((record): record is RecordItem => record !== undefined)) event.clipboardData.setData("text/plain", writtenRows(here, range));
    else void records(range.top, range.bottom).then((found) => navigator.clipboard.writeText(writtenRows(found, range)));
  };

  /** Write texts over the cells of these records; what cannot be read or may not be written is left as it is, and said. */
  const write = async (found: RecordItem[], left: number, texts: string[][]): Promise<void> => {
    const changes: CellChange[] = [];
    const waiting = new Map<Column, { record: RecordItem; text: string }[]>();
    let skipped = 0;
    found.forEach((record, line) => {
      texts[line]?.forEach((text, at) => {
        const column = columns[left + at];
        if (!column) return;
        if (!writable(entity, column)) return void (skipped += 1);
        const field = column.system === "responsible" ? { ...column.field, type: "user" } : column.field;
        const read = fromText(field, text, words);
        if ("value" in read) changes.push({ record, column, value: read.value });
        else if ("look" in read) waiting.set(column, [...(waiting.get(column) ?? []), { record, text: read.look }]);
        else skipped += 1;
      });
    });
    for (const [column, cells] of waiting) {
      const ids = await lookUp(slug, words.entities, column.field, cells.map((each) => each.text));
      for (const { record, text } of cells) {
        const value = ids.get(text);
        if (value) changes.push({ record, column, value });
        else skipped += 1;
      }
    }
    if (skipped > 0) tell("cells.leftOut", { count: skipped });
    save(changes);
  };

  const guarded = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      notifications.show({ color: "pomegranate", message: explain(error, t) });
    }
  };

  const paste = (text: string, range: Range): Promise<void> =>
    guarded(async () => {
      const table = spread(readTable(text), range.bottom - range.top + 1, range.right - range.left + 1);
      if (table.length === 0) return;
      if (table.length > MOST_ROWS) return tell("cells.tooMany", { count: MOST_ROWS });
      const bottom = Math.min(lines.count - 1, range.top + table.length - 1);
      onSelect({ anchor: { line: range.top, column: range.left }, focus: { line: bottom, column: Math.min(columns.length - 1, range.left + (table[0]?.length ?? 1) - 1) } });
      await write(await records(range.top, bottom), range.left, table);
    });

  const fillDown = (range: Range): Promise<void> =>
    guarded(async () => {
      if (range.bottom - range.top >= MOST_ROWS) return tell("cells.tooMany", { count: MOST_ROWS });
      const [first, ...rest] = await records(range.top, range.bottom);
      const filled = columns.slice(range.left, range.right + 1).filter((column) => writable(entity, column));
      if (first) save(rest.flatMap((record) => filled.map((column) => ({ record, column, value: valueOf(column, first) ?? null }))));
    });

  const clear = (range: Range): Promise<void> =>
    guarded(async () => {
      if (range.bottom - range.top >= MOST_ROWS) return tell("cells.tooMany", { count: MOST_ROWS });
      const emptied = columns.slice(range.left, range.right + 1).filter((column) => writable(entity, column));
      save((await records(range.top, range.bottom)).flatMap((record) => emptied.map((column) => ({ record, column, value: null }))));
    });

  return { copy, paste, fillDown, clear };
}
