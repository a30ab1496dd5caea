import { expect, test } from "vitest";

import { formatSize } from "./size";

const sizes = (...all: number[]) => all.map((bytes) => formatSize(bytes, "en").replaceAll("\u00a0", " "));

test("a size has the unit that keeps it short", () => {
  expect(sizes(0, 999, 1500, 12_345_678, 250_000_000_000)).toEqual(["0 B", "999 B", "1.5 kB", "12.3 MB", "250 GB"]);
});

test("a size is written in the reader's language", () => {
  expect(formatSize(1500, "ru")).toBe("1,5\u00a0КБ");
});
