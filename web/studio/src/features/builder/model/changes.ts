/** What differs between two solutions, thing by thing: what the publish dialog says in words. */

import { isObject, type Solution } from "./solution";
import { walk } from "./steps";

export interface Change {
  what: "entity" | "field" | "funnel" | "stage" | "scenario" | "step" | "role" | "view" | "settings";
  how: "added" | "removed" | "changed";
  key: string;
  /** The entity, funnel or scenario that holds it. */
  inside?: string;
  title: unknown;
}

interface Named {
  key: string;
  title?: unknown;
}

/** All changes from one solution to another, in the order a person would tell them. */
export function changesBetween(from: Solution, to: Solution): Change[] {
  return [
    ...listChanges("entity", from.entities, to.entities, ["fields"]),
    ...within(from.entities, to.entities).flatMap(([a, b]) => listChanges("field", a.fields, b.fields, [], b.key)),
    ...listChanges("funnel", from.funnels, to.funnels, ["stages"]),
    ...within(from.funnels, to.funnels).flatMap(([a, b]) => listChanges("stage", a.stages, b.stages, [], b.key)),
    ...listChanges("scenario", from.scenarios, to.scenarios, ["steps"]),
    ...within(from.scenarios, to.scenarios).flatMap(([a, b]) => listChanges("step", flat(a), flat(b), [], b.key)),
    ...listChanges("role", from.roles, to.roles, []),
    ...listChanges("view", named(from.views), named(to.views), []),
    ...(from.settings === undefined || (same(from.settings, to.settings) && same(from.title, to.title)) ? [] : [{ what: "settings", how: "changed", key: "settings", title: undefined } as const]),
  ];
}

/** The steps, each as it is without those inside it: a change in there is told of the inner one. */
function flat(scenario: { steps: Solution["scenarios"][number]["steps"] }): Named[] {
  return walk(scenario).map(({ step }) => ({ ...step, then: undefined, else: undefined, do: undefined, default: undefined, parallel: step.parallel?.length, cases: step.cases?.map((one) => one.is) }));
}

function named(items: unknown): Named[] {
  return Array.isArray(items) ? items.filter((one): one is Record<string, unknown> & Named => isObject(one) && typeof one.key === "string") : [];
}

function within<T extends Named>(from: readonly T[], to: readonly T[]): [T, T][] {
  return to.flatMap((b) => {
    const a = from.find((one) => one.key === b.key);
    return a ? [[a, b] as [T, T]] : [];
  });
}

function listChanges(what: Change["what"], from: readonly Named[], to: readonly Named[], apart: string[], inside?: string): Change[] {
  const added = to.filter((one) => !from.some((other) => other.key === one.key)).map((one) => change(what, "added", one, inside));
  const removed = from.filter((one) => !to.some((other) => other.key === one.key)).map((one) => change(what, "removed", one, inside));
  const changed = within(from, to)
    .filter(([a, b]) => !same(without(a, apart), without(b, apart)))
    .map(([, b]) => change(what, "changed", b, inside));
  return [...added, ...changed, ...removed];
}

function change(what: Change["what"], how: Change["how"], one: Named, inside?: string): Change {
  return { what, how, key: one.key, title: one.title, ...(inside && { inside }) };
}

function without(thing: Named, keys: string[]): unknown {
  return Object.fromEntries(Object.entries(thing).filter(([key]) => !keys.includes(key)));
}

/** Whether two JSON values say the same; the order of an object's members does not matter. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, at) => same(item, b[at]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => same(a[key], b[key]));
}
