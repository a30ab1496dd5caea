import { expect, test } from "vitest";

import type { RecordItem } from "@/shared/api/types";
import type { FunnelView, StageView } from "@/shared/solution/types";

import { dueOf, goesOn, isLate, secondsOf } from "./late";

const stage = (key: string, more: Partial<StageView> = {}): StageView => ({ key, kind: "open", requires: [], ...more });
const funnel: FunnelView = { key: "f", entity: "deal", title: "F", stages: [stage("new", { sla: "2h" }), stage("offer"), stage("won", { kind: "won" }), stage("lost", { kind: "lost" })] };
const card = (more: Partial<RecordItem>) => ({ stage: "new", stage_since: "2026-11-23T10:00:00Z", ...more }) as RecordItem;

test("durations are read as they are written", () => {
  expect([secondsOf("2h"), secondsOf("1d12h"), secondsOf(null), secondsOf("")]).toEqual([7200, 129_600, 0, 0]);
});

test("a card is late once its stage's time is over", () => {
  expect(dueOf(card({}), funnel.stages[0])?.toISOString()).toBe("2026-11-23T12:00:00.000Z");
  expect(isLate(card({}), funnel, Date.parse("2026-11-23T11:59:00Z"))).toBe(false);
  expect(isLate(card({}), funnel, Date.parse("2026-11-23T12:01:00Z"))).toBe(true);
  expect(isLate(card({ stage: "offer" }), funnel)).toBe(false);
});

test("only going on asks for the checklist", () => {
  expect([goesOn(funnel, "new", "offer"), goesOn(funnel, "new", "won"), goesOn(funnel, "offer", "new"), goesOn(funnel, "new", "lost")]).toEqual([true, true, false, false]);
});
