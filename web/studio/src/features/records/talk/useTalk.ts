import { useQuery } from "@tanstack/react-query";

import { activitiesKey, type ActivityItem, type CommentItem, commentsKey, listActivities, listComments } from "@/shared/api/talk";
import type { HistoryItem } from "@/shared/api/types";
import { useSlug } from "@/shared/solution/useSolution";

export function useTalk(entity: string, id: string): { comments: CommentItem[]; activities: ActivityItem[] } {
  const slug = useSlug();
  const comments = useQuery({ queryKey: commentsKey(slug, entity, id), queryFn: () => listComments(slug, entity, id), retry: false });
  const activities = useQuery({ queryKey: activitiesKey(slug, entity, id), queryFn: () => listActivities(slug, entity, id), retry: false });
  return { comments: comments.data?.items ?? [], activities: activities.data?.items ?? [] };
}

export type Entry = { at: string; change: HistoryItem } | { at: string; comment: CommentItem } | { at: string; activity: ActivityItem };

/** How a record began is the last of what is told of a moment. */
const isFirst = (entry: Entry): boolean => "change" in entry && entry.change.version === 1;

/** What happened to the record and what was said and done about it, newest first. */
export function merged(history: HistoryItem[], comments: CommentItem[], activities: ActivityItem[]): Entry[] {
  return [
    ...history.map((change) => ({ at: change.at, change })),
    ...comments.map((comment) => ({ at: comment.created_at, comment })),
    ...activities.filter((activity) => activity.done_at !== null).map((activity) => ({ at: activity.at, activity })),
  ].toSorted((a, b) => b.at.localeCompare(a.at) || Number(isFirst(a)) - Number(isFirst(b)));
}

/** What is still to be done, the next first. */
export const planned = (activities: ActivityItem[]): ActivityItem[] => activities.filter((activity) => activity.done_at === null).toSorted((a, b) => a.at.localeCompare(b.at));
