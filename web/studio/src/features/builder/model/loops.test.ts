import { describe, expect, it } from "vitest";

import { turnsOf, statusOfTurn } from "../runs/turns";
import type { RunStep } from "../api/runs";
import { listScope, resolve, stepScope } from "./scope";
import { stepSentence } from "./sentences";
import type { Scenario } from "./solution";
import { armName, armsOf, findStep, stepsBefore } from "./steps";
import { lensFor, SEED } from "./testing";

const scenario: Scenario = {
  key: "follow_up",
  trigger: { on: "record.created", entity: "contact" },
  steps: [
    { key: "found", action: "record.find", with: { entity: "request", filter: "contact = record.id" } },
    {
      key: "each",
      for_each: "=steps.found.records",
      do: [
        { key: "task", action: "task.create", with: { title: "Call {{ item.name }}" } },
        {
          key: "way",
          switch: "=item.stage",
          cases: [
            { is: "new", then: [{ key: "first", action: "record.find", with: { entity: "contact" } }] },
            { is: "won", then: [{ key: "second", stop: {} }] },
          ],
          default: [],
        },
      ],
    },
    { key: "end", stop: {} },
  ],
};

/** Inside a loop there is its item; what its turns gave is gone behind it. */
describe("loops", () => {
  it("offers the lists there are, and inside the loop its item", async () => {
    const lens = await lensFor(SEED);
    expect(listScope(lens, scenario, "each").flatMap((group) => group.variables.map((one) => one.path))).toContain("steps.found.records");
    const inside = stepScope(lens, scenario, "task").flatMap((group) => group.variables.map((one) => one.path));
    expect(inside).toEqual(expect.arrayContaining(["item.name", "index"]));
    expect(stepScope(lens, scenario, "end").flatMap((group) => group.variables.map((one) => one.path))).not.toContain("item.name");
  });

  it("knows whose item it is, and says it by its title", async () => {
    const lens = await lensFor(SEED);
    expect(resolve({ ...lens, step: "task" }, scenario, "item")?.to).toBe("request");
    expect(resolve(lens, scenario, "item")).toBeUndefined();
    expect(stepSentence(lens, scenario, scenario.steps[1] as never)).toBe("For each: Request found");
    expect(stepSentence(lens, scenario, findStep(scenario, "way")?.step as never)).toBe("By Request › Stage");
  });

  it("keeps what a turn or another case gave to itself", () => {
    const before = (key: string): string[] => stepsBefore(scenario, key).map((placed) => placed.step.key);
    expect(before("end")).toEqual(["found", "each"]);
    expect(before("way")).toEqual(["found", "each", "task"]);
    expect(before("second")).not.toContain("first");
  });

  it("names arms as a run's journal does", () => {
    const way = findStep(scenario, "way")?.step;
    expect(way && armsOf(way).map(armName)).toEqual(["case 0", "case 1", "else"]);
  });

  it("tells a run's turns apart; one with a failure counts as failed", () => {
    const step = (key: string, status: string, index?: number): RunStep => ({ key, status, attempt: 1, index });
    const turns = turnsOf([step("each", "done"), step("task", "done", 0), step("way", "skipped", 0), step("task", "failed", 1), step("end", "done")]);
    expect(turns.map((one) => [one.turn, one.steps.length])).toEqual([[undefined, 1], [0, 2], [1, 1], [undefined, 1]]);
    expect(turns.map((one) => statusOfTurn(one.steps))).toEqual(["done", "done", "failed", "done"]);
  });
});
