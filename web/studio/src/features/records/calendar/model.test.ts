import { describe, expect, it } from "vitest";

import type { RecordItem } from "@/shared/api/types";
import { dayOf, daysOf, plusMonths, timeOf, weekday } from "@/shared/format/days";

import { between, byDay, movedTo } from "./model";

const record = (id: string, at: string | null) => ({ id, values: { at } }) as unknown as RecordItem;
const value = (item: RecordItem) => item.values.at;

describe("a calendar", () => {
  it("shows whole weeks that begin on Monday", () => {
    expect(weekday("2026-11-23")).toBe(0);
    expect(daysOf("week", "2026-11-25")).toEqual(["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-28", "2026-11-29"]);
    const november = daysOf("month", "2026-11-25");
    expect([november[0], november.at(-1), november.length]).toEqual(["2026-10-26", "2026-12-06", 42]);
    expect(daysOf("month", "2027-02-14")).toHaveLength(28);
  });
  it("goes from month to month without losing one", () => {
    expect(plusMonths("2026-01-31", 1)).toBe("2026-02-28");
    expect(plusMonths("2026-01-31", -2)).toBe("2025-11-30");
  });
  it("places an instant on the day of the workspace's clock", () => {
    expect(dayOf("2026-11-23T21:30:00Z", "Asia/Baku")).toBe("2026-11-24");
    expect(dayOf("2026-11-23", "Asia/Baku")).toBe("2026-11-23");
    expect(dayOf(null, "Asia/Baku")).toBeNull();
    expect(timeOf("2026-11-23T21:30:00Z", "Asia/Baku")).toBe("01:30");
  });
  it("moves what is dragged to another day at the same time", () => {
    expect(movedTo("2026-11-23T06:30:00Z", "2026-12-01", "Asia/Baku")).toBe("2026-12-01T06:30:00.000Z");
    expect(movedTo("2026-11-23", "2026-12-01", "Asia/Baku")).toBe("2026-12-01");
  });
  it("lists a day by the clock", () => {
    const found = byDay([record("b", "2026-11-23T09:00:00Z"), record("a", "2026-11-23T07:00:00Z"), record("c", null)], value, "Asia/Baku");
    expect([...found].map(([day, list]) => [day, list.map((item) => item.id)])).toEqual([["2026-11-23", ["a", "b"]]]);
  });
  it("asks for just its days", () => {
    expect(between("day", false, "2026-11-23", "2026-12-01")).toBe("day >= DATE(2026, 11, 23) AND day < DATE(2026, 12, 1)");
    expect(between("at", true, "2026-11-23", "2026-12-01")).toContain("DATE(2026, 11, 23) + HOURS(0)");
  });
});
