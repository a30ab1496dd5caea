import { expect, test } from "vitest";

import { join } from "./merge";

const field = (key: string, more: object = {}) => ({ key, type: "text", ...more });
const base = { title: "Firm", entities: [{ key: "contact", fields: [field("name"), field("phone")] }] };
const withFields = (...fields: object[]) => ({ ...base, entities: [{ key: "contact", fields }] });

test("what each has changed is kept", () => {
  const ours = withFields(field("name", { required: true }), field("phone"));
  const theirs = { ...withFields(field("name"), field("email"), field("phone")), title: "Ours" };
  const { value, conflicts } = join<unknown>(base, ours, theirs);
  expect(conflicts).toEqual([]);
  expect(value).toEqual({ title: "Ours", entities: [{ key: "contact", fields: [field("name", { required: true }), field("email"), field("phone")] }] });
});

test("what one took away is gone, unless the other worked on it", () => {
  const without = withFields(field("name"));
  expect(join<unknown>(base, without, base).value).toEqual(without);
  const worked = withFields(field("name"), field("phone", { required: true }));
  expect(join<unknown>(base, worked, without)).toEqual({ value: worked, conflicts: ["entities/contact/fields/phone"] });
});

test("where both changed one thing, ours is taken, and the place is named", () => {
  expect(join<unknown>(base, { ...base, title: "Mine" }, { ...base, title: "Yours" })).toEqual({ value: { ...base, title: "Mine" }, conflicts: ["title"] });
});
