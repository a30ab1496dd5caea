/** Two people's changes of one document, joined where they touch different parts. Pure. */

import { same } from "./same";
import { isObject } from "./solution";

interface Joined<T> {
  value: T;
  /** The places that both have changed, differently: there ours is taken. */
  conflicts: string[];
}

/** Ours and theirs, both made from one base: each change is kept, parts of lists are told apart by their keys. */
export function join<T>(base: T, ours: T, theirs: T): Joined<T> {
  const conflicts: string[] = [];
  const value = joined(base, ours, theirs, [], conflicts) as T;
  return { value, conflicts };
}

function joined(base: unknown, ours: unknown, theirs: unknown, place: readonly string[], conflicts: string[]): unknown {
  if (same(ours, theirs) || same(base, theirs)) return ours;
  if (same(base, ours)) return theirs;
  if (isKeyed(ours) && isKeyed(theirs)) return listed(isKeyed(base) ? base : [], ours, theirs, place, conflicts);
  if (isObject(ours) && isObject(theirs)) return members(isObject(base) ? base : {}, ours, theirs, place, conflicts);
  conflicts.push(place.join("/"));
  return ours;
}

function members(base: Record<string, unknown>, ours: Record<string, unknown>, theirs: Record<string, unknown>, place: readonly string[], conflicts: string[]): Record<string, unknown> {
  const names = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])];
  const pairs = names.map((name) => [name, joined(base[name], ours[name], theirs[name], [...place, name], conflicts)] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
}

interface Keyed {
  key: string;
}

/** In our order, with what they have added after what it stood behind. */
function listed(base: readonly Keyed[], ours: readonly Keyed[], theirs: readonly Keyed[], place: readonly string[], conflicts: string[]): Keyed[] {
  const of = (list: readonly Keyed[], key: string): Keyed | undefined => list.find((one) => one.key === key);
  const keys = ours.map((one) => one.key);
  theirs.forEach((one, at) => {
    if (keys.includes(one.key)) return;
    const before = theirs.slice(0, at).findLast((other) => keys.includes(other.key));
    keys.splice(before ? keys.indexOf(before.key) + 1 : 0, 0, one.key);
  });
  return keys.map((key) => joined(of(base, key), of(ours, key), of(theirs, key), [...place, key], conflicts)).filter((one): one is Keyed => one !== undefined);
}

function isKeyed(value: unknown): value is Keyed[] {
  return Array.isArray(value) && value.every((one) => isObject(one) && typeof one.key === "string") && new Set(value.map((one) => (one as Keyed).key)).size === value.length;
}
