import type { Aggregate } from "@/shared/api/records";
import type { Money } from "@/shared/api/types";
import { quote } from "@/shared/format/text";
import { valueType } from "@/shared/solution/valueType";

import type { Column } from "../columns";
import type { Segment } from "./lines";

/** The formula that finds the records of one group; a key nobody filled finds the blanks. */
function groupFilter(column: Column, value: unknown): string {
  const name = column.key;
  if (value === null || value === undefined || value === "") return `ISBLANK(${name})`;
  const type = valueType(column.field);
  if (typeof value === "boolean") return value ? `${name} = TRUE` : `${name} = FALSE`;
  if (type === "percent") return `${name} = ${Number(value)} / 100`;
  if (typeof value === "number") return `${name} = ${value}`;
  if (type === "date") {
    const [year, month, day] = String(value).slice(0, 10).split("-").map(Number);
    return `${name} = DATE(${year}, ${month}, ${day})`;
  }
  if (typeof value === "object" && "amount" in value) return `${name} = ${(value as Money).amount}`;
  return `${name} = ${quote(String(value))}`;
}

const groupable = new Set(["text", "select", "boolean", "date", "link", "user", "team", "integer", "rating", "email", "phone", "autonumber"]);
/** Whether records that share a value of this column make groups worth having. */
export const canGroup = (column: Column): boolean => groupable.has(valueType(column.field)) && column.system !== "number";

/** The groups as segments, in the order of the column's options or stages where it has them. */
export function segmentsOf(column: Column, groups: Aggregate["groups"], filter: string, order: string[], closed: ReadonlySet<string>): (Segment & { value: unknown; values: Record<string, unknown> })[] {
  const rank = new Map(order.map((key, at) => [key, at]));
  const place = (value: unknown): number => (value === null ? Infinity : (rank.get(String(value)) ?? order.length));
  const sorted = order.length > 0 ? groups.toSorted((a, b) => place(a.key[column.key]) - place(b.key[column.key])) : groups;
  return sorted.map((group) => {
    const value = group.key[column.key] ?? null;
    const own = groupFilter(column, value);
    const id = JSON.stringify(value);
    return { id, filter: filter ? `(${filter}) AND ${own}` : own, total: Number(group.values.count ?? 0), open: !closed.has(id), headed: true, value, values: group.values };
  });
}
