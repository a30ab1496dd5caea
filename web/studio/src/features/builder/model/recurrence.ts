/** Recurrence rules (RFC 5545) as a form holds them: every so many days, weeks, months or years, on these days, at a time. */

export const FREQUENCIES = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"] as const;
export type Frequency = (typeof FREQUENCIES)[number];
export const DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;

export interface Recurrence {
  freq: Frequency;
  interval: number;
  /** Days of the week; in a month or year the position before: 1MO is its first Monday, -1FR its last Friday. */
  days: string[];
  /** Day of the month; -1 is its last. */
  monthday?: number;
  time: string;
  /** What the form does not show, kept as it is written. */
  rest: Record<string, string>;
}

const SHOWN = ["FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYHOUR", "BYMINUTE"];

export function parseRule(rule: string): Recurrence {
  const parts = Object.fromEntries(rule.split(";").map((part) => part.split("=") as [string, string?]).map(([name, value]) => [name.trim().toUpperCase(), value ?? ""]));
  const two = (text: string | undefined, usual: string): string => (/^\d{1,2}$/.test(text ?? "") ? (text ?? "").padStart(2, "0") : usual);
  return {
    freq: FREQUENCIES.find((one) => one === parts.FREQ) ?? "WEEKLY",
    interval: Math.max(1, Number(parts.INTERVAL) || 1),
    days: (parts.BYDAY ?? "").split(",").filter(Boolean),
    ...(parts.BYMONTHDAY && { monthday: Number(parts.BYMONTHDAY) }),
    time: `${two(parts.BYHOUR, "09")}:${two(parts.BYMINUTE, "00")}`,
    rest: Object.fromEntries(Object.entries(parts).filter(([name]) => name !== "" && !SHOWN.includes(name))),
  };
}

export function printRule({ freq, interval, days, monthday, time, rest }: Recurrence): string {
  const [hour = "9", minute = "0"] = time.split(":");
  const parts: [string, string | undefined][] = [
    ["FREQ", freq],
    ["INTERVAL", interval > 1 ? String(interval) : undefined],
    ["BYDAY", days.length > 0 && (freq === "WEEKLY" || /\d/.test(days.join(""))) ? days.join(",") : undefined],
    ["BYMONTHDAY", monthday !== undefined && freq === "MONTHLY" && !/\d/.test(days.join("")) ? String(monthday) : undefined],
    ["BYHOUR", String(Number(hour))],
    ["BYMINUTE", String(Number(minute))],
    ...Object.entries(rest),
  ];
  return parts.filter(([, value]) => value !== undefined && value !== "").map(([name, value]) => `${name}=${value ?? ""}`).join(";");
}
