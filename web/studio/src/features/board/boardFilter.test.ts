import { expect, test } from "vitest";

import type { FunnelView } from "@/shared/solution/types";

import { formulaOf, hasTimes, isNarrow } from "./boardFilter";

const funnel: FunnelView = { key: "f", entity: "deal", title: "F", stages: [{ key: "new", kind: "open", requires: [], sla: "2h" }, { key: "won", kind: "won", requires: [] }] };
const all = { text: "", who: "", late: false, formula: "" };

test("no filter is no formula", () => {
  expect(formulaOf(all, funnel, "name")).toBe("");
  expect(isNarrow(all)).toBe(false);
});

test("each narrowing is one condition, and all of them hold", () => {
  expect(formulaOf({ text: ' 5 "x" ', who: "nobody", late: true, formula: "" }, funnel, "name")).toBe('CONTAINS(name, "5 ""x""") AND ISBLANK(responsible) AND (stage = "new" AND stage_since < NOW() - MINUTES(120))');
  expect(formulaOf({ ...all, who: "018f" }, funnel, null)).toBe('responsible = "018f"');
});

test("cards without a name in words are not searched for by one", () => {
  expect(formulaOf({ ...all, text: "x" }, funnel, null)).toBe("");
});

test("what the list was narrowed to narrows its board", () => {
  expect(formulaOf({ ...all, who: "018f", formula: "total > 5 OR total = 1" }, funnel, null)).toBe('responsible = "018f" AND (total > 5 OR total = 1)');
  expect(isNarrow({ ...all, formula: "total > 5" })).toBe(true);
});

test("lateness is offered where a stage allows a time", () => {
  expect(hasTimes(funnel)).toBe(true);
  expect(hasTimes({ ...funnel, stages: funnel.stages.slice(1) })).toBe(false);
});
