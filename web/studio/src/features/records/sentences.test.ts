import { describe, expect, it } from "vitest";

import type { EntityView, FieldView } from "@/shared/solution/types";

import { compileAll, type Condition } from "./filters";
import { readSentences, split } from "./sentences";

const field = (key: string, type: string, more: Partial<FieldView> = {}): FieldView => ({ key, type, access: "write", ...more });
const fields = [field("name", "text"), field("price", "money"), field("part", "percent"), field("day", "date"), field("at", "datetime"), field("kind", "select"), field("walls", "multi_select"), field("client", "link", { to: "contact" }), field("paid", "boolean"), field("responsible", "user")];
const entities = [{ key: "contact", display: "name" }] as EntityView[];

const sentences: Condition[] = [
  { field: "name", op: "contains", value: 'a "b" AND (c' },
  { field: "name", op: "startsWith", value: "x" },
  { field: "name", op: "is", value: "x" },
  { field: "price", op: "atLeast", value: "-12.5" },
  { field: "part", op: "over", value: "7.5" },
  { field: "day", op: "on", value: "2026-02-03" },
  { field: "day", op: "before", value: "2026-02-03" },
  { field: "day", op: "lastDays", value: "7" },
  { field: "at", op: "on", value: "2026-02-03" },
  { field: "at", op: "before", value: "2026-02-03" },
  { field: "at", op: "nextDays", value: "3" },
  { field: "kind", op: "isNot", value: "site" },
  { field: "walls", op: "has", value: "brick" },
  { field: "client", op: "contains", value: "Firm" },
  { field: "paid", op: "yes" },
  { field: "paid", op: "no" },
  { field: "name", op: "blank" },
  { field: "name", op: "notBlank" },
  { field: "responsible", op: "is", value: "0190" },
];

describe("a formula", () => {
  it("is read back as the sentence that it was", () => {
    for (const condition of sentences) {
      expect(readSentences(compileAll([condition], fields, entities, null), fields, entities)).toEqual({ where: [condition], rest: "" });
    }
  });
  it("is read back as all the sentences that it was", () => {
    expect(readSentences(compileAll(sentences, fields, entities, null), fields, entities)).toEqual({ where: sentences, rest: "" });
  });
  it("stays a formula where it is no sentence", () => {
    const rest = 'name & "x" = "y" AND (price > 5 OR paid = TRUE)';
    expect(readSentences(`price > 5 AND ${rest}`, fields, entities)).toEqual({ where: [{ field: "price", op: "over", value: "5" }], rest });
    expect(readSentences("price > 5 OR price < 2", fields, entities)).toEqual({ where: [], rest: "price > 5 OR price < 2" });
    expect(readSentences("unknown = 5", fields, entities)).toEqual({ where: [], rest: "unknown = 5" });
  });
  it("is parted at the top only", () => expect(split('a = "x AND y" AND f(b AND c) AND brand = 1')).toEqual(['a = "x AND y"', "f(b AND c)", "brand = 1"]));
});
