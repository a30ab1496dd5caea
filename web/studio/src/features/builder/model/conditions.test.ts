import { describe, expect, it } from "vitest";

import { compile, emptyGroup, isSentences, parse } from "./conditions";

/** A condition shown as sentences says the same formula when it is written back. */
describe("conditions", () => {
  it.each([
    'source = "site"',
    'source = "site" AND NOT(ISBLANK(phone))',
    "total >= 10000",
    '(walls = "brick" OR walls = "concrete") AND area > 0',
    'a = 1 AND (b = 2 OR c = 3) AND ISBLANK(d)',
    'NOT(source = "site" OR source = "call")',
    'CONTAINS(name, "a ""b"" c") OR NOT(CONTAINS(name, "x")) OR STARTSWITH(name, "q")',
    'steps.request.record.stage = "new"',
    "due <= DATE(2026, 2, 28)",
    "responsible = record.responsible",
    "active = TRUE",
  ])("reads and writes %s", (source) => {
    const group = parse(source);
    expect(isSentences(group)).toBe(true);
    expect(compile(group)).toBe(source);
  });

  it("reads the functions AND and OR as groups", () => {
    expect(compile(parse('AND(a = 1, OR(b = 2, c = "x"))'))).toBe('a = 1 AND (b = 2 OR c = "x")');
  });

  it("keeps what is no sentence as it is written", () => {
    for (const source of ["SUM(lines.total) > 3", "a + b > c", "IF(a, b, c)", "a ="]) {
      expect(isSentences(parse(source))).toBe(false);
      expect(compile(parse(source))).toBe(source);
    }
  });

  it("leaves out rules that say nothing yet", () => {
    const rule = { kind: "rule", path: "name", operator: "=" } as const;
    expect(compile({ ...emptyGroup(), items: [rule, { ...rule, operator: "not_blank" }] })).toBe("NOT(ISBLANK(name))");
    expect(compile(emptyGroup())).toBe("");
  });

  it("reads a bare yes-or-no field as true", () => {
    expect(parse("active").items).toEqual([{ kind: "rule", path: "active", operator: "=", operand: { kind: "boolean", value: true } }]);
  });
});
