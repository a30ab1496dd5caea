/** Days as `2026-02-28`: a calendar counts in them, without clocks. */
export type Day = string;

const at = (day: Day): Date => new Date(`${day}T00:00:00Z`);
const write = (date: Date): Day => date.toISOString().slice(0, 10);
export const plus = (day: Day, days: number): Day => write(new Date(at(day).getTime() + days * 86_400_000));
/** Monday is 0. */
export const weekday = (day: Day): number => (at(day).getUTCDay() + 6) % 7;
export const monthOf = (day: Day): string => day.slice(0, 7);

/** The same day of another month, or its last. */
export function plusMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return write(new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))));
}

export type Span = "month" | "week";

/** The days on the page: whole weeks. */
export function daysOf(span: Span, day: Day): Day[] {
  const first = span === "week" ? plus(day, -weekday(day)) : plus(`${monthOf(day)}-01`, -weekday(`${monthOf(day)}-01`));
  if (span === "week") return Array.from({ length: 7 }, (_, n) => plus(first, n));
  const end = plus(plusMonths(`${monthOf(day)}-01`, 1), -1);
  const weeks = Math.ceil((1 + (at(end).getTime() - at(first).getTime()) / 86_400_000) / 7);
  return Array.from({ length: weeks * 7 }, (_, n) => plus(first, n));
}

/** The same in rows of seven. */
export const weeksOf = (days: Day[]): Day[][] => Array.from({ length: days.length / 7 }, (_, at) => days.slice(at * 7, at * 7 + 7));

/** The day on which a value lies: a date as it is, an instant on the clock of the zone. */
export function dayOf(value: unknown, zone: string): Day | null {
  if (typeof value !== "string") return null;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return null;
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(date);
  const get = (type: string): string => parts.find((part) => part.type === type)?.value ?? "";
  return `${get("year")}-${get("month")}-${get("day")}`;
}

/** The time of an instant on the clock of the zone; null for a date. */
export function timeOf(value: unknown, zone: string): string | null {
  if (typeof value !== "string" || !value.includes("T")) return null;
  return new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(value));
}

/** `2026-02-28`, `28.02.2026`, `28/02/2026`: the day first, as it is written here. */
export function readDay(text: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const local = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(text);
  const [year, month, date] = iso ? [iso[1], iso[2], iso[3]] : local ? [local[3], local[2], local[1]] : [];
  if (!year || !month || !date) return null;
  const found = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  const at = new Date(`${found}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(found) ? found : null;
}

/** `9`, `930`, `9:30`, `21.30` as `HH:MM`; null for what is no time of day. */
export function readTime(text: string): string | null {
  const found = /^([01]?\d|2[0-3])(?:[:.]?([0-5]\d))?$/.exec(text.trim());
  return found ? `${(found[1] ?? "").padStart(2, "0")}:${found[2] ?? "00"}` : null;
}

/** The instant at which the clock of a zone shows this. */
export function fromWall(date: string, time: string, zone: string): Date {
  const guess = new Date(`${date}T${time.padStart(5, "0").slice(0, 5)}:00Z`);
  const shown = wall(guess, zone);
  const first = new Date(guess.getTime() - (shown - guess.getTime()));
  const drift = wall(first, zone) - guess.getTime();
  return new Date(first.getTime() - drift);
}

function wall(at: Date, zone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric", hourCycle: "h23" }).formatToParts(at);
  const get = (type: string): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return Date.UTC(get("year"), get("month") - 1, get("day"), get("hour"), get("minute"), get("second"));
}
