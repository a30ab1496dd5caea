/** Where the steps of a scenario stand on the canvas: a vertical tree, its branches side by side, joined again below. */

import type { Path } from "./pointer";
import type { Scenario, Step } from "./solution";
import { armsOf, type Arm } from "./steps";

export type Box =
  | { id: string; kind: "trigger"; x: number; y: number; list: Path; index: number }
  | { id: string; kind: "step"; x: number; y: number; step: Step; list: Path; index: number }
  | { id: string; kind: "arm"; x: number; y: number; arm: Arm; list: Path; index: number; parent: string }
  | { id: string; kind: "join"; x: number; y: number; list: Path; index: number; parent: string }
  | { id: string; kind: "end"; x: number; y: number };

/** A line; `merge` ones bend just above the box they lead to, so that they cross no step. */
export interface Line {
  id: string;
  from: string;
  to: string;
  bend: "none" | "split" | "merge";
}

export interface Layout {
  boxes: Box[];
  lines: Line[];
  width: number;
  height: number;
}

export const CARD = { width: 288, height: 76 } as const;
export const TRIGGER_HEIGHT = 114;
export const ARM = { width: 152, height: 30 } as const;
export const JOIN = 8;
/** Room below a box for the line and its "+". */
const GAP = 56;
const BETWEEN = 40;
/** Room for the lines that come together above a join, below the last "+". */
const BEND = 20;
const END_HEIGHT = 28;

interface Block {
  width: number;
  height: number;
  boxes: Box[];
  lines: Line[];
  first: string;
  last: string;
}

/** Lay a scenario out; x is the middle of a box, y its top. */
export function layout(scenario: Pick<Scenario, "steps">): Layout {
  const trigger: Box = { id: "trigger", kind: "trigger", x: 0, y: 0, list: ["steps"], index: 0 };
  const body = stack(scenario.steps, ["steps"]);
  const top = TRIGGER_HEIGHT + GAP;
  const endTop = body ? top + body.height + GAP : top;
  const end: Box = { id: "end", kind: "end", x: 0, y: endTop };
  const boxes = [trigger, ...(body ? shift(body.boxes, 0, top) : []), end];
  const lines: Line[] = body
    ? [line("trigger", body.first, "none"), ...body.lines, line(body.last, "end", "none")]
    : [line("trigger", "end", "none")];
  return { boxes, lines, width: Math.max(CARD.width, body?.width ?? 0), height: endTop + END_HEIGHT };
}

function stack(steps: readonly Step[], list: Path): Block | undefined {
  const blocks = steps.map((step, index) => block(step, list, index));
  const [first] = blocks;
  const last = blocks[blocks.length - 1];
  if (!first || !last) return undefined;
  let y = 0;
  const boxes: Box[] = [];
  const lines: Line[] = [];
  blocks.forEach((one, index) => {
    boxes.push(...shift(one.boxes, 0, y));
    lines.push(...one.lines);
    const following = blocks[index + 1];
    if (following) lines.push(line(one.last, following.first, "none"));
    y += one.height + (following ? GAP : 0);
  });
  return { width: Math.max(...blocks.map((one) => one.width)), height: y, boxes, lines, first: first.first, last: last.last };
}

function block(step: Step, list: Path, index: number): Block {
  const id = `step:${step.key}`;
  const box: Box = { id, kind: "step", x: 0, y: 0, step, list, index };
  const arms = armsOf(step);
  if (arms.length === 0) return { width: CARD.width, height: CARD.height, boxes: [box], lines: [], first: id, last: id };
  return branch(box, arms, [...list, index]);
}

function branch(box: Box & { kind: "step" }, arms: Arm[], path: Path): Block {
  const columns = arms.map((arm, at) => column(box.step.key, arm, at, path));
  const width = columns.reduce((sum, one) => sum + one.width, 0) + BETWEEN * (columns.length - 1);
  const top = CARD.height + GAP / 2;
  const tallest = Math.max(...columns.map((one) => one.height));
  const joinTop = top + tallest + GAP + BEND;
  const joinId = `join:${box.step.key}`;
  const join: Box = { id: joinId, kind: "join", x: 0, y: joinTop, list: box.list, index: box.index + 1, parent: box.step.key };
  const boxes: Box[] = [box];
  const lines: Line[] = [];
  let left = -width / 2;
  for (const one of columns) {
    boxes.push(...shift(one.boxes, left + one.width / 2, top));
    lines.push(line(box.id, one.first, "split"), ...one.lines, line(one.last, joinId, "merge"));
    left += one.width + BETWEEN;
  }
  return { width: Math.max(width, CARD.width), height: joinTop + JOIN, boxes: [...boxes, join], lines, first: box.id, last: joinId };
}

function column(parent: string, arm: Arm, at: number, path: Path): Block {
  const id = `arm:${parent}:${String(at)}`;
  const list = [...path, ...arm.path];
  const head: Box = { id, kind: "arm", x: 0, y: 0, arm, list, index: 0, parent };
  const body = stack(arm.steps, list);
  if (!body) return { width: CARD.width, height: ARM.height, boxes: [head], lines: [], first: id, last: id };
  const top = ARM.height + GAP;
  return {
    width: body.width,
    height: top + body.height,
    boxes: [head, ...shift(body.boxes, 0, top)],
    lines: [line(id, body.first, "none"), ...body.lines],
    first: id,
    last: body.last,
  };
}

function shift(boxes: Box[], dx: number, dy: number): Box[] {
  return boxes.map((box) => ({ ...box, x: box.x + dx, y: box.y + dy }));
}

function line(from: string, to: string, bend: Line["bend"]): Line {
  return { id: `${from}>${to}`, from, to, bend };
}
