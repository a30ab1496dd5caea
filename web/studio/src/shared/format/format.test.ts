// Numbers, money and dates read as the reader's language writes them, whatever the browser knows of it.
import { describe, expect, it } from "vitest";

import { formatAge, formatDate, formatDateTime, formatMoney, formatNumber, formatRelative, formatWhen, initials, parseNumber, roundText } from "./format";

const now = new Date("2026-11-23T10:00:00Z");
const zone = "Asia/Baku";

describe("numbers", () => {
  it("groups and points as each language does", () => {
    expect(formatNumber("12345.60", { language: "az" })).toBe("12.345,60");
    expect(formatNumber("12345.60", { language: "ru" })).toBe("12\u00a0345,60");
    expect(formatNumber("12345.60", { language: "en" })).toBe("12,345.60");
    expect(formatNumber(-5, { language: "en" })).toBe("\u22125");
  });
  it("keeps every digit of a decimal", () => expect(formatNumber("12345678901234567890.123456789", { language: "en" })).toBe("12,345,678,901,234,567,890.123456789"));
  it("rounds half away from zero", () => {
    expect(roundText("0.125", 2)).toBe("0.13");
    expect(roundText("-2.5", 0)).toBe("-3");
    expect(roundText("-0.001", 2)).toBe("0.00");
    expect(roundText("999.999", 2)).toBe("1000.00");
  });
  it("reads what people type", () => {
    expect(parseNumber("12.345,60", "az")).toBe("12345.60");
    expect(parseNumber("12,5", "ru")).toBe("12.5");
    expect(parseNumber("12.5", "az")).toBe("12.5");
    expect(parseNumber("1,234.5", "en")).toBe("1234.5");
    expect(parseNumber(".5", "en")).toBe("0.5");
    expect(parseNumber("a dozen", "en")).toBeNull();
  });
});

describe("money", () => {
  it("puts the sign where each language does", () => {
    expect(formatMoney({ amount: "12345.6", currency: "AZN" }, { language: "az" })).toBe("12.345,60\u00a0₼");
    expect(formatMoney({ amount: "12", currency: "USD" }, { language: "en" })).toBe("$12.00");
    expect(formatMoney({ amount: "12", currency: "KZT" }, { language: "ru" })).toBe("12,00\u00a0KZT");
  });
});

describe("dates", () => {
  it("writes a calendar date without moving it through a zone", () => {
    expect(formatDate("2026-02-28", "numeric", "az")).toBe("28.02.2026");
    expect(formatDate("1970-01-01", "long", "az")).toBe("1 yanvar 1970");
    expect(formatDate("2026-05-09", "long", "ru")).toBe("9 мая 2026 г.");
  });
  it("writes an instant on the workspace's clock", () => expect(formatDateTime("2026-11-23T21:30:00Z", { zone, language: "az" })).toBe("24.11.2026 01:30"));
  it("names the near days", () => {
    expect(formatWhen("2026-11-23T12:00:00Z", { zone, now, language: "az" })).toBe("bu gün 16:00");
    expect(formatWhen("2026-11-23T21:30:00Z", { zone, now, language: "en" })).toBe("tomorrow 01:30");
    expect(formatWhen("2026-10-01T08:00:00Z", { zone, now, language: "ru" })).toBe("1 окт 12:00");
  });
  it("says how long ago", () => {
    expect(formatRelative("2026-11-23T09:55:00Z", now, "en")).toBe("5\u00a0min ago");
    expect(formatRelative("2026-11-23T12:00:00Z", now, "az")).toBe("2\u00a0saat sonra");
    expect(formatAge("2026-11-20T10:00:00Z", now, "ru")).toBe("3\u00a0дн");
  });
});

describe("names", () => {
  it("takes the first letters", () => expect(initials("Aysel  Məmmədova")).toBe("AM"));
});
