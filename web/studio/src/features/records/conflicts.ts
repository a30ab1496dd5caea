import type { FieldView } from "@/shared/solution/types";

const TEXTS = new Set(["text", "long_text"]);
const LISTS = new Set(["multi_select", "links"]);

/** Two values as one, where they can live together: a list with all of both, a text with one after the other; else undefined. */
export function united(field: FieldView, theirs: unknown, mine: unknown): unknown {
  if (LISTS.has(field.type) && Array.isArray(theirs) && Array.isArray(mine)) return [...new Set([...(theirs as unknown[]), ...(mine as unknown[])])];
  if (!TEXTS.has(field.type) || typeof theirs !== "string" || typeof mine !== "string" || !theirs || !mine) return undefined;
  if (theirs.includes(mine) || mine.includes(theirs)) return undefined;
  const both = field.type === "text" ? `${theirs} / ${mine}` : `${theirs}\n\n${mine}`;
  return field.max_length && both.length > field.max_length ? undefined : both;
}
