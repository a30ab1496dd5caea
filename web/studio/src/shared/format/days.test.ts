import { describe, expect, it } from "vitest";

import { readDay, readTime } from "./days";

describe("a time of day", () => {
  it("is read however one writes it", () => {
    expect(["9", "930", "9:30", "21.30", "0905"].map(readTime)).toEqual(["09:00", "09:30", "09:30", "21:30", "09:05"]);
  });
  it("is none beyond its clock", () => {
    expect(["24", "9:60", "nine", ""].map(readTime)).toEqual([null, null, null, null]);
  });
});

describe("a day", () => {
  it("has its day first, as it is written here", () => expect(["1.3.2026", "01/03/2026", "2026-3-1"].map(readDay)).toEqual(["2026-03-01", "2026-03-01", "2026-03-01"]));
});
