/** Where the scenarios of a map stand: each a step to the right of those that set it off. Pure. */

import type { MapLink } from "../api/proving";

export interface Spot {
  key: string;
  column: number;
  row: number;
}

/** Spots of the scenarios that set each other off; those that stand alone are not on it. Circles keep the order they were drawn in. */
export function spotsOf(keys: readonly string[], links: readonly Pick<MapLink, "from" | "to">[]): Spot[] {
  const tied = keys.filter((key) => links.some((link) => link.from === key || link.to === key));
  const column = new Map(tied.map((key) => [key, 0]));
  const forward = links.filter((link) => link.from !== link.to && !leadsBack(link, links, keys));
  for (let turn = 0; turn < tied.length; turn++) {
    for (const { from, to } of forward) column.set(to, Math.max(column.get(to) ?? 0, (column.get(from) ?? 0) + 1));
  }
  const rows = new Map<number, number>();
  return tied.map((key) => {
    const at = column.get(key) ?? 0;
    const row = rows.get(at) ?? 0;
    rows.set(at, row + 1);
    return { key, column: at, row };
  });
}

/** Whether a link closes a circle against the order in which its scenarios were drawn. */
function leadsBack(link: Pick<MapLink, "from" | "to">, links: readonly Pick<MapLink, "from" | "to">[], keys: readonly string[]): boolean {
  return keys.indexOf(link.from) > keys.indexOf(link.to) && reaches(link.to, link.from, links);
}

function reaches(start: string, end: string, links: readonly Pick<MapLink, "from" | "to">[]): boolean {
  const seen = new Set<string>();
  const stack = [start];
  while (stack.length > 0) {
    const key = stack.pop() ?? "";
    if (key === end) return true;
    if (seen.has(key)) continue;
    seen.add(key);
    stack.push(...links.filter((link) => link.from === key).map((link) => link.to));
  }
  return false;
}
