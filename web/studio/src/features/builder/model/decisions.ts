/** What becomes of stored data when a draft is published: the answers of a publisher, and what is still open. */

import type { Concern, DataEffect, Decision } from "../api/impact";

/** What a concern is known by. */
export function nameOf(effect: DataEffect): string {
  return [effect.kind, effect.entity, effect.field, effect.option, effect.funnel, effect.stage, effect.role].map((one) => one ?? "").join("/");
}

const SAID = ["stage_removed", "funnel_removed"];
const TARGETED = ["move", "replace"];

/** Whether somebody has to say where the records go: nothing is usual here. */
export const mustBeSaid = (concern: Concern): boolean => SAID.includes(concern.effect.kind) && concern.count !== 0;

/** Whether there is anything to choose. */
export const hasChoice = (concern: Concern): boolean => concern.count !== 0 && choicesOf(concern).length > (mustBeSaid(concern) ? 0 : 1);

/** What may be chosen: an action, or an action with a target, as one value. */
export function choicesOf(concern: Concern): { action: string; to?: string }[] {
  return concern.actions.flatMap((action) => (TARGETED.includes(action) ? concern.targets.map((to) => ({ action, to })) : [{ action }]));
}

export const valueOf = (choice: { action: string; to?: string | undefined }): string => (choice.to === undefined ? choice.action : `${choice.action}:${choice.to}`);

export type Answers = Readonly<Record<string, string>>;

/** What is chosen for a concern: an answer, else the usual; undefined where it is still to be said. */
export function chosen(concern: Concern, answers: Answers): string | undefined {
  const answer = answers[nameOf(concern.effect)];
  if (answer !== undefined || mustBeSaid(concern)) return answer;
  const usual = choicesOf(concern)[0];
  return usual && valueOf(usual);
}

/** Whether something still has to be said. */
export const isOpen = (concerns: readonly Concern[], answers: Answers): boolean => concerns.some((concern) => mustBeSaid(concern) && chosen(concern, answers) === undefined);

/** The answers as the server takes them; what is usual need not be said. */
export function decisionsOf(concerns: readonly Concern[], answers: Answers): Decision[] {
  return concerns.flatMap((concern) => {
    const answer = answers[nameOf(concern.effect)];
    const choice = choicesOf(concern).find((one) => valueOf(one) === answer);
    return choice ? [{ ...concern.effect, ...choice }] : [];
  });
}
