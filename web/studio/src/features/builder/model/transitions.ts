/** Where a card may go from each stage: anywhere, or by rules. */

import { isObject, type Funnel, type Json } from "./solution";

export interface Transition {
  from: string;
  to: string[];
  roles?: string[];
  when?: string;
}

/** The rules of a funnel; undefined where a card may go anywhere. */
export function rulesOf(funnel: Pick<Funnel, "transitions">): Transition[] | undefined {
  return Array.isArray(funnel.transitions) ? (funnel.transitions.filter(isObject) as unknown as Transition[]) : undefined;
}

/** The rules that begin a restricted funnel: forward to the next stage, and from every open stage to every end. */
export function firstRules(funnel: Funnel): Transition[] {
  const ends = funnel.stages.filter((stage) => stage.kind === "won" || stage.kind === "lost").map((stage) => stage.key);
  const open = funnel.stages.filter((stage) => !ends.includes(stage.key)).map((stage) => stage.key);
  return open.map((from, at) => ({ from, to: [...open.slice(at + 1, at + 2), ...ends] })).filter((rule) => rule.to.length > 0);
}

/** The rule at a place with this changed; a member set to undefined or to nothing goes. */
export function changedRule(rules: readonly Transition[], at: number, change: Partial<Transition>): Transition[] {
  const next = { ...rules[at], ...change } as Transition;
  if (!next.when) delete next.when;
  if (!next.roles || next.roles.length === 0) delete next.roles;
  return rules.map((rule, n) => (n === at ? next : rule));
}

/** How the rules stand in the document. */
export function stored(rules: readonly Transition[] | undefined): Json | undefined {
  return rules === undefined ? undefined : (rules as unknown as Json);
}

/** The rules without a stage that goes. */
export function withoutStage(transitions: Json | undefined, stage: string): Json | undefined {
  const rules = rulesOf({ transitions });
  if (rules === undefined) return transitions;
  return stored(rules.filter((rule) => rule.from !== stage).map((rule) => ({ ...rule, to: rule.to.filter((one) => one !== stage) })).filter((rule) => rule.to.length > 0));
}
