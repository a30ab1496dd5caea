/** What the check found, and where in the studio it belongs. */

import { pathOf, pointerOf, valueAt, type Path } from "./pointer";
import { byKey, type Scenario, type Solution, type Step } from "./solution";

export interface Problem {
  pointer: string;
  code: string;
  message: string;
  suggestion?: string | null;
}

export interface Report {
  errors: Problem[];
  warnings: Problem[];
}

export const CLEAN: Report = { errors: [], warnings: [] };

/** A place in the studio: a screen, and what is open on it. */
export interface Place {
  area: "overview" | "entities" | "funnels" | "scenarios" | "roles";
  key?: string;
  /** The field, stage or step that is open there. */
  inner?: string;
}

/** Where a problem is to be mended. */
export function placeOf(solution: Solution, pointer: string): Place {
  const [list, index, inner, innerIndex] = pathOf(pointer);
  if (list === "entities" || list === "funnels" || list === "roles") {
    const thing = (solution[list] as { key: string }[])[index as number];
    const part = inner === "fields" || inner === "stages" ? (valueAt(thing, [inner, innerIndex as number]) as { key?: string } | undefined) : undefined;
    return thing ? { area: list, key: thing.key, inner: part?.key } : { area: list };
  }
  if (list === "scenarios") return scenarioPlace(solution.scenarios[index as number], pathOf(pointer).slice(2));
  return { area: "overview" };
}

function scenarioPlace(scenario: Scenario | undefined, path: Path): Place {
  if (!scenario) return { area: "scenarios" };
  const step = deepestStep(scenario, path);
  const inner = step?.key ?? (path[0] === "trigger" || path[0] === "when" ? "trigger" : undefined);
  return { area: "scenarios", key: scenario.key, inner };
}

function deepestStep(scenario: Scenario, path: Path): Step | undefined {
  let found: Step | undefined;
  for (let length = 1; length <= path.length; length += 1) {
    if (typeof path[length - 1] !== "number") continue;
    const value = valueAt(scenario, path.slice(0, length)) as Step | undefined;
    const list = path[length - 2];
    const inSteps = list === "steps" || list === "then" || list === "else" || list === "do" || list === "default" || typeof list === "number";
    if (inSteps && value && typeof value === "object" && typeof value.key === "string" && !path.slice(0, length).includes("with")) found = value;
  }
  return found;
}

/** The problems at a place or inside it. */
export function problemsUnder(problems: readonly Problem[], path: Path): Problem[] {
  const pointer = pointerOf(path);
  return problems.filter((problem) => problem.pointer === pointer || problem.pointer.startsWith(`${pointer}/`));
}

/** The problems of a step itself, not of the steps in its arms. */
export function problemsOfStep(problems: readonly Problem[], path: Path): Problem[] {
  const pointer = pointerOf(path);
  return problemsUnder(problems, path).filter((problem) => !/^\/(then|else|do|default|cases\/\d+\/then|parallel\/\d+)\/\d+/.test(problem.pointer.slice(pointer.length)));
}

/** The title of the thing a list of the solution holds, by its key. */
export function thingAt(solution: Solution, place: Place): { key: string; title?: unknown } | undefined {
  if (place.area === "overview") return undefined;
  return byKey<{ key: string; title?: unknown }>(solution[place.area], place.key);
}
