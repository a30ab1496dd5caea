/** Formulas as text: tokens, literals, and the reader's titles in place of keys. What a formula means, only the server says. */

type TokenKind = "number" | "text" | "name" | "title" | "operator" | "open" | "close" | "separator" | "space" | "other";

export interface Token {
  kind: TokenKind;
  text: string;
  start: number;
  end: number;
}

const RULES: readonly [TokenKind, RegExp][] = [
  ["space", /\s+/y],
  ["text", /"(?:[^"]|"")*"?/y],
  ["number", /\d+(?:\.\d+)?/y],
  ["title", /\[[^\]]*\]?/y],
  ["name", /[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*/uy],
  ["operator", /<>|<=|>=|[=<>&+\-*/^]/y],
  ["open", /\(/y],
  ["close", /\)/y],
  ["separator", /[,;]/y],
  ["other", /[\s\S]/y],
];

/** Cut a formula into tokens; nothing is lost, so that joining them gives the source again. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const token = next(source, at);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function next(source: string, at: number): Token {
  for (const [kind, rule] of RULES) {
    rule.lastIndex = at;
    const found = rule.exec(source);
    if (found && found[0].length > 0) return { kind, text: found[0], start: at, end: at + found[0].length };
  }
  return { kind: "other", text: source.charAt(at), start: at, end: at + 1 };
}

const WORDS = new Set(["AND", "OR", "NOT", "TRUE", "FALSE", "BLANK"]);

/** Whether a name is one of the language's own words. */
export function isWord(name: string): boolean {
  return WORDS.has(name.toUpperCase());
}

/** A text literal. */
export function quote(text: string): string {
  return `"${text.replace(/"/g, '""')}"`;
}

/** The text of a literal, or undefined where it is none. */
export function unquote(literal: string): string | undefined {
  if (!/^"(?:[^"]|"")*"$/.test(literal)) return undefined;
  return literal.slice(1, -1).replace(/""/g, '"');
}

/** A formula as its reader sees it: paths that `titles` knows become [Title]. */
export function withTitles(source: string, titles: (path: string) => string | undefined): string {
  return tokenize(source)
    .map((token) => {
      const title = token.kind === "name" && !isWord(token.text) ? titles(token.text) : undefined;
      return title ? `[${title}]` : token.text;
    })
    .join("");
}

/** The word being typed at the caret: what a completion would replace. */
export function wordAt(source: string, caret: number): { start: number; end: number; text: string } {
  const before = /[\p{L}\p{N}_.[\]]*$/u.exec(source.slice(0, caret))?.[0] ?? "";
  return { start: caret - before.length, end: caret, text: before };
}

export interface Suggestion {
  insert: string;
  title: string;
  detail?: string;
  kind: "path" | "function" | "word";
}

/** What could stand here: paths first, then functions; a match at the start of a word goes before one inside it. */
export function complete(word: string, all: readonly Suggestion[], limit = 12): Suggestion[] {
  const wanted = fold(word.replace(/[[\]]/g, ""));
  const rank = (one: Suggestion): number => {
    const [insert, title] = [fold(one.insert), fold(one.title)];
    if (!wanted) return one.kind === "path" ? 1 : 2;
    if (insert.startsWith(wanted) || title.startsWith(wanted)) return one.kind === "path" ? 1 : 2;
    return insert.includes(wanted) || title.includes(wanted) ? 3 : 0;
  };
  return all
    .map((one) => ({ one, rank: rank(one) }))
    .filter((scored) => scored.rank > 0)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map((scored) => scored.one);
}

/** Case folded for a search, with the letters of az put beside their Latin neighbours. */
export function fold(text: string): string {
  const plain: Record<string, string> = { ə: "e", ö: "o", ü: "u", ğ: "g", ç: "c", ş: "s", ı: "i", ё: "е" };
  return Array.from(text.replace(/İ/g, "i").toLowerCase(), (letter) => plain[letter] ?? letter).join("");
}
