/** What a field's definition takes, type by type: the form shows these, and nothing the document may say is left out. */

import type { Field } from "./solution";
import { keyFor } from "./titles";

/** The settings that only some types take, each shown by a control of its own. */
export const SETTINGS = [
  "options", "to", "inverse", "on_delete", "of", "formula", "result", "prefix", "digits", "min", "max", "decimals", "currency", "unit", "max_length", "pattern", "among", "many", "types", "max_size",
] as const;
export type Setting = (typeof SETTINGS)[number];

/** What every field takes. */
export const COMMON = ["key", "title", "type", "help", "required", "default", "unique", "indexed", "visible", "validate", "message"] as const;

const TEXT: readonly Setting[] = ["max_length", "pattern"];
const NUMBER: readonly Setting[] = ["min", "max", "unit"];
const COMPUTED: readonly Setting[] = ["formula", "result", "decimals", "currency", "unit"];
const FILE: readonly Setting[] = ["types", "max_size", "many"];
const LINK: readonly Setting[] = ["to", "inverse", "on_delete"];

const OWN: Readonly<Record<string, readonly Setting[]>> = {
  text: TEXT,
  long_text: TEXT,
  rich_text: TEXT,
  integer: NUMBER,
  number: [...NUMBER, "decimals"],
  money: ["min", "max", "currency", "unit"],
  percent: [...NUMBER, "decimals"],
  date: ["min", "max"],
  datetime: ["min", "max"],
  duration: NUMBER,
  select: ["options"],
  multi_select: ["options"],
  user: ["among"],
  file: FILE,
  image: FILE,
  link: LINK,
  links: LINK,
  formula: COMPUTED,
  rollup: ["of", ...COMPUTED],
  lookup: ["of", ...COMPUTED],
  autonumber: ["prefix", "digits"],
  rating: ["max"],
};

/** The settings that this type of field takes beside the common ones. */
export const settingsOf = (type: string): readonly Setting[] => OWN[type] ?? [];

/** Types that nobody fills in. */
export const COMPUTED_TYPES: readonly string[] = ["formula", "rollup", "lookup", "autonumber"];

/** Types whose values may have to be unique. */
export const mayBeUnique = (type: string): boolean => !["multi_select", "links", "formula", "rollup", "lookup", "boolean", "long_text", "rich_text", "file", "image", "address", "json"].includes(type);

/** The field with another type: what belongs to the old one goes, what the new one takes too stays. */
export function retyped(field: Field, type: string, words: readonly string[]): Field {
  const computed = COMPUTED_TYPES.includes(type);
  const kept = new Set<string>(["key", "title", "help", "indexed", "visible", ...(computed ? [] : ["required", "validate", "message"]), ...settingsOf(type)]);
  const base = Object.fromEntries(Object.entries(field).filter(([name]) => kept.has(name))) as unknown as Field;
  const next: Field = { ...base, type, ...(field.unique && mayBeUnique(type) && { unique: true }) };
  if (!sameBounds(field.type, type)) {
    delete next.min;
    delete next.max;
  }
  return { ...next, ...needed(next, words) };
}

function sameBounds(a: string, b: string): boolean {
  const kind = (type: string): string => (["date", "datetime"].includes(type) ? "day" : type === "duration" || type === "rating" ? type : "number");
  return kind(a) === kind(b);
}

/** What a field of this type cannot be without. */
export function needed(field: Field, words: readonly string[]): Partial<Field> {
  switch (field.type) {
    case "select":
    case "multi_select":
      return { options: field.options ?? words.map((word, at) => ({ key: keyFor(word, [], `option_${String(at + 1)}`), title: word })) };
    case "formula":
    case "rollup":
    case "lookup":
      return { formula: field.formula ?? "", result: field.result ?? "number" };
    default:
      return {};
  }
}
