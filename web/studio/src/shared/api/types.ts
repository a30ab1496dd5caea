import type { components } from "@/generated/api";

/** What the API speaks, as the screens read it. */
export type Titles = string | Partial<Record<string, string>>;
export type Money = { amount: string; currency: string };

export interface RecordItem {
  id: string;
  number: number;
  entity: string;
  values: Record<string, unknown>;
  expanded?: Record<string, RecordItem | RecordItem[] | null>;
  /** Fields whose condition to show is not true of it. */
  not_shown?: string[];
  funnel: string | null;
  stage: string | null;
  stage_since: string | null;
  responsible: string | null;
  team: string | null;
  version: number;
  created_at: string;
  created_by: unknown;
  updated_at: string;
  updated_by: unknown;
}

export interface Page<T> {
  items: T[];
  next: string | null;
  /** Up to 10,001, where it was asked for. */
  count?: number;
}

export interface Cause {
  kind: string;
  actor?: { kind: string; id: string | null; title: string } | null;
  scenario?: string | null;
  version?: number | null;
  run?: string | null;
  step?: string | null;
}

export interface HistoryItem {
  at: string;
  version: number;
  cause: Cause | null;
  changes: Record<string, { from: unknown; to: unknown }>;
}

type Caused<T> = Omit<T, "cause"> & { cause?: Cause | null };
export type Task = Caused<components["schemas"]["TaskView"]>;
export type Notification = Caused<components["schemas"]["NotificationView"]>;
export type Member = components["schemas"]["MemberItem"];
export type Me = components["schemas"]["Me"];
