import { describe, expect, it } from "vitest";

import type { Concern } from "../api/impact";
import { chosen, choicesOf, decisionsOf, hasChoice, isOpen, mustBeSaid, nameOf, valueOf } from "./decisions";

const base = { capped: false, old_type: null, new_type: null, converts: null, lost: null, examples: [] };
const STAGE: Concern = { ...base, effect: { kind: "stage_removed", entity: "deal", funnel: "sales", stage: "work" }, count: 3, actions: ["move"], targets: ["new", "won"] };
const FIELD: Concern = { ...base, effect: { kind: "type_changed", entity: "deal", field: "size" }, count: 3, actions: ["convert", "empty"], targets: [] };
const ROLE: Concern = { ...base, effect: { kind: "role_removed", role: "maker" }, count: 1, actions: ["keep"], targets: [] };

/** A publisher says what becomes of data only where there is something to say. */
describe("what becomes of the data", () => {
  it("offers each target of an action", () => {
    expect(choicesOf(STAGE).map(valueOf)).toEqual(["move:new", "move:won"]);
    expect(choicesOf(FIELD).map(valueOf)).toEqual(["convert", "empty"]);
    expect([STAGE, FIELD, ROLE].map(hasChoice)).toEqual([true, true, false]);
  });

  it("takes the usual, but where records go has to be said", () => {
    expect(chosen(FIELD, {})).toBe("convert");
    expect(chosen(STAGE, {})).toBeUndefined();
    expect(isOpen([FIELD, STAGE], {})).toBe(true);
    expect(isOpen([FIELD, STAGE], { [nameOf(STAGE.effect)]: "move:new" })).toBe(false);
  });

  it("asks nothing of an empty stage", () => {
    expect(mustBeSaid({ ...STAGE, count: 0 })).toBe(false);
    expect(hasChoice({ ...STAGE, count: 0 })).toBe(false);
  });

  it("sends only what was answered", () => {
    expect(decisionsOf([FIELD, STAGE, ROLE], { [nameOf(STAGE.effect)]: "move:won" })).toEqual([{ ...STAGE.effect, action: "move", to: "won" }]);
  });
});
