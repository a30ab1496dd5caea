import type { RecordItem } from "@/shared/api/types";

import { fromWall } from "../grid/cellText";

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

/** The value on another day, at the same time. */
export function movedTo(value: unknown, day: Day, zone: string): string {
  const time = timeOf(value, zone);
  return time === null ? day : fromWall(day, time, zone).toISOString();
}

/** Records by their day, in the order of their time. */
export function byDay(records: RecordItem[], valueOf: (record: RecordItem) => unknown, zone: string): Map<Day, RecordItem[]> {
  const found = new Map<Day, RecordItem[]>();
  for (const record of records) {
    const day = dayOf(valueOf(record), zone);
    if (day) found.set(day, [...(found.get(day) ?? []), record]);
  }
  for (const [day, list] of found) found.set(day, list.toSorted((a, b) => String(valueOf(a)).localeCompare(String(valueOf(b)))));
  return found;
}

/** The formula of what lies between two days, the last not included. */
export function between(key: string, instant: boolean, from: Day, until: Day): string {
  const date = (day: Day) => {
    const [year, month, of] = day.split("-").map(Number);
    return `DATE(${year}, ${month}, ${of})${instant ? " + HOURS(0)" : ""}`;
  };
  return `${key} >= ${date(from)} AND ${key} < ${date(until)}`;
}
