import { http, inWorkspace } from "./http";
import { recordsPath } from "./records";
import type { Page, RecordItem } from "./types";

/** Long work, undo, the trash and duplicates: one function for each request. */
interface Actor {
  kind: string;
  id: string;
  title: string | null;
}
export interface UndoConflict {
  entity: string;
  id: string;
  code: string;
  field: string | null;
  at: string | null;
  by: Actor | null;
}
interface JobError {
  code: string;
  message: string;
}
interface JobResult {
  changed?: number;
  refused?: number;
  undone?: number;
  conflicts?: UndoConflict[];
  conflict_count?: number;
  created?: number;
  updated?: number;
  skipped?: number;
  failed?: number;
  errors_file?: { id: string } | null;
  file?: { id: string } | null;
  [name: string]: unknown;
}
export interface Job<R = JobResult> {
  id: string;
  kind: string;
  status: "queued" | "running" | "done" | "failed" | "cancelled";
  done: number;
  total: number | null;
  result: R | null;
  error: JobError | null;
  created_at: string;
  finished_at: string | null;
  can_undo: boolean;
}
export interface StartedJob {
  id: string;
  job: Job;
}

export const isOver = (job: Job<unknown>): boolean => ["done", "failed", "cancelled"].includes(job.status);

export const listJobs = (slug: string) => http.get<Page<Job>>(inWorkspace(slug, "jobs"), { query: { limit: 20 } });
export const readJob = <R>(slug: string, id: string) => http.get<Job<R>>(inWorkspace(slug, "jobs", id));
export const cancelJob = (slug: string, id: string) => http.post<Job>(inWorkspace(slug, "jobs", id, "cancel"));
export const undoJob = (slug: string, id: string) => http.post<StartedJob>(inWorkspace(slug, "jobs", id, "undo"));

export interface Discarded {
  entity: string;
  id: string;
  number: number;
  display: string | null;
  deleted_at: string;
  deleted_by: Actor | null;
  purged_at: string;
}
export interface TrashPage extends Page<Discarded> {
  counts: Record<string, number>;
}
interface Restored {
  restored: string[];
  refused: { id: string; code: string }[];
}
export const listTrash = (slug: string, entity?: string, after?: string | null) => http.get<TrashPage>(inWorkspace(slug, "trash"), { query: { entity, after } });
export const restoreRecords = (slug: string, entity: string, ids: string[]) => http.post<Restored>(inWorkspace(slug, "trash", "restore"), { entity, ids });
export const purgeRecords = (slug: string, entity: string, ids: string[]) => http.post<{ purged: number }>(inWorkspace(slug, "trash", "purge"), { entity, ids });

export interface DuplicateGroup {
  fields: string[];
  records: RecordItem[];
}
export const listDuplicates = (slug: string, entity: string, after?: string | null) => http.get<Page<DuplicateGroup>>(recordsPath(slug, entity, "duplicates"), { query: { after } });
export const mergeRecords = (slug: string, entity: string, merge: { keep: string; others: string[]; choices: Record<string, string> }) =>
  http.post<{ record: RecordItem; job: Job }>(recordsPath(slug, entity, "merge"), merge);
