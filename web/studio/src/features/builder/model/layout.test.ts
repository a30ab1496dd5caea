import { describe, expect, it } from "vitest";

import { CARD, layout, type Box } from "./layout";
import type { Step } from "./solution";
import { SEED } from "./testing";

const plain = (key: string): Step => ({ key, action: "task.create", with: {} });

function overlap(a: Box, b: Box): boolean {
  const size = (box: Box) => (box.kind === "step" ? CARD : { width: 8, height: 8 });
  const apart = Math.abs(a.x - b.x) >= (size(a).width + size(b).width) / 2;
  return !apart && a.y < b.y + size(b).height && b.y < a.y + size(a).height;
}

/** The picture lays itself out: downwards, branches side by side, nothing on top of another. */
describe("layout", () => {
  it("puts a straight scenario in one column", () => {
    const { boxes, lines } = layout({ steps: [plain("a"), plain("b")] });
    expect(boxes.map((box) => box.id)).toEqual(["trigger", "step:a", "step:b", "end"]);
    expect(boxes.every((box) => box.x === 0)).toBe(true);
    expect(lines.map((line) => line.id)).toEqual(["trigger>step:a", "step:a>step:b", "step:b>end"]);
  });

  it("joins branches again, also an empty one", () => {
    const { boxes, lines } = layout(SEED.scenarios[0] as never);
    const join = boxes.find((box) => box.id === "join:still");
    expect(lines.filter((line) => line.to === "join:still").map((line) => [line.from, line.bend])).toEqual([
      ["step:remind", "merge"],
      ["arm:still:1", "merge"],
    ]);
    expect(join?.y).toBeGreaterThan(boxes.find((box) => box.id === "step:remind")?.y ?? Infinity);
  });

  it("lets no two boxes meet, however deep", () => {
    const nest = (depth: number): Step[] => (depth === 0 ? [plain("leaf")] : [{ key: `if_${String(depth)}`, if: "=TRUE", then: nest(depth - 1).map((step) => ({ ...step, key: `${step.key}_t` })), else: nest(depth - 1).map((step) => ({ ...step, key: `${step.key}_e` })) }]);
    const { boxes } = layout({ steps: nest(4) });
    const pairs = boxes.flatMap((a, at) => boxes.slice(at + 1).map((b) => [a, b] as const));
    expect(pairs.filter(([a, b]) => overlap(a, b)).map(([a, b]) => `${a.id} ${b.id}`)).toEqual([]);
  });

  it("lays out 200 steps at once", () => {
    const steps = Array.from({ length: 200 }, (_, at) => plain(`s${String(at)}`));
    const started = performance.now();
    expect(layout({ steps }).boxes).toHaveLength(202);
    expect(performance.now() - started).toBeLessThan(100);
  });
});
