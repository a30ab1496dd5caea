import type { FormulaPart } from "@/shared/formula/FormulaTree";

import { http } from "./http";
import { recordsPath } from "./records";
import type { Titles } from "./types";

interface WhyActor {
  kind: string | null;
  id: string | null;
  title: string | null;
}

/** What set off a scenario, or what set that off. */
export interface WhyLink {
  on: string;
  kind: string | null;
  actor: WhyActor | null;
  scenario: string | null;
  run: string | null;
  step: string | null;
  record: { entity: string; id: string } | null;
}

export interface WhyCause {
  kind: string;
  /** Of a default: what made the record. */
  by?: string;
  actor?: WhyActor | null;
  scenario?: string | null;
  scenario_title?: Titles | null;
  step_title?: Titles | null;
  version?: number | null;
  run?: string | null;
  step?: string | null;
  job?: string | null;
  source?: string | null;
  values?: Record<string, unknown>;
  tree?: FormulaPart | null;
  chain?: WhyLink[];
}

export interface Why {
  value: unknown;
  at: string | null;
  cause: WhyCause | null;
}

export const whyValue = (slug: string, entity: string, id: string, field: string) => http.get<Why>(recordsPath(slug, entity, id, "why", field));
