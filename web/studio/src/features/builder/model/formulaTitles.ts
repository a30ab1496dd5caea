/** A formula between its two forms: as it is stored, with keys, and as it is read, with titles in brackets. */

import { fold, isWord, tokenize, type Token } from "./formula";
import type { VariableGroup } from "./scope";

/** Which path has which title, where a title names one path only. */
export interface Names {
  titles: ReadonlyMap<string, string>;
  paths: ReadonlyMap<string, string>;
}

export function namesOf(groups: readonly VariableGroup[]): Names {
  const titles = new Map<string, string>();
  const owners = new Map<string, Set<string>>();
  for (const one of groups.flatMap((group) => group.variables)) {
    if (/[()]/.test(one.path) || titles.has(one.path)) continue;
    titles.set(one.path, one.title);
    const key = fold(one.title.trim());
    owners.set(key, (owners.get(key) ?? new Set()).add(one.path));
  }
  const paths = new Map<string, string>();
  for (const [key, owner] of owners) if (owner.size === 1 && key) paths.set(key, [...owner][0] ?? "");
  for (const [path, title] of titles) if (!paths.has(fold(title.trim())) || /[[\]]/.test(title)) titles.delete(path);
  return { titles, paths };
}

interface Piece {
  from: Token;
  text: string;
  start: number;
}

export interface Shown {
  text: string;
  /** Where a place of the stored formula stands in the text. */
  at: (place: number) => number;
}

/** The formula as its reader sees it. */
export function shown(source: string, names: Names): Shown {
  const pieces: Piece[] = [];
  let start = 0;
  for (const from of tokenize(source)) {
    const title = from.kind === "name" && !isWord(from.text) ? names.titles.get(from.text) : undefined;
    const text = title ? `[${title}]` : from.text;
    pieces.push({ from, text, start });
    start += text.length;
  }
  return {
    text: pieces.map((piece) => piece.text).join(""),
    at: (place) => {
      const piece = pieces.find((one) => place < one.from.end);
      if (!piece) return start;
      return piece.text === piece.from.text ? piece.start + place - piece.from.start : place === piece.from.start ? piece.start : piece.start + piece.text.length;
    },
  };
}

/** The formula as it is stored: a title, in brackets or, as one word, without, becomes its path; what is unknown stays. */
export function stored(text: string, names: Names): string {
  const tokens = tokenize(text);
  return tokens.map((token, at) => (isTitle(token, tokens[at + 1], names) ? (names.paths.get(fold(titleIn(token))) ?? token.text) : token.text)).join("");
}

function isTitle(token: Token, next: Token | undefined, names: Names): boolean {
  if (token.kind === "title") return true;
  return token.kind === "name" && !isWord(token.text) && next?.kind !== "open" && !names.titles.has(token.text) && !isPath(token.text, names);
}

/** A name that begins as a path does is one, whether or not it is finished. */
function isPath(name: string, names: Names): boolean {
  const [head] = name.split(".");
  return name.includes(".") || [...names.titles.keys()].some((path) => path === name || path.split(".")[0] === head);
}

const titleIn = (token: Token): string => token.text.replace(/^\[|\]$/g, "").trim();

/** The call that the caret stands in, and which of its arguments. */
export function callAt(text: string, caret: number): { name: string; argument: number } | undefined {
  const open: { name: string; argument: number }[] = [];
  const tokens = tokenize(text).filter((token) => token.end <= caret && token.kind !== "space");
  tokens.forEach((token, at) => {
    const before = tokens[at - 1];
    if (token.kind === "open") open.push({ name: before?.kind === "name" ? before.text.toUpperCase() : "", argument: 0 });
    else if (token.kind === "close") open.pop();
    else if (token.kind === "separator") open.splice(-1, 1, ...open.slice(-1).map((one) => ({ ...one, argument: one.argument + 1 })));
  });
  return open.findLast((one) => one.name !== "");
}
