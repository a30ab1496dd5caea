import { queryOptions, useQuery } from "@tanstack/react-query";

import { http, inWorkspace } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";
import { getRecord } from "@/shared/api/records";
import type { Notification, Page, Task } from "@/shared/api/types";

import { displayOf } from "./titles";
import { useSlug, useSolution } from "./useSolution";

/** What waits for this person: read by the shell's counters, the home screen and the lists alike. */
export const tasksQuery = (slug: string) => queryOptions({ queryKey: keys.tasks(slug), queryFn: () => http.get<Page<Task>>(inWorkspace(slug, "tasks"), { query: { limit: 200 } }), staleTime: 20_000 });

export const notificationsQuery = (slug: string) =>
  queryOptions({ queryKey: keys.notifications(slug), queryFn: () => http.get<Page<Notification>>(inWorkspace(slug, "notifications"), { query: { limit: 100 } }), staleTime: 20_000 });

/** The name of the record that a task or a notification is about; null where there is none, or it is not open to this reader. */
export function useSubject(item: { entity: string | null; record: string | null }): { entity: string; id: string; title: string } | null {
  const slug = useSlug();
  const entity = useSolution().entities.find((candidate) => candidate.key === item.entity);
  const id = item.record ?? "";
  const found = useQuery({ queryKey: keys.record(slug, entity?.key ?? "", id), queryFn: () => getRecord(slug, entity?.key ?? "", id), enabled: entity !== undefined && id !== "", retry: false, staleTime: 60_000 });
  return entity && found.data ? { entity: entity.key, id, title: displayOf(found.data, entity) } : null;
}
