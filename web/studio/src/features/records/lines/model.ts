import type { Money, RecordItem } from "@/shared/api/types";
import { addUp, sumOfMoney } from "@/shared/format/sums";
import type { EntityView, FieldView } from "@/shared/solution/types";
import { valueType } from "@/shared/solution/valueType";

/** The field that keeps the order of lines. */
export const POSITION = "position";
/** Whether a field only keeps the order of lines: nobody reads it. */
export const isPlace = (field: FieldView): boolean => field.key === POSITION && field.implied === true;
const counted = new Set(["number", "integer", "money"]);

/** What a table of lines shows: what belongs to the line itself, not its parent nor its place. */
export const columnsOf = (entity: EntityView): FieldView[] => {
  const parent = entity.lines_of?.entity;
  return entity.fields.filter((field) => field.key !== parent && !isPlace(field) && field.type !== "links");
};

export const isNumeric = (field: FieldView): boolean => [...counted, "percent", "rating"].includes(valueType(field));

/** The columns that are worth a sum: what is computed of each line. A price of one piece is not, nor metres beside packs. */
export const isSummed = (field: FieldView): boolean => counted.has(valueType(field)) && ["formula", "rollup"].includes(field.type);

export type Sum = { text: string } | { money: Money } | null;

/** The sum of a column, exact; nothing where two currencies meet. */
export function sumOf(field: FieldView, records: RecordItem[]): Sum {
  const values = records.map((record) => record.values[field.key]).filter((value) => value !== null && value !== undefined);
  if (valueType(field) !== "money") return { text: addUp(values.map(String)) };
  const money = sumOfMoney(values as Money[]);
  return money && { money };
}

export interface Place {
  id: string;
  position: number;
}

/** The places that change when a line goes from one row to another: one where there is room, else all of them anew. */
export function moved(lines: RecordItem[], from: number, to: number): Place[] {
  const order = [...lines];
  const [line] = order.splice(from, 1);
  if (!line || from === to) return [];
  order.splice(to, 0, line);
  const at = (index: number): number | null => {
    const found = order[index]?.values[POSITION];
    return typeof found === "number" ? found : null;
  };
  const before = to === 0 ? null : at(to - 1);
  const after = to === order.length - 1 ? null : at(to + 1);
  const known = order.every((item, index) => item === line || at(index) !== null);
  if (known && before !== null && after === null) return [{ id: line.id, position: before + 1 }];
  if (known && before === null && after !== null) return [{ id: line.id, position: after - 1 }];
  if (known && before !== null && after !== null && after - before > 0.000_001) return [{ id: line.id, position: round((before + after) / 2) }];
  return order.map((item, index) => ({ id: item.id, position: index + 1 })).filter((place, index) => order[index]?.values[POSITION] !== place.position);
}

const round = (value: number): number => Number(value.toFixed(9));

/** What a linked record says of the line's own fields of the same name: a product's price is the line's first price. */
export function borrowed(line: EntityView, target: EntityView | undefined, record: RecordItem, values: Record<string, unknown>): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const field of line.fields) {
    const same = target?.fields.find((candidate) => candidate.key === field.key && candidate.type === field.type && candidate.to === field.to);
    const value = same ? record.values[field.key] : undefined;
    const mayTake = field.access === "write" && field.key !== POSITION && !["link", "links", "file", "image"].includes(field.type);
    if (mayTake && value !== null && value !== undefined && (values[field.key] ?? null) === null) found[field.key] = value;
  }
  return found;
}
