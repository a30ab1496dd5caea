import type { RecordItem } from "@/shared/api/types";
import { type Day, dayOf, fromWall, timeOf } from "@/shared/format/days";

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
