import { describe, expect, it } from "vitest";

import type { RecordItem } from "@/shared/api/types";
import type { EntityView, FieldView } from "@/shared/solution/types";

import { chosenValue, differing, wasChosen } from "./model";

const field = (key: string, type = "text"): FieldView => ({ key, type, access: "write" });
const fields = [field("name"), field("phone"), field("total", "formula")];
const entity = { key: "contact", fields } as unknown as EntityView;
const record = (id: string, values: Record<string, unknown>) => ({ id, values }) as unknown as RecordItem;
const records = [record("a", { name: "Leyla", phone: null, total: 1 }), record("b", { name: "Leyla M.", phone: "+994", total: 2 })];

describe("merging records", () => {
  it("asks only about what differs and is written by people", () => {
    expect(differing(entity, records).map((each) => each.key)).toEqual(["name", "phone"]);
  });

  it("takes the value of the one that stays, and fills its blanks", () => {
    expect(chosenValue({}, field("name"), records, "a")).toBe("a");
    expect(chosenValue({}, field("phone"), records, "a")).toBe("b");
    expect(chosenValue({ phone: "a" }, field("phone"), records, "a")).toBe("a");
  });

  it("sends only what the person decided otherwise", () => {
    expect(wasChosen({ name: "b", phone: "b" }, fields, records, "a")).toEqual({ name: "b" });
  });
});
