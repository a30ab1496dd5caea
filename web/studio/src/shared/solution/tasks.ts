import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { http, inWorkspace } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";
import type { Page, Task } from "@/shared/api/types";
import { daysFromToday } from "@/shared/format/format";
import { explain } from "@/shared/ui/explain";

import { useSlug } from "./useSolution";

/** Tick a task off (or on again), at once on the screen. */
export function useTickTask() {
  const { t } = useTranslation("common");
  const slug = useSlug();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, done }: { id: string; done: boolean }) => http.patch<Task>(inWorkspace(slug, "tasks", id), { done }),
    onMutate: ({ id, done }) => {
      const before = client.getQueryData<Page<Task>>(keys.tasks(slug));
      client.setQueryData<Page<Task>>(keys.tasks(slug), (page) => page && { ...page, items: page.items.map((task) => (task.id === id ? { ...task, done_at: done ? new Date().toISOString() : null } : task)) });
      return { before };
    },
    onError: (error, _input, context) => {
      client.setQueryData(keys.tasks(slug), context?.before);
      notifications.show({ color: "pomegranate", message: explain(error, t) });
    },
    onSettled: () => void client.invalidateQueries({ queryKey: keys.tasks(slug) }),
  });
}

export type TaskGroup = "overdue" | "today" | "upcoming" | "undated" | "done";

/** Where a task belongs on somebody's day. */
export function groupOf(task: Task, now: Date, zone: string): TaskGroup {
  if (task.done_at) return "done";
  if (!task.due) return "undated";
  if (new Date(task.due) < now) return "overdue";
  return daysFromToday(task.due, now, zone) <= 0 ? "today" : "upcoming";
}
