/** What becomes of runs under way, as the publisher says it. */

import type { UnderWay } from "../api/going";

export type Do = "finish" | "move" | "stop";

export interface InFlight {
  do: Do;
  steps: Record<string, string>;
}

export type InFlightAnswers = Record<string, InFlight>;

export const FINISH: InFlight = { do: "finish", steps: {} };

/** The steps at which runs stand that the draft no longer has: who moves says where they go on. */
export const lostSteps = (one: UnderWay): string[] => [...new Set(one.places.flatMap((place) => (place.step !== null && !place.stays ? [place.step] : [])))];

/** Whether a step is left of which nobody said where its runs go on. */
export function isUnsaid(all: readonly UnderWay[], answers: InFlightAnswers): boolean {
  return all.some((one) => answers[one.scenario]?.do === "move" && lostSteps(one).some((step) => !answers[one.scenario]?.steps[step]));
}

/** What is sent: only what is not the usual. */
export const inFlightOf = (answers: InFlightAnswers): InFlightAnswers => Object.fromEntries(Object.entries(answers).filter(([, one]) => one.do !== "finish"));
