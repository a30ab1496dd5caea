import { http, inWorkspace } from "./http";
import { recordsPath } from "./records";
import type { Cause, Money, Page, RecordItem, Titles } from "./types";

/** The requests about funnels and stages, one function each. */
export interface LaneSummary {
  key: string;
  count: number;
  amount: Money | number | null;
  weighted: Money | number | null;
  overdue: number;
}

export interface FunnelSummary {
  funnel: string;
  entity: string;
  amount: string | null;
  stages: LaneSummary[];
}

interface ChecklistPoint {
  key: string;
  title: Titles;
  required: boolean;
  done: boolean;
  by: string | null;
  at: string | null;
}

export interface Checklist {
  funnel: string | null;
  stage: string | null;
  items: ChecklistPoint[];
}

export interface Visit {
  funnel: string;
  stage: string;
  entered_at: string;
  left_at: string | null;
  seconds: number;
  cause: Cause | null;
}

export const funnelSummary = (slug: string, funnel: string, filter: string, signal?: AbortSignal) =>
  http.get<FunnelSummary>(inWorkspace(slug, "funnels", funnel, "summary"), { query: { filter }, ...(signal ? { signal } : {}) });
export const recordChecklist = (slug: string, entity: string, id: string) => http.get<Checklist>(recordsPath(slug, entity, id, "checklist"));
export const tickChecklist = (slug: string, entity: string, id: string, item: string, done: boolean) => http.post<Checklist>(recordsPath(slug, entity, id, "checklist"), { item, done });
export const recordStages = (slug: string, entity: string, id: string) => http.get<{ items: Visit[] }>(recordsPath(slug, entity, id, "stages"));
/** Move with what the stage requires: all of it happens, or nothing. */
export const moveRecordWith = (slug: string, record: RecordItem, funnel: string, stage: string, values: Record<string, unknown>) =>
  http.post<RecordItem>(recordsPath(slug, record.entity, record.id, "stage"), { funnel, stage, values });

export interface AmountPreview {
  computed: boolean;
  cards: number;
  looked_at: number;
  affected: number;
  items: { id: string; number: number; name: string; from: Money | number | null; to: Money | number | null }[];
}

/** What the draft's way of computing a funnel's amount would change. */
export const previewAmounts = (slug: string, funnel: string) => http.post<AmountPreview>(inWorkspace(slug, "funnels", funnel, "amounts", "preview"));

/** Records for which nothing is open and nothing is planned. */
export const unattendedRecords = (slug: string, entity: string, after?: string | null, limit = 50) =>
  http.get<Page<RecordItem> & { count: number }>(recordsPath(slug, entity, "unattended"), { query: { limit, after } });
