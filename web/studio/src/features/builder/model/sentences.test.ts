import { describe, expect, it } from "vitest";

import { resolve, stepScope } from "./scope";
import { conditionSentence, cronSentence, formulaText, scenarioSentence, stepSentence, triggerSentence, valueText } from "./sentences";
import type { Scenario, Step } from "./solution";
import { lensFor, SEED } from "./testing";

const scenario = SEED.scenarios[0] as Scenario;
const step = (key: string): Step => scenario.steps.find((one) => one.key === key) as Step;

/** A scenario reads as plain sentences in the reader's language. */
describe("sentences", () => {
  it("says what sets it off", async () => {
    expect(triggerSentence(await lensFor(SEED), scenario.trigger)).toBe("A new Contact is added");
    expect(triggerSentence(await lensFor(SEED, "ru"), scenario.trigger)).toBe("Добавлена новая запись «Контакт»");
    expect(triggerSentence(await lensFor(SEED), { on: "stage.entered", entity: "request", funnel: "requests", stage: "new" })).toBe("A Request enters the stage Requests › New");
  });

  it("says what each step does", async () => {
    const lens = await lensFor(SEED);
    expect(stepSentence(lens, scenario, step("request"))).toBe("Create Request: Call [Contact › Name], in Requests › New");
    expect(stepSentence(lens, scenario, step("owner"))).toBe("In turn among Owner");
    expect(stepSentence(lens, scenario, step("wait"))).toBe("Wait 2 hours");
    expect(stepSentence(lens, scenario, step("still"))).toBe("If Request › Stage is New");
    expect(scenarioSentence(lens, scenario)).toBe("Create Request: Call [Contact › Name], in Requests › New (and 3 more)");
  });

  it("says a condition with titles for keys", async () => {
    expect(conditionSentence(await lensFor(SEED), scenario, scenario.when ?? "")).toBe("Source is Website and Phone is filled in");
    expect(conditionSentence(await lensFor(SEED, "ru"), scenario, scenario.when ?? "")).toBe("Source: Сайт и Phone заполнено");
    expect(conditionSentence(await lensFor(SEED), scenario, "")).toBe("always");
  });

  it("says a formula with titles for keys", async () => {
    const lens = await lensFor(SEED);
    expect(formulaText(lens, scenario, "steps.owner.user")).toBe("Chosen person");
    expect(formulaText(lens, scenario, "NOW() + HOURS(2)")).toBe("NOW() + HOURS(2)");
    expect(valueText(lens, scenario, "=record.phone")).toBe("Contact › Phone");
    expect(resolve(lens, scenario, "steps.request.record.contact.phone")?.type).toBe("phone");
  });

  it("says plans of a clock", async () => {
    const lens = await lensFor(SEED);
    expect(cronSentence(lens, "0 9 * * 1-5")).toBe("Monday to Friday at 09:00");
    expect(cronSentence(lens, "30 18 * * 7")).toBe("Sunday, 18:30");
    expect(cronSentence(lens, "1,2 3 4 5 6")).toBe("1,2 3 4 5 6");
  });

  it("offers a step what was there before it", async () => {
    const paths = stepScope(await lensFor(SEED), scenario, "wait").flatMap((group) => group.variables.map((one) => one.path));
    expect(paths).toContain("steps.owner.user");
    expect(paths).toContain("steps.request.record.contact.name");
    expect(paths.some((path) => path.startsWith("steps.still"))).toBe(false);
  });
});
