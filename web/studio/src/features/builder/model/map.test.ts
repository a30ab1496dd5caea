import { expect, test } from "vitest";

import { spotsOf } from "./map";

const at = (spots: ReturnType<typeof spotsOf>): Record<string, string> => Object.fromEntries(spots.map((spot) => [spot.key, `${spot.column}/${spot.row}`]));

test("each scenario stands to the right of those that set it off, alone ones are left out", () => {
  const links = [{ from: "a", to: "b" }, { from: "b", to: "d" }, { from: "a", to: "d" }, { from: "c", to: "d" }];
  expect(at(spotsOf(["a", "b", "c", "d", "alone"], links))).toEqual({ a: "0/0", b: "1/0", c: "0/1", d: "2/0" });
});

test("a circle is drawn, and ends", () => {
  const links = [{ from: "a", to: "b" }, { from: "b", to: "a" }, { from: "b", to: "b" }];
  expect(at(spotsOf(["a", "b"], links))).toEqual({ a: "0/0", b: "1/0" });
});
