import { describe, expect, it } from "vitest";

import type { FieldView } from "@/shared/solution/types";

import { united } from "./conflicts";

const field = (type: string, more: Partial<FieldView> = {}): FieldView => ({ key: "field", type, access: "write", ...more });

describe("theirs and yours as one", () => {
  it("unites lists, each item once", () => expect(united(field("multi_select"), ["a", "b"], ["b", "c"])).toEqual(["a", "b", "c"]));
  it("puts one text after the other", () => {
    expect(united(field("text"), "Flat", "House")).toBe("Flat / House");
    expect(united(field("long_text"), "Theirs", "Mine")).toBe("Theirs\n\nMine");
  });
  it("offers nothing where one value must win", () => {
    expect(united(field("number"), 1, 2)).toBeUndefined();
    expect(united(field("text"), "Flat", "Flat, large")).toBeUndefined();
    expect(united(field("text", { max_length: 8 }), "Flat", "House")).toBeUndefined();
  });
});
