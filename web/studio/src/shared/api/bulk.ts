import { http } from "./http";
import type { StartedJob } from "./jobs";
import { recordsPath } from "./records";
import type { Titles } from "./types";

/** One change of many records: by a filter, or one by one. */
export type Automation = "all" | "no_messages" | "none";
export interface BulkEdit {
  filter?: string;
  ids?: string[];
  values?: Record<string, unknown>;
  stage?: { funnel: string; stage: string };
  responsible?: string | null;
  delete?: boolean;
  automation?: Automation;
}
interface BulkPreview {
  count: number;
  allowed: number;
  effects: { action: string; entity?: string; field?: string }[];
  scenarios: { key: string; title: Titles; messages: boolean }[];
}
export const previewBulk = (slug: string, entity: string, edit: BulkEdit) => http.post<BulkPreview>(recordsPath(slug, entity, "bulk"), { ...edit, dry: true });
export const startBulk = (slug: string, entity: string, edit: BulkEdit) => http.post<StartedJob>(recordsPath(slug, entity, "bulk"), edit);
