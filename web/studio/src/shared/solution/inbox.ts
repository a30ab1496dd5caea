import { queryOptions } from "@tanstack/react-query";

import { http, inWorkspace } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";
import type { Notification, Page, Task } from "@/shared/api/types";

/** What waits for this person: read by the shell's counters, the home screen and the lists alike. */
export const tasksQuery = (slug: string) => queryOptions({ queryKey: keys.tasks(slug), queryFn: () => http.get<Page<Task>>(inWorkspace(slug, "tasks"), { query: { limit: 200 } }), staleTime: 20_000 });

export const notificationsQuery = (slug: string) =>
  queryOptions({ queryKey: keys.notifications(slug), queryFn: () => http.get<Page<Notification>>(inWorkspace(slug, "notifications"), { query: { limit: 100 } }), staleTime: 20_000 });

/** A task's or a notification's record, however the server wrote it. */
export function recordOf(record: Task["record"] | Notification["record"]): { entity: string; id: string; title: string } | null {
  if (!record || typeof record === "string") return null;
  return { entity: record.entity, id: record.id, title: record.title ?? "" };
}
