// A sentence chosen in the list means the same as its formula, and no typed text can leave its quotes.
import { describe, expect, it } from "vitest";

import type { EntityView, FieldView } from "@/shared/solution/types";

import { compile, compileAll, operatorsOf } from "./filters";

const field = (key: string, type: string, more: Partial<FieldView> = {}): FieldView => ({ key, type, access: "write", ...more });
const contact = { key: "contact", display: "name" } as EntityView;

describe("conditions", () => {
  it("writes text in quotes, whatever it holds", () => expect(compile({ field: "name", op: "contains", value: 'a" OR TRUE' }, field("name", "text"))).toBe('CONTAINS(name, "a"" OR TRUE")'));
  it("compares numbers as numbers, and refuses what is none", () => {
    expect(compile({ field: "price", op: "over", value: "12.50" }, field("price", "money"))).toBe("price > 12.50");
    expect(compile({ field: "price", op: "over", value: "1 OR TRUE" }, field("price", "money"))).toBeNull();
  });
  it("reads five percent as 0.05", () => {
    expect(compile({ field: "rate", op: "is", value: "5" }, field("rate", "percent"))).toBe("rate = 0.05");
    expect(compile({ field: "rate", op: "is", value: "12.5" }, field("rate", "percent"))).toBe("rate = 0.125");
    expect(compile({ field: "rate", op: "is", value: "-150" }, field("rate", "percent"))).toBe("rate = -1.5");
  });
  it("knows that a day holds many instants", () => {
    expect(compile({ field: "d", op: "on", value: "2026-02-28" }, field("d", "date"))).toBe("d = DATE(2026, 2, 28)");
    expect(compile({ field: "t", op: "on", value: "2026-02-28" }, field("t", "datetime"))).toBe("t >= DATE(2026, 2, 28) + HOURS(0) AND t < DATE(2026, 2, 28) + HOURS(24)");
  });
  it("looks at a linked record by its name", () => expect(compile({ field: "client", op: "contains", value: "Ay" }, field("client", "link", { to: "contact" }), contact)).toBe('CONTAINS(client.name, "Ay")'));
  it("compares a formula as its result", () => expect(operatorsOf(field("total", "formula", { result: "money" }))).toContain("over"));
  it("leaves out a sentence that is not finished", () =>
    expect(compileAll([{ field: "name", op: "contains" }, { field: "ok", op: "yes" }], [field("name", "text"), field("ok", "boolean")], [], { field: "name", text: " x " })).toBe('ok = TRUE AND CONTAINS(name, "x")'));
});
