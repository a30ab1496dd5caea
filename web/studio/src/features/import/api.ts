import { http, inWorkspace } from "@/shared/api/http";
import type { Titles } from "@/shared/api/types";
import type { StoredFile } from "@/shared/files/upload";

export interface Column {
  no: number;
  title: string;
  type: string;
  samples: string[];
  target: string | null;
}

export interface Target {
  key: string;
  title: Titles;
  type: string;
  required: boolean;
  writable: boolean;
  matches: boolean;
}

export interface Preview {
  file: StoredFile;
  kind: "csv" | "xlsx";
  encoding: string | null;
  encodings: string[];
  delimiter: string | null;
  delimiters: string[];
  sheet: string | null;
  sheets: string[];
  month_first: boolean;
  preset: "bitrix24" | "amocrm" | null;
  columns: Column[];
  targets: Target[];
}

export interface Form {
  encoding?: string;
  delimiter?: string;
  sheet?: string;
}

export type Automation = "all" | "no_messages" | "none";
export type OnMatch = "update" | "skip" | "create";

/** What is asked for; the trial and the import ask for the same. */
export interface Plan extends Form {
  file: string;
  entity: string;
  mapping: { column: number; target: string }[];
  match: string[];
  on_match: OnMatch;
  month_first: boolean;
  funnel?: string;
  stage?: string;
}

export interface Result {
  created: number;
  updated: number;
  skipped: number;
  failed: number;
  entity: string;
  errors: { row: number; faults: { column: string; code: string; message: string }[] }[];
  errors_file: StoredFile | null;
  scenarios?: { key: string; title: Titles; runs: number; messages: number }[];
  room?: { left: number; enough: boolean } | null;
  runs?: number;
  messages?: number;
}

export const look = (slug: string, file: string, entity: string, form: Form) => http.post<Preview>(inWorkspace(slug, "imports", "preview"), { file, entity, ...form });
export const begin = (slug: string, plan: Plan, choice: { dry: boolean; automation: Automation }) => http.post<{ id: string }>(inWorkspace(slug, "imports"), { ...plan, ...choice });
