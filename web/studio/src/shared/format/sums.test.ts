import { describe, expect, it } from "vitest";

import { addUp, sumOfMoney } from "./sums";

describe("a sum", () => {
  it("loses no digit", () => {
    expect(addUp(["0.1", "0.2"])).toBe("0.3");
    expect(addUp(["-1.5", "0.25", "3"])).toBe("1.75");
    expect(addUp([])).toBe("0");
  });
  it("of money is of one currency", () => {
    expect(sumOfMoney([{ amount: "10.5", currency: "AZN" }, { amount: "0.25", currency: "AZN" }])).toEqual({ amount: "10.75", currency: "AZN" });
    expect(sumOfMoney([{ amount: "1", currency: "AZN" }, { amount: "1", currency: "USD" }])).toBeNull();
    expect(sumOfMoney([])).toBeNull();
  });
});
