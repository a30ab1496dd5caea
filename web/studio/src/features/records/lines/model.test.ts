import { describe, expect, it } from "vitest";

import type { RecordItem } from "@/shared/api/types";
import type { EntityView, FieldView } from "@/shared/solution/types";

import { borrowed, isSummed, moved, sumOf } from "./model";

const line = (id: string, values: Record<string, unknown> = {}): RecordItem => ({ id, number: 1, entity: "line", values, funnel: null, stage: null, stage_since: null, responsible: null, team: null, version: 1, created_at: "", created_by: null, updated_at: "", updated_by: null });
const placed = (...places: (number | null)[]): RecordItem[] => places.map((position, index) => line(String.fromCharCode(97 + index), { position }));
const field = (key: string, type: string, more: Partial<FieldView> = {}): FieldView => ({ key, type, access: "write", ...more });
const entity = (...fields: FieldView[]): EntityView => ({ key: "line", title: "", plural: "", display: "", icon: "", fields, inverses: [], lines_of: { entity: "deal", as: "lines" }, rights: { create: true, read: true, update: true, delete: true } });

describe("sums", () => {
  it("keep their currency, and stay away where two meet", () => {
    const total = field("total", "formula", { result: "money" });
    const of = (...currencies: string[]) => currencies.map((currency, index) => line(String(index), { total: { amount: "10.50", currency } }));
    expect(sumOf(total, of("AZN", "AZN"))).toEqual({ money: { amount: "21.00", currency: "AZN" } });
    expect(sumOf(total, of("AZN", "USD"))).toBeNull();
  });
  it("are of totals, not of prices", () => {
    expect(isSummed(field("total", "formula", { result: "money" }))).toBe(true);
    expect(isSummed(field("price", "money"))).toBe(false);
  });
});

describe("moving a line", () => {
  it("changes one place where there is room", () => {
    expect(moved(placed(1, 2, 3), 2, 0)).toEqual([{ id: "c", position: 0 }]);
    expect(moved(placed(1, 2, 3), 0, 2)).toEqual([{ id: "a", position: 4 }]);
    expect(moved(placed(1, 2, 3), 0, 1)).toEqual([{ id: "a", position: 2.5 }]);
  });
  it("gives all a place where some have none", () => {
    expect(moved(placed(null, null), 1, 0)).toEqual([{ id: "b", position: 1 }, { id: "a", position: 2 }]);
  });
  it("does nothing where it stays", () => {
    expect(moved(placed(1, 2), 1, 1)).toEqual([]);
  });
});

describe("a chosen product", () => {
  it("lends its price, and nothing that was typed already", () => {
    const lines = entity(field("product", "link", { to: "product" }), field("price", "money"), field("quantity", "number"));
    const product = entity(field("name", "text"), field("price", "money"));
    const chosen = line("p", { name: "Paint", price: { amount: "9.00", currency: "AZN" } });
    expect(borrowed(lines, product, chosen, {})).toEqual({ price: { amount: "9.00", currency: "AZN" } });
    expect(borrowed(lines, product, chosen, { price: { amount: "1.00", currency: "AZN" } })).toEqual({});
  });
});
