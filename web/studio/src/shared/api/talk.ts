import type { components } from "@/generated/api";

import { recordsPath } from "./records";
import { http } from "./http";
import { keys } from "./keys";
import type { Page } from "./types";

/** What people say about a record, did with it, and plan. */
export type CommentItem = components["schemas"]["Comment"];
export type ActivityItem = components["schemas"]["Activity"];
export type ActivityKind = ActivityItem["kind"];
type NewActivity = Partial<components["schemas"]["NewActivity"]>;
export const activityKinds = ["call", "meeting", "note", "message"] as const satisfies readonly ActivityKind[];

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
