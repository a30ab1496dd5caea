import type { Titles } from "@/shared/api/types";

export interface OptionView {
  key: string;
  title?: Titles;
  color?: string | null;
  archived?: boolean;
}

export interface FieldView {
  key: string;
  type: string;
  title?: Titles;
  help?: Titles | null;
  required?: boolean | string;
  /** What this reader may do with it; a hidden field is absent. */
  access: "read" | "write";
  /** The type of a computed field's value. */
  result?: string | null;
  formula?: string | null;
  options?: OptionView[];
  to?: string | null;
  inverse?: string | null;
  unit?: string | null;
  currency?: string | null;
  decimals?: number | null;
  min?: number | string | null;
  max?: number | string | null;
  max_length?: number | null;
  default?: unknown;
  unique?: boolean;
  /** Of a file: whether there may be several, which kinds, how large. */
  many?: boolean;
  types?: string[];
  max_size?: number | null;
  /** Nobody defined it: the link of lines to their parent, and their place. */
  implied?: boolean;
}

export interface InverseView {
  key: string;
  entity: string;
  field: string;
}

export interface EntityView {
  key: string;
  title: Titles;
  plural: Titles;
  display: string;
  icon: string;
  fields: FieldView[];
  inverses: InverseView[];
  lines_of: { entity: string; as: string } | null;
  /** The fields by which duplicates are found. */
  match?: string[];
  rights: { create: boolean; read: boolean; update: boolean; delete: boolean; export?: boolean };
}

/** A point of a stage's checklist; a required one is ticked before the card goes on. */
export interface CheckView {
  key: string;
  title?: Titles;
  required: boolean;
}

export interface StageView {
  key: string;
  title?: Titles;
  kind: "open" | "won" | "lost";
  color?: string | null;
  probability?: number | null;
  requires: string[];
  hint?: Titles | null;
  sla?: string | null;
  checklist?: CheckView[];
  tasks?: { title: Titles; due?: string | null }[];
}

export interface FunnelView {
  key: string;
  entity: string;
  title: Titles;
  stages: StageView[];
  amount?: { field?: string | null; mode?: string; computed?: boolean } | null;
  transitions?: unknown;
}

export interface ButtonView {
  key: string;
  title: Titles;
  entity: string | null;
  bulk?: boolean;
}

interface RoleView {
  key: string;
  title: Titles;
}

export interface Solution {
  version: number;
  title: Titles;
  settings: { locale: string; timezone: string; currency: string };
  entities: EntityView[];
  funnels: FunnelView[];
  buttons: ButtonView[];
  scenarios: { key: string; title: Titles }[];
  roles: RoleView[];
  me: { role: string; can_build: boolean };
}
