import { describe, expect, it } from "vitest";

import { leavesOf, nameFor } from "./sample";

describe("a sample of a call", () => {
  it("is shown value by value, with the path of each", () => {
    expect(leavesOf({ caller: { number: "+994", tags: ["a", null] }, at: 5 })).toEqual([["caller.number", "+994"], ["caller.tags.0", "a"], ["caller.tags.1", ""], ["at", "5"]]);
  });
  it("names a value by the last word of its path, once", () => {
    expect(nameFor("caller.number", [])).toBe("number");
    expect(nameFor("caller.tags.0", ["tags"])).toBe("tags_2");
    expect(nameFor("Ünvan.0", [])).toBe("nvan");
  });
});
