import { expect, test } from "vitest";

import type { EntityView, FunnelView } from "@/shared/solution/types";

import { inWords } from "./inWords";

const entity = { key: "deal", title: "Deal", display: "name", fields: [{ key: "total", title: "Total", type: "money", access: "read" }, { key: "walls", title: "Walls", type: "select", access: "read", options: [{ key: "brick", title: "Brick" }] }], inverses: [] } as unknown as EntityView;
const funnel: FunnelView = { key: "f", entity: "deal", title: "F", stages: [{ key: "won", title: "Won", kind: "won", requires: [] }] };
const read = (formula: string): string => inWords(formula, entity, [entity], funnel, (key) => ({ stage: "Stage" })[key] ?? key);

test("a filter is read by titles", () => {
  expect(read('stage <> "won" AND total >= 5')).toBe("Stage ≠ “Won” · Total ≥ 5");
  expect(read('walls = "brick"')).toBe("Walls = “Brick”");
});

test("a text that is nobody's key stays as it is written", () => {
  expect(read('CONTAINS(name, "stage 1")')).toBe("CONTAINS(name, “stage 1”)");
});
