import { describe, expect, it } from "vitest";

import { callAt, namesOf, shown, stored } from "./formulaTitles";

const NAMES = namesOf([
  { title: "Deal", variables: [{ path: "price", title: "Price", type: "money" }, { path: "area", title: "Living area", type: "number" }, { path: "client.name", title: "Client › Name", type: "text" }] },
  { title: "Others", variables: [{ path: "vars.price", title: "Price list", type: "any" }, { path: "a", title: "Same", type: "text" }, { path: "b", title: "Same", type: "text" }, { path: "NOW()", title: "Now", type: "datetime" }] },
]);

/** A formula is read by titles and stored by keys, and neither form loses anything of the other. */
describe("titles in formulas", () => {
  it("shows a title where it names one thing only", () => {
    expect(shown('price * area & client.name & a & "price"', NAMES).text).toBe('[Price] * [Living area] & [Client › Name] & a & "price"');
  });

  it("gives back what it showed", () => {
    for (const source of ["price + area", 'IF(client.name = "x", a, b)', "SUM(lines.total)", "price <> BLANK"]) expect(stored(shown(source, NAMES).text, NAMES)).toBe(source);
  });

  it("takes titles in brackets, or bare where they are one word", () => {
    expect(stored("[living area] * Price", NAMES)).toBe("area * price");
    expect(stored("[Nothing] + Same", NAMES)).toBe("[Nothing] + Same");
    expect(stored("Price(1)", NAMES)).toBe("Price(1)");
  });

  it("knows where a place of the one stands in the other", () => {
    const text = shown("area + pricf", NAMES);
    expect(text.text.slice(text.at(7), text.at(12))).toBe("pricf");
    expect(text.text.slice(text.at(0), text.at(4))).toBe("[Living area]");
  });

  it("finds the call around the caret", () => {
    expect(callAt("IF(price > 1, SUM(a, b), ", 25)).toEqual({ name: "IF", argument: 2 });
    expect(callAt("ROUND(price, 2", 14)).toEqual({ name: "ROUND", argument: 1 });
    expect(callAt("(price + 1", 10)).toBeUndefined();
  });
});
