import type { components } from "@/generated/api";
import { http, inWorkspace } from "@/shared/api/http";
import type { Titles } from "@/shared/api/types";
import type { StoredFile } from "@/shared/files/upload";

type ImportBody = components["schemas"]["ImportBody"];

export type Target = components["schemas"]["TargetView"];
export type Preview = components["schemas"]["PreviewView"];
export type Automation = ImportBody["automation"];
export type OnMatch = ImportBody["on_match"];

/** How the file is written, where it is not as it seemed. */
export interface Form {
  encoding?: string;
  delimiter?: string;
  sheet?: string;
}

/** What is asked for; the trial and the import ask for the same. */
export interface Plan extends Form, Required<Pick<ImportBody, "file" | "entity" | "match" | "on_match" | "month_first">> {
  mapping: { column: number; target: string }[];
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
