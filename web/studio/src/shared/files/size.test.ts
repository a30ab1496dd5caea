import { expect, test } from "vitest";

import { formatSize } from "./size";

test("a size has the unit that keeps it short", () => {
  const plain = [0, 999, 1500, 12_345_678, 250_000_000_000].map((bytes) => formatSize(bytes).replace(/\u00a0/g, " ").replace(",", "."));
  expect(plain).toEqual(["0 B", "999 B", "1.5 kB", "12.3 MB", "250 GB"]);
});
