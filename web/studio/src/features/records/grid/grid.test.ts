import { describe, expect, it } from "vitest";

import type { RecordItem } from "@/shared/api/types";
import { fromWall, readDay } from "@/shared/format/days";
import type { FieldView } from "@/shared/solution/types";

import { fromText, toText, type Words } from "./cellText";
import { readTable, spread, writeTable } from "./clipboard";
import { blocksOf, Lines, placeOf, scrollFor, TALLEST } from "./lines";
import { moved, rangeOf, stepped } from "./selection";

const segment = (total: number, open = true, headed = true) => ({ id: String(total), filter: "", total, open, headed });

describe("lines", () => {
  it("are records, or groups with their records below", () => {
    const lines = new Lines([segment(2), segment(5, false), segment(3)]);
    expect(lines.count).toBe(8);
    expect([0, 1, 2, 3, 4, 5, 7, 8].map((line) => lines.at(line))).toEqual([
      { kind: "group", segment: 0 },
      { kind: "row", segment: 0, offset: 0 },
      { kind: "row", segment: 0, offset: 1 },
      { kind: "group", segment: 1 },
      { kind: "group", segment: 2 },
      { kind: "row", segment: 2, offset: 0 },
      { kind: "row", segment: 2, offset: 2 },
      undefined,
    ]);
    expect(lines.lineOf(2, 2)).toBe(7);
  });
  it("name the blocks that hold them", () => {
    const lines = new Lines([{ ...segment(1_000_000), headed: false }]);
    expect(blocksOf(lines, 950, 1_040)).toEqual([{ segment: 0, block: 9 }, { segment: 0, block: 10 }]);
  });
  it("reach both ends of a list that is taller than a browser draws", () => {
    const port = { lines: 1_000_000, height: 40, view: 800 };
    expect(placeOf(0, port)).toBe(0);
    expect(placeOf(TALLEST - 800, port)).toBe(40_000_000 - 800);
    expect(placeOf(scrollFor(20_000_000, port), port)).toBeCloseTo(20_000_000, 3);
  });
  it("scroll as they are where people turn the wheel, however long the list", () => {
    const port = { lines: 1_000_000, height: 40, view: 800 };
    expect(placeOf(3_000_100, port) - placeOf(3_000_000, port)).toBe(100);
    expect(placeOf(TALLEST - 900, port) - placeOf(TALLEST - 1_000, port)).toBe(100);
    for (const place of [0, 3_999_999, 4_000_001, 36_000_001, 40_000_000 - 800]) expect(placeOf(scrollFor(place, port), port)).toBeCloseTo(place, 3);
  });
});

describe("the selection", () => {
  const bounds = { lines: 10, columns: 4, page: 5 };
  it("moves by keys and stays inside", () => {
    expect(moved({ line: 0, column: 3 }, "ArrowRight", false, bounds)).toEqual({ line: 0, column: 3 });
    expect(moved({ line: 2, column: 1 }, "PageDown", false, bounds)).toEqual({ line: 7, column: 1 });
    expect(moved({ line: 2, column: 1 }, "End", true, bounds)).toEqual({ line: 9, column: 3 });
    expect(moved({ line: 2, column: 1 }, "x", false, bounds)).toBeNull();
  });
  it("goes on in the next line after the last column", () => {
    expect(stepped({ line: 1, column: 3 }, 1, bounds)).toEqual({ line: 2, column: 0 });
    expect(stepped({ line: 0, column: 0 }, -1, bounds)).toEqual({ line: 0, column: 0 });
  });
  it("is a range whichever way it was drawn", () => {
    expect(rangeOf({ anchor: { line: 5, column: 2 }, focus: { line: 3, column: 3 } })).toEqual({ top: 3, bottom: 5, left: 2, right: 3 });
  });
});

describe("the clipboard", () => {
  const table = [["a", 'say "hi"'], ["two\nlines", "x\ty"], ["", "end"]];
  it("gives back what it took", () => expect(readTable(writeTable(table))).toEqual(table));
  it("reads what spreadsheets write", () => expect(readTable("1\t2\r\n3\t4\r\n")).toEqual([["1", "2"], ["3", "4"]]));
  it("leaves quotes alone that quote nothing", () => expect(readTable('"a" b\tc')).toEqual([['"a" b', "c"]]));
  it("fills a range with one value, and repeats what fits", () => {
    expect(spread([["x"]], 2, 2)).toEqual([["x", "x"], ["x", "x"]]);
    expect(spread([["1"], ["2"]], 4, 1)).toEqual([["1"], ["2"], ["1"], ["2"]]);
    expect(spread([["1", "2"]], 1, 1)).toEqual([["1", "2"]]);
  });
});

const words: Words = { people: [{ id: "p1", name: "Aysel Quliyeva", email: "aysel@example.az" }], entities: [], currency: "AZN", zone: "Asia/Baku", yes: "Bəli", no: "Xeyr" };
const field = (type: string, more: Partial<FieldView> = {}): FieldView => ({ key: "f", type, access: "write", ...more });

describe("a cell's text", () => {
  it("becomes the value that its field takes", () => {
    expect(fromText(field("number"), "1.234,5", words)).toEqual({ value: 1234.5 });
    expect(fromText(field("percent"), "7,5%", words)).toEqual({ value: 7.5 });
    expect(fromText(field("money"), "1 200,50 ₼", words)).toEqual({ value: { amount: "1200.50", currency: "AZN" } });
    expect(fromText(field("boolean"), "bəli", words)).toEqual({ value: true });
    expect(fromText(field("date"), "28.02.2026", words)).toEqual({ value: "2026-02-28" });
    expect(fromText(field("datetime"), "28.02.2026 10:30", words)).toEqual({ value: "2026-02-28T06:30:00.000Z" });
    expect(fromText(field("select", { options: [{ key: "site", title: "Sayt" }] }), "sayt", words)).toEqual({ value: "site" });
    expect(fromText(field("user"), "aysel quliyeva", words)).toEqual({ value: "p1" });
    expect(fromText(field("text"), "  x ", words)).toEqual({ value: "x" });
    expect(fromText(field("text"), "  ", words)).toEqual({ value: null });
    expect(fromText(field("link"), "Firm", words)).toEqual({ look: "Firm" });
  });
  it("is refused where it is none", () => {
    for (const [type, text] of [["number", "many"], ["date", "31.02.2026"], ["select", "x"], ["boolean", "maybe"], ["user", "Nobody"], ["datetime", "28.02.2026 25:00"]] as const) {
      expect(fromText(field(type, { options: [] }), text, words)).toEqual({ error: true });
    }
  });
  it("is read back as it was written", () => {
    const record = { values: {} } as unknown as RecordItem;
    const at = field("datetime");
    expect(fromText(at, toText(at, "2026-02-28T06:30:00.000Z", record, words), words)).toEqual({ value: "2026-02-28T06:30:00.000Z" });
    const price = field("money");
    expect(fromText(price, toText(price, { amount: "1200.50", currency: "AZN" }, record, words), words)).toEqual({ value: { amount: "1200.50", currency: "AZN" } });
  });
  it("knows the days that are", () => {
    expect(readDay("2026-02-29")).toBeNull();
    expect(readDay("1/3/2026")).toBe("2026-03-01");
  });
  it("keeps the wall clock over a change of the hour", () => expect(fromWall("2026-03-29", "12:00", "Europe/Berlin").toISOString()).toBe("2026-03-29T10:00:00.000Z"));
});
