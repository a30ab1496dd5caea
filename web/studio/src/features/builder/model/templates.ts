/** Values of `with`: a constant, a formula (`=…`) or a text with holes (`{{ … }}`), and texts with holes as chips. */

import type { Json } from "./solution";

export type Value = { kind: "constant"; value: Json | undefined } | { kind: "formula"; source: string } | { kind: "text"; source: string };

/** What a stored value is. */
export function readValue(stored: Json | undefined): Value {
  if (typeof stored !== "string") return { kind: "constant", value: stored };
  if (stored.startsWith("==")) return { kind: "constant", value: stored.slice(1) };
  if (stored.startsWith("=")) return { kind: "formula", source: stored.slice(1) };
  return stored.includes("{{") ? { kind: "text", source: stored } : { kind: "constant", value: stored };
}

/** How a formula is stored. */
export function formula(source: string): string {
  return `=${source}`;
}

/** How a text is stored that is no formula and may have holes. */
export function literal(text: string): string {
  return text.startsWith("=") ? `=${text}` : text;
}

export type Part = { text: string } | { hole: string };

/** A text with holes as its parts: what is written, and what is filled in. */
export function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  const holes = /\{\{([\s\S]*?)\}\}/g;
  let at = 0;
  for (const found of text.matchAll(holes)) {
    if (found.index > at) parts.push({ text: text.slice(at, found.index) });
    parts.push({ hole: (found[1] ?? "").trim() });
    at = found.index + found[0].length;
  }
  if (at < text.length) parts.push({ text: text.slice(at) });
  return parts;
}

/** A hole for a formula. */
export function hole(source: string): string {
  return `{{ ${source} }}`;
}
