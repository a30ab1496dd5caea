import type { Money, RecordItem } from "@/shared/api/types";
import { dayOf, fromWall, readDay, timeOf } from "@/shared/format/days";
import { parseNumber } from "@/shared/format/format";
import { currentLanguage } from "@/shared/i18n";
import { displayOf, optionTitle } from "@/shared/solution/titles";
import type { EntityView, FieldView } from "@/shared/solution/types";
import { valueType } from "@/shared/solution/valueType";

/** What the words of a cell are looked up in. */
export interface Words {
  people: { id: string; name: string; email?: string }[];
  entities: EntityView[];
  currency: string;
  zone: string;
  yes: string;
  no: string;
}

export type Read = { value: unknown } | { error: true } | { look: string };

const decimal = (): string => (currentLanguage() === "en" ? "." : ",");

/** A value as a spreadsheet takes it: no grouping, the reader's decimal sign, titles instead of keys. */
export function toText(field: FieldView, value: unknown, record: RecordItem, words: Words): string {
  if (value === null || value === undefined) return "";
  const type = valueType(field);
  if (type === "money") return String((value as Money).amount).replace(".", decimal());
  if (typeof value === "number") return String(value).replace(".", decimal());
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (type === "date") return day(String(value));
  if (type === "datetime") return `${day(dayOf(value, words.zone) ?? "")} ${timeOf(value, words.zone) ?? ""}`;
  if (type === "user") return words.people.find((person) => person.id === value)?.name ?? "";
  if (type === "link") {
    const linked = record.expanded?.[field.key];
    return linked && !Array.isArray(linked) ? displayOf(linked, words.entities.find((entity) => entity.key === field.to)) : "";
  }
  if (Array.isArray(value)) return value.map((item) => titleOf(field, String(item))).join("; ");
  if (typeof value === "object") return JSON.stringify(value);
  return type === "select" ? titleOf(field, String(value)) : String(value);
}

const titleOf = (field: FieldView, key: string): string => {
  const option = field.options?.find((candidate) => candidate.key === key);
  return option ? optionTitle(option) : key;
};

function day(value: string): string {
  const [year = "", month = "", date = ""] = value.slice(0, 10).split("-");
  return currentLanguage() === "en" ? `${year}-${month}-${date}` : `${date}.${month}.${year}`;
}

/** What a person wrote or pasted into a cell, as a value of the field; a link's name is still to be looked up. */
export function fromText(field: FieldView, raw: string, words: Words): Read {
  const text = raw.trim();
  if (text === "") return { value: null };
  switch (field.type) {
    case "integer":
    case "number":
    case "percent":
    case "rating":
      return number(text.replace(/%$/, ""), (amount) => Number(amount));
    case "money":
      return number(text.replace(/[^\d.,\-\u2212\s\u00a0]/g, ""), (amount) => ({ amount, currency: field.currency ?? words.currency }));
    case "boolean":
      return boolean(text, words);
    case "date": {
      const found = readDay(text);
      return found ? { value: found } : { error: true };
    }
    case "datetime":
      return readInstant(text, words.zone);
    case "select":
      return option(field, text);
    case "multi_select": {
      const found = text.split(/[;,]/).map((part) => option(field, part.trim()));
      return found.every((part) => "value" in part) ? { value: found.map((part) => (part as { value: unknown }).value) } : { error: true };
    }
    case "user": {
      const found = words.people.filter((person) => same(person.name, text) || same(person.email ?? "", text));
      return found.length === 1 ? { value: found[0]?.id } : { error: true };
    }
    case "link":
      return { look: text };
    case "long_text":
    case "rich_text":
      return { value: raw };
    default:
      return { value: text };
  }
}

const same = (a: string, b: string): boolean => fold(a) === fold(b);
const fold = (text: string): string => text.trim().toLocaleLowerCase(currentLanguage() === "az" ? "tr" : undefined);

function number(text: string, make: (amount: string) => unknown): Read {
  const found = parseNumber(text);
  return found === null ? { error: true } : { value: make(found) };
}

function boolean(text: string, words: Words): Read {
  if ([words.yes, "true", "1", "yes", "да", "hə", "bəli"].some((word) => same(word, text))) return { value: true };
  if ([words.no, "false", "0", "no", "нет", "yox", "xeyr"].some((word) => same(word, text))) return { value: false };
  return { error: true };
}

function option(field: FieldView, text: string): Read {
  const open = (field.options ?? []).filter((candidate) => !candidate.archived);
  const found = open.find((candidate) => candidate.key === text) ?? open.find((candidate) => same(optionTitle(candidate), text));
  return found ? { value: found.key } : { error: true };
}

function readInstant(text: string, zone: string): Read {
  const exact = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(text) ? new Date(text) : null;
  if (exact && !Number.isNaN(exact.getTime())) return { value: exact.toISOString() };
  const [date = "", time = "00:00"] = text.split(/[\sT]+/);
  const found = readDay(date);
  if (!found || !/^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(time)) return { error: true };
  return { value: fromWall(found, time, zone).toISOString() };
}
