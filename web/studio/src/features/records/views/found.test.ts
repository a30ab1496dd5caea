import { expect, test } from "vitest";

import { found } from "./found";

const called = 'CONTAINS(name, "x")';

test("what was found is asked for by its ids", () => {
  expect(found(["a", "b"], 50, called)).toBe('OR(id = "a", id = "b")');
});

test("where nothing was found, or more than were answered, the name has to do", () => {
  expect(found([], 50, called)).toBe(called);
  expect(found(["a", "b"], 2, called)).toBe(called);
});

test("records without a name in words are found by search alone", () => {
  expect(found([], 2, "")).toBe("FALSE");
  expect(found(["a", "b"], 2, "")).toBe('OR(id = "a", id = "b")');
});
