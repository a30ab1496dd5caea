import { quote } from "@/shared/format/text";
import type { EntityView, FieldView } from "@/shared/solution/types";
import { valueType } from "@/shared/solution/valueType";

/** A filter as a sentence: "Price is over 100". Compiled to a formula; kept in the address as it is. */
export interface Condition {
  field: string;
  op: Operator;
  value?: unknown;
}

export type Operator = "is" | "isNot" | "contains" | "startsWith" | "over" | "atLeast" | "under" | "atMost" | "on" | "before" | "after" | "lastDays" | "nextDays" | "has" | "yes" | "no" | "blank" | "notBlank";

type Kind = "text" | "number" | "date" | "choice" | "choices" | "boolean" | "link" | "person";

const kinds: Record<string, Kind> = {
  integer: "number", number: "number", percent: "number", money: "number", autonumber: "text", boolean: "boolean", date: "date", datetime: "date", select: "choice", multi_select: "choices", link: "link", user: "person",
};

const operators: Record<Kind, Operator[]> = {
  text: ["contains", "is", "isNot", "startsWith", "blank", "notBlank"],
  number: ["is", "over", "atLeast", "under", "atMost", "blank", "notBlank"],
  date: ["on", "before", "after", "lastDays", "nextDays", "blank", "notBlank"],
  choice: ["is", "isNot", "blank", "notBlank"],
  choices: ["has", "blank", "notBlank"],
  boolean: ["yes", "no"],
  link: ["contains", "blank", "notBlank"],
  person: ["is", "isNot", "blank", "notBlank"],
};

export const kindOf = (field: FieldView): Kind => kinds[valueType(field)] ?? "text";
export const operatorsOf = (field: FieldView): Operator[] => operators[kindOf(field)];
export const takesValue = (op: Operator): boolean => !["yes", "no", "blank", "notBlank"].includes(op);

const symbols: Partial<Record<Operator, string>> = { is: "=", isNot: "<>", over: ">", atLeast: ">=", under: "<", atMost: "<=", before: "<", after: ">" };

/** One condition as a formula; null while it lacks its value. */
export function compile(condition: Condition, field: FieldView, target?: EntityView): string | null {
  const { op, value } = condition;
  const name = field.key;
  if (op === "blank") return `ISBLANK(${name})`;
  if (op === "notBlank") return `NOT(ISBLANK(${name}))`;
  if (op === "yes") return `${name} = TRUE`;
  if (op === "no") return `${name} <> TRUE`;
  if (value === undefined || value === null || value === "") return null;
  const text = String(value);
  const kind = kindOf(field);
  if (kind === "link") return target ? `CONTAINS(${name}.${target.display}, ${quote(text)})` : null;
  if (op === "contains") return `CONTAINS(${name}, ${quote(text)})`;
  if (op === "startsWith") return `STARTSWITH(${name}, ${quote(text)})`;
  if (op === "has") return `CONTAINS(${name}, ${quote(text)})`;
  if (kind === "date") return compileDate(name, op, text, valueType(field) === "datetime");
  if (kind === "number") return /^-?\d+(\.\d+)?$/.test(text) ? `${name} ${symbols[op] ?? "="} ${valueType(field) === "percent" ? percent(text) : text}` : null;
  return `${name} ${symbols[op] ?? "="} ${quote(text)}`;
}

/** A percent of 5 is 0.05 in formulas: the point moves on the digits, so nothing is lost. */
function percent(text: string): string {
  const negative = text.startsWith("-");
  const [whole = "0", fraction = ""] = text.replace("-", "").split(".");
  const padded = whole.padStart(3, "0");
  const moved = `${padded.slice(0, -2).replace(/^0+(?=\d)/, "")}.${padded.slice(-2)}${fraction}`.replace(/\.?0+$/, "");
  return negative ? `-${moved}` : moved;
}

function compileDate(name: string, op: Operator, text: string, instant: boolean): string | null {
  if (op === "lastDays" || op === "nextDays") {
    if (!/^\d{1,4}$/.test(text)) return null;
    const start = (formula: string) => (instant ? `${formula} + HOURS(0)` : formula);
    return op === "lastDays"
      ? `${name} >= ${start(`TODAY() - DAYS(${text})`)} AND ${name} < ${start("TODAY() + DAYS(1)")}`
      : `${name} >= ${start("TODAY()")} AND ${name} < ${start(`TODAY() + DAYS(${Number(text) + 1})`)}`;
  }
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return null;
  const day = `DATE(${Number(match[1])}, ${Number(match[2])}, ${Number(match[3])})`;
  if (!instant) return `${name} ${symbols[op] ?? "="} ${day}`;
  // an instant lies on a day from its midnight to the next; adding hours makes the day's midnight an instant
  const midnight = `${day} + HOURS(0)`;
  const next = `${day} + HOURS(24)`;
  if (op === "before") return `${name} < ${midnight}`;
  if (op === "after") return `${name} >= ${next}`;
  return `${name} >= ${midnight} AND ${name} < ${next}`;
}

/** The system fields that a list may be filtered and sorted by, shaped like the entity's own. */
export function systemFields(funnel: boolean): FieldView[] {
  const field = (key: string, type: string): FieldView => ({ key, type, access: "read" });
  return [...(funnel ? [field("stage", "select"), field("stage_since", "datetime")] : []), field("responsible", "user"), field("number", "integer"), field("created_at", "datetime"), field("updated_at", "datetime")];
}

/** All conditions hold, and the search is in the record's name. */
export function compileAll(conditions: Condition[], fields: FieldView[], entities: EntityView[], search: { field: string; text: string } | null): string {
  const parts = conditions.map((condition) => {
    const field = fields.find((candidate) => candidate.key === condition.field);
    return field ? compile(condition, field, entities.find((entity) => entity.key === field.to)) : null;
  });
  if (search && search.text.trim() !== "") parts.push(`CONTAINS(${search.field}, ${quote(search.text.trim())})`);
  return parts.filter((part): part is string => part !== null).map((part) => (part.includes(" AND ") ? `(${part})` : part)).join(" AND ");
}
