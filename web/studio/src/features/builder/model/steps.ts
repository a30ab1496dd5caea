/** The steps of a scenario as the tree they are: arms, walks, and the edits of the builder. */

import { changeAt, insertAt, moveAt, removeAt, type Path } from "./pointer";
import { isObject, type Json, type Scenario, type Step } from "./solution";
import { keyFor } from "./titles";

type StepKind = "action" | "if" | "switch" | "for_each" | "parallel" | "wait" | "set" | "call" | "stop";

/** Which of its kinds a step is. */
export function kindOf(step: Step): StepKind {
  const kinds: StepKind[] = ["if", "switch", "for_each", "parallel", "wait", "set", "call", "stop"];
  return kinds.find((kind) => kind in step) ?? "action";
}

/** A list of steps inside a step: where it is, and which way leads there. */
export interface Arm {
  path: Path;
  label: { kind: "then" | "else" | "case" | "default" | "do" | "parallel"; value?: Json; index?: number; of?: string; step?: string };
  steps: readonly Step[];
}

/** The arms of a step; none for a plain one. */
export function armsOf(step: Step): Arm[] {
  switch (kindOf(step)) {
    case "if":
      return [
        { path: ["then"], label: { kind: "then" }, steps: step.then ?? [] },
        { path: ["else"], label: { kind: "else" }, steps: step.else ?? [] },
      ];
    case "switch":
      return [
        ...(step.cases ?? []).map((one, index) => ({
          path: ["cases", index, "then"],
          label: { kind: "case" as const, value: one.is, index, of: step.switch, step: step.key },
          steps: one.then ?? [],
        })),
        { path: ["default"], label: { kind: "default" }, steps: step.default ?? [] },
      ];
    case "for_each":
      return [{ path: ["do"], label: { kind: "do" }, steps: step.do ?? [] }];
    case "parallel":
      return (step.parallel ?? []).map((steps, index) => ({ path: ["parallel", index], label: { kind: "parallel", index }, steps }));
    default:
      return [];
  }
}

/** A step and its place in the scenario. */
export interface Placed {
  step: Step;
  /** From the scenario: ["steps", 0, "then", 1]. */
  path: Path;
  depth: number;
  /** The step whose arm holds it. */
  parent?: Placed;
  arm?: Arm;
}

/** All steps in reading order. */
export function walk(scenario: Pick<Scenario, "steps">): Placed[] {
  return walkList(scenario.steps, ["steps"], 0);
}

function walkList(steps: readonly Step[], path: Path, depth: number, parent?: Placed, arm?: Arm): Placed[] {
  return steps.flatMap((step, index) => {
    const placed: Placed = { step, path: [...path, index], depth, parent, arm };
    const inner = armsOf(step).flatMap((one) => walkList(one.steps, [...placed.path, ...one.path], depth + 1, placed, one));
    return [placed, ...inner];
  });
}

/** The step of this key, with its place. */
export function findStep(scenario: Pick<Scenario, "steps">, key: string): Placed | undefined {
  return walk(scenario).find((placed) => placed.step.key === key);
}

/** The steps that have run for sure, or may have, before the one of this key. */
export function stepsBefore(scenario: Pick<Scenario, "steps">, key: string | undefined): Placed[] {
  const all = walk(scenario);
  const at = all.findIndex((placed) => placed.step.key === key);
  const target = all[at];
  if (!target) return all;
  return all.slice(0, at).filter((placed) => !inOtherArm(placed, target) && !inLoopLeft(placed, target));
}

/** Whether a step stands in a loop that the target is not in: what its turns gave does not outlast it. */
function inLoopLeft(placed: Placed, target: Placed): boolean {
  return placed.path.some((part, at) => part === "do" && placed.path.slice(0, at + 1).some((one, n) => one !== target.path[n]));
}

/** The innermost loop that the step of this key stands in. */
export function loopAround(scenario: Pick<Scenario, "steps">, key: string | undefined): Step | undefined {
  let placed = key === undefined ? undefined : findStep(scenario, key);
  while (placed && placed.arm?.label.kind !== "do") placed = placed.parent;
  return placed?.parent?.step;
}

/** An arm by the name that a run's journal gives it. */
export function armName({ label }: Arm): string {
  if (label.kind === "case") return `case ${String(label.index ?? 0)}`;
  return label.kind === "default" ? "else" : label.kind;
}

