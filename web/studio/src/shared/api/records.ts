import { http, inWorkspace } from "./http";
import type { HistoryItem, Page, RecordItem } from "./types";

/** The requests about records, one function each. */
interface ListQuery {
  filter?: string;
  sort?: string;
  limit?: number;
  after?: string | null;
  expand?: string;
  /** How many records after the cursor to leave out. */
  skip?: number;
  count?: boolean;
}

export const recordsPath = (slug: string, entity: string, ...rest: string[]): string => inWorkspace(slug, "records", entity, ...rest);

export const listRecords = (slug: string, entity: string, query: ListQuery, signal?: AbortSignal) => http.get<Page<RecordItem>>(recordsPath(slug, entity), { query: { ...query }, ...(signal ? { signal } : {}) });
export const getRecord = (slug: string, entity: string, id: string, expand?: string) => http.get<RecordItem>(recordsPath(slug, entity, id), { query: { expand } });
export interface NewRecord {
  values: Record<string, unknown>;
  funnel?: string;
  stage?: string;
  responsible?: string | null;
}
export const createRecord = (slug: string, entity: string, record: NewRecord) => http.post<RecordItem>(recordsPath(slug, entity), record);
export const updateRecord = (slug: string, entity: string, id: string, change: { values?: Record<string, unknown>; responsible?: string | null }, version?: number) =>
  http.patch<RecordItem>(recordsPath(slug, entity, id), { values: {}, ...change }, version === undefined ? {} : { ifMatch: version });
export interface RowChange {
  id: string;
  version?: number;
  values?: Record<string, unknown>;
  responsible?: string | null;
}
/** All of it or nothing. */
export const changeRecords = (slug: string, entity: string, update: RowChange[]) => http.post<{ updated: RecordItem[] }>(recordsPath(slug, entity, "batch"), { update });
export const deleteRecord = (slug: string, entity: string, id: string) => http.delete(recordsPath(slug, entity, id));
export const recordHistory = (slug: string, entity: string, id: string) => http.get<Page<HistoryItem>>(recordsPath(slug, entity, id, "history"));

export interface Aggregate {
  groups: { key: Record<string, unknown>; values: Record<string, unknown> }[];
}
export const aggregateRecords = (slug: string, entity: string, body: { group_by: string[]; measures: Record<string, string>; filter?: string }) => http.post<Aggregate>(recordsPath(slug, entity, "aggregate"), body);

export const runScenario = (slug: string, key: string, record?: string) => http.post<{ run: { id: string } }>(inWorkspace(slug, "scenarios", key, "run"), record ? { record } : {});
