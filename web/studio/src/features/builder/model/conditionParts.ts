import { parse } from "./conditions";
import { isObject } from "./solution";

/** A part of a condition as the server explains it: its text, its value, and the parts it is made of. */
export interface ConditionPart {
  source: string;
  value: unknown;
  error?: string;
  children?: ConditionPart[];
}

export function isConditionPart(value: unknown): value is ConditionPart {
  return isObject(value) && typeof value.source === "string" && "value" in value;
}

/** What a part is made of, for a reader: what is said in one piece, as "is filled in", does not unfold into its opposite. */
export function partsOf(part: ConditionPart): readonly ConditionPart[] {
  const parts = part.children ?? [];
  const { items, not } = parse(part.source);
  const said = items.length === 1 && !not ? items[0] : undefined;
  const turned = said?.kind === "rule" && (said.operator === "not_blank" || said.operator === "not_contains");
  return turned ? parts.flatMap((one) => one.children ?? []) : parts;
}
