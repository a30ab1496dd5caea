import { describe, expect, it } from "vitest";

import { durationOf, readDuration, secondsIn } from "./duration";

describe("a duration", () => {
  it("is read as people of three languages write it", () => {
    expect(secondsIn("2h")).toBe(7_200);
    expect(secondsIn("1h30m")).toBe(5_400);
    expect(secondsIn("1 saat 30 dəq")).toBe(5_400);
    expect(secondsIn("1 ч. 30 мин")).toBe(5_400);
    expect(secondsIn("1:30")).toBe(5_400);
    expect(secondsIn("1w")).toBe(604_800);
  });

  it("is nothing where it is no length of time", () => {
    for (const text of ["", "2", "soon", "2 apples", "1:75", "-2h"]) expect(secondsIn(text)).toBeNull();
  });

  it("is written as the API takes it, and read back the same", () => {
    for (const seconds of [0, 59, 60, 3_661, 90_000, 604_800]) expect(secondsIn(durationOf(seconds))).toBe(seconds);
    expect(durationOf(129_600)).toBe("1d12h");
  });

  it("reads in words", () => {
    expect(readDuration("1d2h", (mark) => ({ d: "gün", h: "saat" })[mark] ?? mark)).toBe("1\u00a0gün 2\u00a0saat");
  });
});
