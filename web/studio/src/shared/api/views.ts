import { http, inWorkspace } from "./http";
import type { Page, Titles } from "./types";

/** Saved ways to look at the records of an entity. */
export type ViewKind = "table" | "board" | "calendar" | "list";
export type TotalKind = "sum" | "average" | "min" | "max" | "count";

export interface ViewSpec {
  kind: ViewKind;
  funnel: string | null;
  columns: string[];
  widths: Record<string, number>;
  pinned: number;
  filter: string | null;
  sort: string | null;
  group: string | null;
  totals: Record<string, TotalKind>;
  date: string | null;
}

export interface SavedView extends ViewSpec {
  id: string | null;
  key: string;
  title: Titles;
  source: "solution" | "saved";
  entity: string;
  shared: boolean;
  roles: string[];
  mine: boolean;
  can_edit: boolean;
  preferred: boolean;
  version: number;
}

interface NewView extends ViewSpec {
  title: string;
  entity: string;
  shared: boolean;
  roles: string[];
}

export const viewsKey = (slug: string, entity: string) => ["w", slug, "views", entity] as const;
export const listViews = (slug: string, entity: string) => http.get<Page<SavedView>>(inWorkspace(slug, "views"), { query: { entity } });
export const createView = (slug: string, view: NewView) => http.post<SavedView>(inWorkspace(slug, "views"), view);
export const changeView = (slug: string, id: string, change: Partial<NewView>, version: number) => http.patch<SavedView>(inWorkspace(slug, "views", id), change, { ifMatch: version });
export const deleteView = (slug: string, id: string) => http.delete(inWorkspace(slug, "views", id));
export const preferView = (slug: string, entity: string, view: string | null) => http.put(inWorkspace(slug, "views", "preferred"), { entity, view });
