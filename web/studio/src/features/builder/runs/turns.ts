/** The steps of a run by the turns of its loops. */

import type { RunStep } from "../api/runs";

export interface Turns {
  /** Which turn, from 0; none outside of loops. */
  turn?: number;
  steps: RunStep[];
}

/** Steps that ran one after another in the same turn stand together. */
export function turnsOf(steps: readonly RunStep[]): Turns[] {
  const parts: Turns[] = [];
  for (const step of steps) {
    const turn = step.index ?? undefined;
    const last = parts[parts.length - 1];
    if (last && last.turn === turn) last.steps.push(step);
    else parts.push({ turn, steps: [step] });
  }
  return parts;
}

const LOUDEST = ["failed", "waiting", "running", "queued", "cancelled"];

/** How a turn went: what went wrong or is not over counts before what is done. */
export function statusOfTurn(steps: readonly RunStep[]): string {
  const last = new Map(steps.map((step) => [step.key, step.status]));
  return LOUDEST.find((status) => [...last.values()].includes(status)) ?? "done";
}
