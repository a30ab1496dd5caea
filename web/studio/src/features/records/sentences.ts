import type { EntityView, FieldView } from "@/shared/solution/types";
import { valueType } from "@/shared/solution/valueType";

import { type Condition, kindOf, type Operator } from "./filters";

/** A formula read back as sentences; what is none stays a formula in `rest`. Together they say what the formula said. */
export interface Sentences {
  where: Condition[];
  rest: string;
}

const symbols: Record<string, Partial<Record<string, Operator>>> = {
  text: { "=": "is", "<>": "isNot" },
  number: { "=": "is", ">": "over", ">=": "atLeast", "<": "under", "<=": "atMost" },
  date: { "=": "on", "<": "before", ">": "after" },
  choice: { "=": "is", "<>": "isNot" },
  person: { "=": "is", "<>": "isNot" },
};

const quoted = /^"((?:[^"]|"")*)"$/;
const unquote = (text: string): string | null => quoted.exec(text)?.[1]?.replaceAll('""', '"') ?? null;

export function readSentences(source: string, fields: FieldView[], entities: EntityView[]): Sentences {
  const parts = split(source.trim());
  const where: Condition[] = [];
  const rest: string[] = [];
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at] ?? "";
    const next = parts[at + 1];
    const pair = next === undefined ? null : dayRange(`${part} AND ${next}`, fields);
    const found = pair ?? sentence(inner(part), fields, entities) ?? dayRange(inner(part), fields);
    if (pair) at += 1;
    if (found) where.push(found);
    else rest.push(part);
  }
  return { where, rest: rest.join(" AND ") };
}

/** The parts that AND joins at the top; one part where OR stands among them. */
export function split(source: string): string[] {
  if (source === "") return [];
  const parts: string[] = [];
  let depth = 0;
  let text = false;
  let from = 0;
  for (let at = 0; at < source.length; at += 1) {
    const sign = source[at];
    if (sign === '"') text = !text;
    if (text) continue;
    if (sign === "(") depth += 1;
    if (sign === ")") depth -= 1;
    if (depth > 0) continue;
    if (/^\bOR\b/i.test(source.slice(at, at + 3)) && /\W/.test(source[at - 1] ?? " ")) return [source];
    if (/^AND\b/i.test(source.slice(at, at + 4)) && /\W/.test(source[at - 1] ?? " ") && source[at + 3] !== "(") {
      parts.push(source.slice(from, at).trim());
      from = at + 3;
      at += 2;
    }
  }
  return [...parts, source.slice(from).trim()];
}

/** What stands in parentheses that hold the whole. */
function inner(part: string): string {
  if (!part.startsWith("(") || !part.endsWith(")")) return part;
  let depth = 0;
  let text = false;
  for (let at = 0; at < part.length - 1; at += 1) {
    if (part[at] === '"') text = !text;
    if (!text && part[at] === "(") depth += 1;
    if (!text && part[at] === ")") depth -= 1;
    if (depth === 0) return part;
  }
  return part.slice(1, -1).trim();
}

function sentence(part: string, fields: FieldView[], entities: EntityView[]): Condition | null {
  const field = (name: string | undefined) => fields.find((candidate) => candidate.key === name);
  const blank = /^(NOT\()?ISBLANK\((\w+)\)\)?$/i.exec(part);
  if (blank && field(blank[2]) && part.endsWith("))") === Boolean(blank[1])) return { field: blank[2] ?? "", op: blank[1] ? "notBlank" : "blank" };
  const call = /^(CONTAINS|STARTSWITH)\((\w+)(?:\.(\w+))?, *(".*")\)$/i.exec(part);
  if (call) return called(call, field(call[2]), entities);
  const compared = /^(\w+) *(<>|<=|>=|=|<|>) *(.+)$/.exec(part);
  const of = field(compared?.[1]);
  return compared && of ? comparison(of, compared[2] ?? "", (compared[3] ?? "").trim()) : null;
}

function called([, name, key, beyond, literal]: RegExpExecArray, field: FieldView | undefined, entities: EntityView[]): Condition | null {
  const value = unquote(literal ?? "");
  if (!field || value === null || !key) return null;
  const kind = kindOf(field);
  if (beyond) return kind === "link" && entities.find((entity) => entity.key === field.to)?.display === beyond && /contains/i.test(name ?? "") ? { field: key, op: "contains", value } : null;
  if (kind === "choices") return { field: key, op: "has", value };
  return kind === "text" ? { field: key, op: /contains/i.test(name ?? "") ? "contains" : "startsWith", value } : null;
}

function comparison(field: FieldView, symbol: string, right: string): Condition | null {
  const kind = kindOf(field);
  if (kind === "boolean") return /^TRUE$/i.test(right) && (symbol === "=" || symbol === "<>") ? { field: field.key, op: symbol === "=" ? "yes" : "no" } : null;
  const op = symbols[kind]?.[symbol];
  if (!op) return null;
  if (kind === "number") return /^-?\d+(\.\d+)?$/.test(right) ? { field: field.key, op, value: valueType(field) === "percent" ? hundredfold(right) : right } : null;
  if (kind === "date") return dateSentence(field, op, right);
  const value = unquote(right);
  return value === null ? null : { field: field.key, op, value };
}

const DAY = String.raw`DATE\((\d{4}), *(\d{1,2}), *(\d{1,2})\)`;
const iso = (year = "", month = "", day = ""): string => `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;

function dateSentence(field: FieldView, op: Operator, right: string): Condition | null {
  const instant = valueType(field) === "datetime";
  const found = new RegExp(`^${DAY}${instant ? String.raw` \+ HOURS\(0\)` : ""}$`, "i").exec(right);
  return found && !(instant && op !== "before") ? { field: field.key, op, value: iso(found[1], found[2], found[3]) } : null;
}

/** A day, or the days before or after today, written as a range. */
function dayRange(text: string, fields: FieldView[]): Condition | null {
  const key = /^(\w+) >= /.exec(text)?.[1];
  const field = fields.find((candidate) => candidate.key === key);
  if (!field || kindOf(field) !== "date") return null;
  const hours = valueType(field) === "datetime" ? String.raw` \+ HOURS\(0\)` : "";
  const last = new RegExp(String.raw`^${key} >= TODAY\(\) - DAYS\((\d+)\)${hours} AND ${key} < TODAY\(\) \+ DAYS\(1\)${hours}$`, "i").exec(text);
  if (last) return { field: field.key, op: "lastDays", value: last[1] };
  const next = new RegExp(String.raw`^${key} >= TODAY\(\)${hours} AND ${key} < TODAY\(\) \+ DAYS\((\d+)\)${hours}$`, "i").exec(text);
  if (next) return { field: field.key, op: "nextDays", value: String(Number(next[1]) - 1) };
  const on = new RegExp(String.raw`^${key} >= ${DAY} \+ HOURS\(0\) AND ${key} < ${DAY} \+ HOURS\(24\)$`, "i").exec(text);
  return on && on[1] === on[4] && on[2] === on[5] && on[3] === on[6] ? { field: field.key, op: "on", value: iso(on[1], on[2], on[3]) } : null;
}

/** 0.05 in a formula is 5 % to a person: the point moves on the digits. */
function hundredfold(text: string): string {
  const negative = text.startsWith("-");
  const [whole = "0", fraction = ""] = text.replace("-", "").split(".");
  const digits = `${whole}${fraction.padEnd(2, "0").slice(0, 2)}`.replace(/^0+(?=\d)/, "");
  const rest = fraction.slice(2);
  return `${negative ? "-" : ""}${digits}${rest ? `.${rest}` : ""}`;
}
