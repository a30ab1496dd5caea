import { describe, expect, it } from "vitest";

import schema from "../../../../../../builder/axin/builder/schemas/solution.schema.json";
import { COMMON, retyped, SETTINGS, settingsOf } from "./fields";
import { lossReason } from "./making";
import { linksOf } from "./scope";
import type { Field, Funnel, Solution } from "./solution";
import { lensFor, SEED } from "./testing";
import { changedRule, firstRules, rulesOf, withoutStage } from "./transitions";

const FUNNEL: Funnel = {
  key: "repair",
  entity: "deal",
  stages: [{ key: "new" }, { key: "contract" }, { key: "won", kind: "won" }, { key: "lost", kind: "lost" }],
};

interface Shape {
  properties: Record<string, { const?: string }>;
}

/** What the document may say, the forms can say: nobody has to write JSON. */
describe("the field form", () => {
  const kinds = schema.$defs.field.oneOf as unknown as Shape[];

  it.each(kinds.map((kind) => [kind.properties.type?.const ?? "", kind] as const))("shows every property of a %s field", (type, kind) => {
    const shown = new Set<string>([...COMMON, ...settingsOf(type)]);
    expect(Object.keys(kind.properties).filter((name) => !shown.has(name))).toEqual([]);
  });

  it("has a control for every setting once", () => {
    expect(new Set(SETTINGS).size).toBe(SETTINGS.length);
  });

  it("keeps what the new type takes too, and drops the rest", () => {
    const field: Field = { key: "size", type: "number", title: "Size", required: true, min: 1, max: 9, unit: "m", decimals: 2, validate: "size > 0", message: "No" };
    expect(retyped(field, "integer", [])).toEqual({ key: "size", type: "integer", title: "Size", required: true, min: 1, max: 9, unit: "m", validate: "size > 0", message: "No" });
    expect(retyped(field, "date", [])).toEqual({ key: "size", type: "date", title: "Size", required: true, validate: "size > 0", message: "No" });
    expect(retyped(field, "formula", [])).toEqual({ key: "size", type: "formula", title: "Size", formula: "", result: "number", unit: "m", decimals: 2 });
  });

  it("begins a choice with options", () => {
    expect(retyped({ key: "kind", type: "text" }, "select", ["First", "Second"]).options?.map((one) => one.key)).toEqual(["first", "second"]);
  });
});

describe("links to sum up or go along", () => {
  it("are an entity's own and those that come back", async () => {
    const lens = await lensFor(SEED, "en");
    const back = SEED.entities.flatMap((entity) => entity.fields.filter((field) => field.to && field.inverse).map((field) => [field.to ?? "", field.inverse ?? ""] as const));
    for (const [entity, inverse] of back) expect(linksOf(lens, entity).map((one) => one.path)).toContain(inverse);
  });
});

describe("transitions", () => {
  it("begin with the way forward and every end", () => {
    expect(firstRules(FUNNEL)).toEqual([
      { from: "new", to: ["contract", "won", "lost"] },
      { from: "contract", to: ["won", "lost"] },
    ]);
    expect(rulesOf(FUNNEL)).toBeUndefined();
    expect(rulesOf({ transitions: "any" })).toBeUndefined();
  });

  it("write down only what limits", () => {
    const rules = [{ from: "new", to: ["won"], roles: ["manager"], when: "area > 0" }];
    expect(changedRule(rules, 0, { roles: [], when: undefined })).toEqual([{ from: "new", to: ["won"] }]);
  });

  it("lose a stage that goes, and ways that lead nowhere then", () => {
    const transitions = [{ from: "new", to: ["contract", "lost"] }, { from: "contract", to: ["won"] }, { from: "won", to: ["contract"] }];
    expect(withoutStage(transitions, "contract")).toEqual([{ from: "new", to: ["lost"] }]);
    expect(withoutStage("any", "contract")).toBe("any");
  });
});

describe("a reason for what is lost", () => {
  const words = { title: "Loss reason", options: [{ key: "price", title: "Too expensive" }] };
  const solution: Solution = { axin: 1, key: "s", title: "S", entities: [{ key: "deal", fields: [{ key: "name", type: "text" }] }], funnels: [FUNNEL], scenarios: [], roles: [] };

  it("becomes a field that every lost stage asks for", () => {
    const asked = lossReason(solution, "deal", words);
    expect(asked.entities[0]?.fields.map((field) => field.key)).toEqual(["name", "lost_reason"]);
    expect(asked.funnels[0]?.stages.map((stage) => stage.requires)).toEqual([undefined, undefined, undefined, ["lost_reason"]]);
    expect(lossReason(asked, "deal", words)).toEqual(asked);
  });
});
