import { formatDate, formatDateTime, formatMoney, formatNumber } from "@/shared/format/format";

/** A value of a formula as a person writes it, by its look alone. */
export function writtenValue(value: unknown, words: { yes: string; no: string; blank: string }): string {
  if (value === null || value === undefined || value === "") return words.blank;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value === "number") return formatNumber(value);
  if (Array.isArray(value)) return value.length === 0 ? words.blank : value.map((one) => writtenValue(one, words)).join(", ");
  if (typeof value === "object") return "amount" in value ? formatMoney(value as { amount: string; currency: string }) : JSON.stringify(value);
  const text = String(value);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return formatDate(text);
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text)) return formatDateTime(text);
  return text;
}
