import { useQuery } from "@tanstack/react-query";

import { notificationsQuery, tasksQuery } from "@/shared/solution/inbox";
import { useSlug } from "@/shared/solution/useSolution";

export const useUnread = (): number => useQuery(notificationsQuery(useSlug())).data?.items.filter((item) => item.read_at === null).length ?? 0;
/** Tasks that want attention: due by the end of today. */
export function useOpenTasks(): number {
  const end = new Date();
  end.setHours(23, 59, 59);
  return useQuery(tasksQuery(useSlug())).data?.items.filter((task) => task.done_at === null && task.due !== null && new Date(task.due) <= end).length ?? 0;
}
