import { recordsPath } from "./records";
import { http } from "./http";
import { keys } from "./keys";
import type { Page } from "./types";

/** What people say about a record, did with it, and plan. */
export interface CommentItem {
  id: string;
  author: string;
  author_kind: string;
  author_title: string;
  text: string;
  mentions: string[];
  created_at: string;
  edited_at: string | null;
  mine: boolean;
  unreached: string[];
}
export const activityKinds = ["call", "meeting", "note", "message"] as const;
export type ActivityKind = (typeof activityKinds)[number];
export interface ActivityItem {
  id: string;
  kind: ActivityKind;
  title: string;
  text: string;
  at: string;
  minutes: number | null;
  responsible: string | null;
  done_at: string | null;
  author: string;
  author_title: string;
  created_at: string;
  edited_at: string | null;
  mine: boolean;
}
interface NewActivity {
  kind: ActivityKind;
  title: string;
  at?: string;
  responsible?: string | null;
  done?: boolean;
}

export const commentsKey = (slug: string, entity: string, id: string) => [...keys.record(slug, entity, id), "comments"] as const;
export const activitiesKey = (slug: string, entity: string, id: string) => [...keys.record(slug, entity, id), "activities"] as const;
export const listComments = (slug: string, entity: string, id: string, after?: string | null) => http.get<Page<CommentItem>>(recordsPath(slug, entity, id, "comments"), { query: { after } });
export const addComment = (slug: string, entity: string, id: string, text: string, mentions: string[]) => http.post<CommentItem>(recordsPath(slug, entity, id, "comments"), { text, mentions });
export const changeComment = (slug: string, entity: string, id: string, comment: string, text: string, mentions: string[]) => http.patch<CommentItem>(recordsPath(slug, entity, id, "comments", comment), { text, mentions });
export const deleteComment = (slug: string, entity: string, id: string, comment: string) => http.delete(recordsPath(slug, entity, id, "comments", comment));
export const listActivities = (slug: string, entity: string, id: string) => http.get<Page<ActivityItem>>(recordsPath(slug, entity, id, "activities"), { query: { limit: 200 } });
export const addActivity = (slug: string, entity: string, id: string, activity: NewActivity) => http.post<ActivityItem>(recordsPath(slug, entity, id, "activities"), activity);
export const changeActivity = (slug: string, entity: string, id: string, activity: string, change: Partial<NewActivity>) => http.patch<ActivityItem>(recordsPath(slug, entity, id, "activities", activity), change);
export const deleteActivity = (slug: string, entity: string, id: string, activity: string) => http.delete(recordsPath(slug, entity, id, "activities", activity));
