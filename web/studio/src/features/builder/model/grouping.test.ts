import { expect, it } from "vitest";

import type { Change } from "../api/going";
import { brief, marksOf, thingsOf } from "./grouping";

const part = (of: string, key: string) => ({ of, key, title: key });
const change = (words: string, parts: Change["parts"], kind: Change["kind"] = "changed", member = ""): Change => ({ pointer: "", kind, from: 1, to: 2, words, parts, member });

const CHANGES = [
  change("Changed: entity “Deal” › field “Area” › min", [part("entities", "deal"), part("fields", "area")], "changed", "min"),
  change("Added: entity “Deal” › field “Note”", [part("entities", "deal"), part("fields", "note")], "added"),
  change("Removed: scenario “Old”", [part("scenarios", "old")], "removed"),
  change("Changed: scenario “Follow” › step “Wait” › wait.for", [part("scenarios", "follow"), part("steps", "wait")], "changed", "wait.for"),
  change("Added: scenario “Follow” › step “Remind”", [part("scenarios", "follow"), part("steps", "remind")], "added"),
  change("Changed: settings.locale", [], "changed", "settings.locale"),
];

it("gathers changes under the thing they belong to", () => {
  expect(thingsOf(CHANGES).map(({ title, kind, changes }) => [title, kind, changes.map(({ words }) => words)])).toEqual([
    ["entity “Deal”", "changed", ["field “Area” › min", "field “Note”"]],
    ["scenario “Old”", "removed", []],
    ["scenario “Follow”", "changed", ["step “Wait” › wait.for", "step “Remind”"]],
    ["", "changed", ["settings.locale"]],
  ]);
});

it("marks the steps of one scenario", () => {
  expect([...marksOf(CHANGES, "follow")]).toEqual([["wait", "changed"], ["remind", "added"]]);
});

it("tells only what fits into a line", () => {
  expect([brief(null), brief(true), brief("x".repeat(121)), brief({})]).toEqual(["—", "true", undefined, undefined]);
});
