import { describe, expect, it } from "vitest";

import { partsOf, type ConditionPart } from "./conditionParts";

const phone: ConditionPart = { source: "record.phone", value: "+994501112233" };
const empty: ConditionPart = { source: "ISBLANK(record.phone)", value: false, children: [phone] };

/** Why a condition held unfolds into what its reader was told, and into nothing that says the opposite. */
describe("the parts of a condition", () => {
  it("under 'is filled in' is the field, not 'is empty'", () => {
    expect(partsOf({ source: "NOT(ISBLANK(record.phone))", value: true, children: [empty] })).toEqual([phone]);
  });

  it("under 'does not contain' is the field, not 'contains'", () => {
    const contains = { source: 'CONTAINS(record.phone, "55")', value: false, children: [phone] };
    expect(partsOf({ source: 'NOT(CONTAINS(record.phone, "55"))', value: true, children: [contains] })).toEqual([phone]);
  });

  it("are all of them where several are joined or one is negated", () => {
    const parts = [empty, { source: "record.vip", value: true }];
    expect(partsOf({ source: "ISBLANK(record.phone) OR record.vip", value: true, children: parts })).toEqual(parts);
    const joined = { source: "ISBLANK(record.phone) OR record.vip", value: true, children: parts };
    expect(partsOf({ source: "NOT(ISBLANK(record.phone) OR record.vip)", value: false, children: [joined] })).toEqual([joined]);
  });
});
