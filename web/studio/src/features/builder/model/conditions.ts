/** Conditions as groups of sentences, compiled to formula text and read back from it. What does not fit stays a formula. */

import { isWord, quote, tokenize, unquote, type Token } from "./formula";

export const OPERATORS = ["=", "<>", ">", ">=", "<", "<=", "contains", "not_contains", "starts", "blank", "not_blank"] as const;
export type Operator = (typeof OPERATORS)[number];

/** The right side of a rule: a literal, or another formula. */
export type Operand = { kind: "text"; value: string } | { kind: "number"; value: string } | { kind: "boolean"; value: boolean } | { kind: "formula"; source: string };

export type Condition =
  | { kind: "group"; join: "AND" | "OR"; not: boolean; items: Condition[] }
  | { kind: "rule"; path: string; operator: Operator; operand?: Operand }
  | { kind: "formula"; source: string };

export type Group = Extract<Condition, { kind: "group" }>;

/** A group that says nothing yet. */
export function emptyGroup(): Group {
  return { kind: "group", join: "AND", not: false, items: [] };
}

/** Whether an operator compares with something. */
export function takesOperand(operator: Operator): boolean {
  return operator !== "blank" && operator !== "not_blank";
}

/** The formula text of a condition; "" where it says nothing. */
export function compile(condition: Condition): string {
  switch (condition.kind) {
    case "formula":
      return condition.source.trim();
    case "rule":
      return compileRule(condition);
    case "group":
      return compileGroup(condition);
  }
}

function compileGroup(group: Group): string {
  const parts = group.items
    .map((item) => ({ item, text: compile(item) }))
    .filter(({ text }) => text !== "")
    .map(({ item, text }) => (needsParens(item, group.join) ? `(${text})` : text));
  const joined = parts.join(` ${group.join} `);
  return group.not && joined ? `NOT(${joined})` : joined;
}

function needsParens(item: Condition, outer: "AND" | "OR"): boolean {
  if (item.kind === "formula") return outer === "AND" && /\bOR\b/i.test(item.source);
  return item.kind === "group" && !item.not && item.join !== outer && item.items.length > 1;
}

function compileRule(rule: Extract<Condition, { kind: "rule" }>): string {
  const { path, operator } = rule;
  if (!path) return "";
  if (operator === "blank") return `ISBLANK(${path})`;
  if (operator === "not_blank") return `NOT(ISBLANK(${path}))`;
  const right = compileOperand(rule.operand);
  if (right === "") return "";
  if (operator === "contains") return `CONTAINS(${path}, ${right})`;
  if (operator === "not_contains") return `NOT(CONTAINS(${path}, ${right}))`;
  if (operator === "starts") return `STARTSWITH(${path}, ${right})`;
  return `${path} ${operator} ${right}`;
}

function compileOperand(operand: Operand | undefined): string {
  if (!operand) return "";
  switch (operand.kind) {
    case "text":
      return quote(operand.value);
    case "number":
      return operand.value.trim();
    case "boolean":
      return operand.value ? "TRUE" : "FALSE";
    case "formula":
      return operand.source.trim();
  }
}

/** Read a formula as a group of sentences; what is no sentence stays a formula inside it. */
export function parse(source: string): Group {
  if (!source.trim()) return emptyGroup();
  const condition = new Reader(source).read();
  if (condition.kind === "group" && !condition.not) return condition;
  return { kind: "group", join: "AND", not: false, items: [condition] };
}

/** Whether the whole formula can be shown as sentences. */
export function isSentences(condition: Condition): boolean {
  if (condition.kind === "group") return condition.items.every(isSentences);
  return condition.kind === "rule";
}

class Unreadable extends Error {}

/** A reader of the part of the grammar that sentences need; anything else is taken as it is written. */
class Reader {
  private readonly tokens: Token[];
  private at = 0;

  constructor(private readonly source: string) {
    this.tokens = tokenize(source).filter((token) => token.kind !== "space");
  }

  read(): Condition {
    try {
      const condition = this.or();
      if (this.peek()) throw new Unreadable();
      return condition;
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      return { kind: "formula", source: this.source.trim() };
    }
  }

  private or(): Condition {
    return this.joined("OR", () => this.and());
  }

  private and(): Condition {
    return this.joined("AND", () => this.not());
  }

  private joined(join: "AND" | "OR", inner: () => Condition): Condition {
    const items = [inner()];
    while (this.takeWord(join)) items.push(inner());
    const [only] = items;
    return items.length === 1 && only ? only : { kind: "group", join, not: false, items };
  }

  private not(): Condition {
    if (!this.takeWord("NOT")) return this.primary();
    return negate(this.primary());
  }

