/** The solution document as the studio holds it: the same JSON the API saves, typed where the studio looks. */

export type Language = "az" | "ru" | "en";
export const LANGUAGES: readonly Language[] = ["az", "ru", "en"];

/** A text, or one per language. */
export type Title = string | Partial<Record<Language, string>>;

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json | undefined };

export interface Option {
  key: string;
  title?: Title;
  color?: string;
  archived?: boolean;
}

export interface Field {
  key: string;
  type: string;
  title?: Title;
  required?: boolean | string;
  unique?: boolean;
  indexed?: boolean;
  default?: Json;
  help?: Title;
  options?: Option[];
  to?: string;
  inverse?: string;
  on_delete?: "restrict" | "clear" | "cascade";
  formula?: string;
  result?: string;
  min?: Json;
  max?: Json;
  max_length?: number;
  pattern?: string;
  unit?: string;
  decimals?: number;
  currency?: string;
  prefix?: string;
  digits?: number;
  among?: string;
  of?: string;
  many?: boolean;
  types?: string[];
  max_size?: number;
  validate?: string;
  message?: Title;
  visible?: string;
}

export interface Entity {
  key: string;
  title?: Title;
  plural?: Title;
  display?: string;
  icon?: string;
  fields: Field[];
  lines_of?: { entity: string; as: string };
  unique?: string[][];
  duplicates?: { match: string[]; on_match: "merge" | "reject" | "warn" };
}

export type StageKind = "open" | "won" | "lost";

export interface Stage {
  key: string;
  title?: Title;
  kind?: StageKind;
  color?: string;
  probability?: number;
  requires?: string[];
  hint?: Title;
  sla?: string;
  tasks?: StageTask[];
  checklist?: StageCheck[];
}

/** A point to be seen to in a stage. */
export interface StageCheck {
  key: string;
  title: Title;
  required?: boolean;
}

/** A task that entering a stage opens. */
export interface StageTask {
  title: Title;
  due?: string;
}

/** What a card is worth: a field, written by hand, or by the product from lines or a formula. */
export interface Amount {
  field: string;
  mode?: "manual" | "lines" | "formula";
  lines?: string;
  formula?: string;
}

export interface Funnel {
  key: string;
  entity: string;
  title?: Title;
  stages: Stage[];
  amount?: Amount;
  transitions?: Json;
}

export interface Trigger {
  on: string;
  entity?: string;
  fields?: string[];
  funnel?: string;
  stage?: string;
  condition?: string;
  cron?: string;
  timezone?: string;
  auth?: string;
  map?: Record<string, string>;
  title?: Title;
  bulk?: boolean;
  [more: string]: unknown;
}

export type With = Record<string, Json | undefined>;

/** A step: a key and exactly one of its kinds. */
export interface Step {
  key: string;
  title?: Title;
  when?: string;
  timeout?: string;
  on_error?: OnError;
  /** Which rules an action may pass over. */
  override?: string;
  action?: string;
  with?: With;
  if?: string;
  then?: Step[];
  else?: Step[];
  switch?: string;
  cases?: { is: Json; then: Step[] }[];
  default?: Step[];
  for_each?: string;
  do?: Step[];
  at_once?: number;
  parallel?: Step[][];
  wait?: { for?: string; until?: string; event?: Json; timeout?: string; working_hours?: boolean | string };
  set?: With;
  call?: string;
  stop?: { result?: Json; error?: string };
}

export interface OnError {
  retry?: { times?: number; backoff?: "exponential" | "fixed"; first?: string; max?: string };
  then?: string;
}

export interface Scenario {
  key: string;
  title?: Title;
  enabled?: boolean;
  trigger: Trigger;
  when?: string;
  run_as?: string;
  concurrency?: { per?: string; policy?: string };
  settle?: string;
  goal?: string;
  owner?: string;
  saves_minutes?: number;
  steps: Step[];
  on_error?: OnError;
}

export type Right = boolean | string;

export interface Access {
  entity: string;
  create?: boolean;
  read?: Right;
  update?: Right;
  delete?: Right;
  fields?: Record<string, "hidden" | "read" | "write">;
  stages?: Record<string, string>;
  export?: boolean;
}

export interface Role {
  key: string;
  title?: Title;
  access: Access[];
  scenarios?: string[];
  builder?: boolean;
  override?: string[];
}

interface Settings {
  locale?: Language;
  timezone?: string;
  currency?: string;
  working_hours?: Json;
}

export interface Solution {
  axin: number;
  key: string;
  title: Title;
  entities: Entity[];
  funnels: Funnel[];
  scenarios: Scenario[];
  roles: Role[];
  settings?: Settings;
  [more: string]: unknown;
}

const LISTS = ["entities", "funnels", "scenarios", "roles"] as const;

/** Make whatever the draft holds safe to draw: lists are lists, and what they hold are objects. The draft itself may be anything. */
export function asSolution(draft: unknown): Solution {
  const source = isObject(draft) ? draft : {};
  const solution: Record<string, unknown> = { axin: 1, key: "workspace", title: "", ...source };
  for (const name of LISTS) solution[name] = objects(source[name]);
  solution.entities = (solution.entities as Entity[]).map((e) => ({ ...e, fields: objects(e.fields) as unknown as Field[] }));
  solution.funnels = (solution.funnels as Funnel[]).map((f) => ({ ...f, stages: objects(f.stages) as unknown as Stage[] }));
  solution.scenarios = (solution.scenarios as Scenario[]).map((s) => ({
    ...s,
    trigger: isObject(s.trigger) ? (s.trigger as Trigger) : { on: "" },
    steps: objects(s.steps) as unknown as Step[],
  }));
  solution.roles = (solution.roles as Role[]).map((r) => ({ ...r, access: objects(r.access) as unknown as Access[] }));
  return solution as unknown as Solution;
}

function objects(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Whether a JSON value is an object with members. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Return the item of this key, where there is one. */
export function byKey<T extends { key: string }>(items: readonly T[] | undefined, key: string | null | undefined): T | undefined {
  return items?.find((item) => item.key === key);
}