function inOtherArm(placed: Placed, target: Placed): boolean {
  const [a, b] = [placed.path, target.path];
  const differ = a.findIndex((part, at) => part !== b[at]);
  if (differ <= 0) return false;
  const named = typeof a[differ] === "string" && typeof b[differ] === "string";
  return named || a[differ - 1] === "cases" || a[differ - 1] === "parallel";
}

/** Insert a step into the list at `list` (["steps"], or an arm), at `index`. Returns the scenario and the new step's key. */
export function insertStep(scenario: Scenario, list: Path, index: number, step: Step): { scenario: Scenario; key: string } {
  const fresh = withFreshKeys(step, keysOf(scenario));
  return { scenario: insertAt(scenario, list, fresh, index), key: fresh.key };
}

/** Take a step away, with what is inside it. An arm left empty stays as an empty list only where it must. */
export function removeStep(scenario: Scenario, key: string): Scenario {
  const placed = findStep(scenario, key);
  return placed ? removeAt(scenario, placed.path) : scenario;
}

/** Put a copy of a step after it; the copy and all inside it get keys of their own. */
export function duplicateStep(scenario: Scenario, key: string): { scenario: Scenario; key: string } {
  const placed = findStep(scenario, key);
  if (!placed) return { scenario, key };
  return insertStep(scenario, placed.path.slice(0, -1), (placed.path[placed.path.length - 1] as number) + 1, placed.step);
}

/** Move a step up or down among its neighbours. */
export function moveStep(scenario: Scenario, key: string, by: -1 | 1): Scenario {
  const placed = findStep(scenario, key);
  if (!placed) return scenario;
  const list = placed.path.slice(0, -1);
  const from = placed.path[placed.path.length - 1] as number;
  const length = siblings(scenario, placed).length;
  const to = from + by;
  return to < 0 || to >= length ? scenario : moveAt(scenario, list, from, to);
}

/** Whether a step has a neighbour to change places with. */
export function canMove(scenario: Scenario, key: string, by: -1 | 1): boolean {
  return moveStep(scenario, key, by) !== scenario;
}

function siblings(scenario: Scenario, placed: Placed): readonly Step[] {
  return placed.arm?.steps ?? scenario.steps;
}

/** Change one step. */
export function changeStep(scenario: Scenario, key: string, change: (step: Step) => Step): Scenario {
  const placed = findStep(scenario, key);
  return placed ? changeAt(scenario, placed.path, change as (value: never) => unknown) : scenario;
}

/** Give a step another key, and follow it through every formula that reads the old one. */
export function renameStep(scenario: Scenario, from: string, to: string): Scenario {
  if (from === to || findStep(scenario, to)) return scenario;
  const reading = new RegExp(`\\bsteps\\.${from}\\b`, "g");
  const renamed = changeStep(scenario, from, (step) => ({ ...step, key: to }));
  return mapStrings(renamed, (text) => text.replace(reading, `steps.${to}`));
}

/** A copy with every string changed. */
function mapStrings<T>(value: T, change: (text: string) => string): T {
  if (typeof value === "string") return change(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => mapStrings(item, change)) as T;
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapStrings(item, change)])) as T;
}

/** The keys of all steps. */
export function keysOf(scenario: Pick<Scenario, "steps">): string[] {
  return walk(scenario).map((placed) => placed.step.key);
}

function withFreshKeys(step: Step, taken: string[]): Step {
  const used = new Set(taken);
  const renames = new Map<string, string>();
  for (const placed of walk({ steps: [step] })) {
    const key = keyFor(placed.step.key || "step", used, "step");
    used.add(key);
    renames.set(placed.step.key, key);
  }
  const rekey = (one: Step): Step => {
    const copy = { ...one, key: renames.get(one.key) ?? one.key };
    for (const arm of armsOf(copy)) {
      if (arm.steps.length > 0) Object.assign(copy, changeAt(copy, arm.path, () => arm.steps.map(rekey)));
    }
    return copy;
  };
  const inner = [...renames].filter(([from, to]) => from !== to);
  return mapStrings(rekey(step), (text) =>
    inner.reduce((now, [from, to]) => now.replace(new RegExp(`\\bsteps\\.${from}\\b`, "g"), `steps.${to}`), text),
  );
}