  private primary(): Condition {
    const token = this.peek();
    if (token?.kind === "open" && this.closesBoolean()) return this.parenthesised();
    const called = token?.kind === "name" && this.tokens[this.at + 1]?.kind === "open" ? token.text.toUpperCase() : "";
    if (called === "AND" || called === "OR") return this.callGroup(called);
    if (called === "ISBLANK") return this.callRule("blank", false);
    if (called === "CONTAINS") return this.callRule("contains", true);
    if (called === "STARTSWITH") return this.callRule("starts", true);
    return this.comparison();
  }

  private parenthesised(): Condition {
    this.at += 1;
    const inner = this.or();
    this.take("close");
    return inner;
  }

  /** Whether the parenthesis here holds a whole condition, not a part of a sum. */
  private closesBoolean(): boolean {
    let depth = 0;
    for (let at = this.at; at < this.tokens.length; at += 1) {
      const kind = this.tokens[at]?.kind;
      if (kind === "open") depth += 1;
      if (kind === "close") depth -= 1;
      if (depth === 0) return this.isEnd(this.tokens[at + 1]);
    }
    return false;
  }

  private callGroup(join: "AND" | "OR"): Condition {
    this.at += 2;
    const items = [this.or()];
    while (this.peek()?.kind === "separator") {
      this.at += 1;
      items.push(this.or());
    }
    this.take("close");
    return { kind: "group", join, not: false, items };
  }

  private callRule(operator: Operator, withOperand: boolean): Condition {
    this.at += 2;
    const path = this.takePath();
    if (!withOperand) {
      this.take("close");
      return { kind: "rule", path, operator };
    }
    this.take("separator");
    const operand = this.operand(["close"]);
    this.take("close");
    return { kind: "rule", path, operator, operand };
  }

  private comparison(): Condition {
    const path = this.takePath();
    const operator = this.peek();
    if (!operator || this.isEnd(operator)) return { kind: "rule", path, operator: "=", operand: { kind: "boolean", value: true } };
    if (operator.kind !== "operator" || !["=", "<>", ">", ">=", "<", "<="].includes(operator.text)) throw new Unreadable();
    this.at += 1;
    return { kind: "rule", path, operator: operator.text as Operator, operand: this.operand([]) };
  }

  private operand(stops: Token["kind"][]): Operand {
    const start = this.at;
    let depth = 0;
    for (let token = this.peek(); token; token = this.peek()) {
      if (depth === 0 && (stops.includes(token.kind) || token.kind === "separator" || this.isEnd(token))) break;
      if (depth === 0 && token.kind === "operator" && /[<>=]/.test(token.text)) throw new Unreadable();
      if (token.kind === "open") depth += 1;
      if (token.kind === "close") depth -= 1;
      this.at += 1;
    }
    const taken = this.tokens.slice(start, this.at);
    const [first] = taken;
    const last = taken[taken.length - 1];
    if (!first || !last) throw new Unreadable();
    return literalOf(this.source.slice(first.start, last.end));
  }

  private isEnd(token: Token | undefined): boolean {
    return !token || token.kind === "close" || token.kind === "separator" || (token.kind === "name" && /^(and|or)$/i.test(token.text));
  }

  private takePath(): string {
    const token = this.peek();
    if (token?.kind !== "name" || isWord(token.text) || this.tokens[this.at + 1]?.kind === "open") throw new Unreadable();
    this.at += 1;
    return token.text;
  }

  private take(kind: Token["kind"]): void {
    if (this.peek()?.kind !== kind) throw new Unreadable();
    this.at += 1;
  }

  private takeWord(word: string): boolean {
    const token = this.peek();
    if (token?.kind !== "name" || token.text.toUpperCase() !== word) return false;
    this.at += 1;
    return true;
  }

  private peek(): Token | undefined {
    return this.tokens[this.at];
  }
}

function negate(condition: Condition): Condition {
  if (condition.kind === "rule" && condition.operator === "blank") return { ...condition, operator: "not_blank" };
  if (condition.kind === "rule" && condition.operator === "contains") return { ...condition, operator: "not_contains" };
  if (condition.kind === "group") return { ...condition, not: !condition.not };
  return { kind: "group", join: "AND", not: true, items: [condition] };
}

function literalOf(source: string): Operand {
  const text = unquote(source);
  if (text !== undefined) return { kind: "text", value: text };
  if (/^-?\d+(\.\d+)?$/.test(source)) return { kind: "number", value: source };
  if (/^(true|false)$/i.test(source)) return { kind: "boolean", value: source.toUpperCase() === "TRUE" };
  return { kind: "formula", source };
}
