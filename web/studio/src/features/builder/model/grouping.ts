/** Changes as a person reads them: gathered under the thing of the solution that they belong to. */

import type { Change } from "../api/going";

export interface ChangedThing {
  /** The list it is of, and its key; of the solution's own properties both are empty. */
  of: string;
  key: string;
  /** In the server's words: scenario “Open a request”. */
  title: string;
  /** Whether all of it came or went, or only changed. */
  kind: Change["kind"];
  changes: { change: Change; words: string }[];
}

const BETWEEN = " › ";

/** Each thing once, in the order of the document. */
export function thingsOf(changes: readonly Change[]): ChangedThing[] {
  const found = new Map<string, ChangedThing>();
  for (const change of changes) {
    const [first] = change.parts;
    const told = change.words.slice(change.words.indexOf(": ") + 2);
    const [title = "", ...rest] = told.split(BETWEEN);
    const name = first ? `${first.of}/${first.key}` : "";
    const whole = first !== undefined && change.parts.length === 1 && change.member === "";
    const thing = found.get(name) ?? { of: first?.of ?? "", key: first?.key ?? "", title: first ? title : "", kind: whole ? change.kind : "changed", changes: [] };
    if (!whole) thing.changes.push({ change, words: first ? rest.join(BETWEEN) : told });
    found.set(name, thing);
  }
  return [...found.values()];
}

/** How the steps of a scenario differ, by their keys. */
export function marksOf(changes: readonly Change[], scenario: string): Map<string, Change["kind"]> {
  const marks = new Map<string, Change["kind"]>();
  for (const { parts, kind, member } of changes) {
    if (parts[0]?.of !== "scenarios" || parts[0].key !== scenario) continue;
    const step = parts.at(-1);
    if (step?.of === "steps") marks.set(step.key, member === "" ? kind : "changed");
  }
  return marks;
}

/** A value short enough to stand in a line; undefined where it is not. */
export function brief(value: unknown): string | undefined {
  if (value === null || value === undefined) return "—";
  if (typeof value === "boolean" || typeof value === "number") return String(value);
  return typeof value === "string" && value.length <= 120 ? value : undefined;
}
