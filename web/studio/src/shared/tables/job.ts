import { useQuery } from "@tanstack/react-query";

import { http, inWorkspace } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";

/** Long work: how far it is, and what came of it. */
export interface Job<R = unknown> {
  id: string;
  kind: string;
  status: "queued" | "running" | "done" | "failed" | "cancelled";
  done: number;
  total: number | null;
  result: R | null;
  error: { code: string; message: string } | null;
  created_at: string;
  finished_at: string | null;
  can_undo: boolean;
}

const POLL = 700;

export const isOver = (job: Job | undefined): boolean => job !== undefined && ["done", "failed", "cancelled"].includes(job.status);

export const readJob = <R,>(slug: string, id: string) => http.get<Job<R>>(inWorkspace(slug, "jobs", id));
export const cancelJob = (slug: string, id: string) => http.post<Job>(inWorkspace(slug, "jobs", id, "cancel"));
export const undoJob = (slug: string, id: string) => http.post<{ id: string }>(inWorkspace(slug, "jobs", id, "undo"));

/** A job, followed until it is over. The live stream refreshes it; where that is away, so does time. */
export function useJob<R = unknown>(slug: string, id: string | null) {
  return useQuery({
    queryKey: [...keys.jobs(slug), id],
    queryFn: () => readJob<R>(slug, id ?? ""),
    enabled: id !== null,
    refetchInterval: (query) => (isOver(query.state.data) ? false : POLL),
  });
}
