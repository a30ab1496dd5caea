import { describe, expect, it } from "vitest";

import { armsOf, canMove, duplicateStep, findStep, insertStep, keysOf, moveStep, removeStep, renameStep, stepsBefore, walk } from "./steps";
import { SEED } from "./testing";
import type { Scenario } from "./solution";

const scenario = SEED.scenarios[0] as Scenario;

/** Edits of the tree of steps change what they say and nothing else. */
describe("steps", () => {
  it("walks in reading order, arms included", () => {
    expect(keysOf(scenario)).toEqual(["owner", "request", "wait", "still", "remind"]);
    expect(findStep(scenario, "remind")?.path).toEqual(["steps", 3, "then", 0]);
  });

  it("inserts with a key of its own", () => {
    const made = insertStep(scenario, ["steps", 3, "else"], 0, { key: "request", action: "record.create", with: {} });
    expect(made.key).toBe("request_2");
    expect(armsOf(findStep(made.scenario, "still")?.step as never)[1]?.steps.map((step) => step.key)).toEqual(["request_2"]);
    expect(scenario.steps[3]?.else).toEqual([]);
  });

  it("gives a copy's inside keys of its own and lets it read itself", () => {
    const made = duplicateStep(scenario, "still");
    expect(keysOf(made.scenario)).toEqual([...keysOf(scenario), "still_2", "remind_2"]);
  });

  it("follows a new key through every formula", () => {
    const renamed = renameStep(scenario, "request", "ticket");
    expect(findStep(renamed, "still")?.step.if).toBe('=steps.ticket.record.stage = "new"');
    expect(renameStep(scenario, "request", "owner")).toBe(scenario);
  });

  it("moves among neighbours and not beyond", () => {
    expect(moveStep(scenario, "wait", -1).steps.map((step) => step.key)).toEqual(["owner", "wait", "request", "still"]);
    expect(canMove(scenario, "owner", -1)).toBe(false);
    expect(canMove(scenario, "remind", 1)).toBe(false);
  });

  it("removes a step with what is inside it", () => {
    expect(keysOf(removeStep(scenario, "still"))).toEqual(["owner", "request", "wait"]);
  });

  it("knows what ran before a step, and not what is in another arm", () => {
    const other = insertStep(scenario, ["steps", 3, "else"], 0, { key: "tell", action: "notify.users", with: {} }).scenario;
    expect(stepsBefore(other, "tell").map((placed) => placed.step.key)).toEqual(["owner", "request", "wait", "still"]);
    expect(walk(other)).toHaveLength(6);
  });
});
