import { useQuery } from "@tanstack/react-query";

import { isOver, type Job, listJobs } from "@/shared/api/jobs";
import { keys } from "@/shared/api/keys";
import { useSlug } from "@/shared/solution/useSolution";

/** Work of the product's own, and what was done before one could look, is nobody's news. */
const SILENT = new Set(["match_index", "purge", "search", "date_timers", "index", "recompute", "funnel.amounts"]);

/** How much of a job is done, in hundredths; null where nobody knows how much there is. */
export const shareOf = (job: Job): number | null => (job.total ? Math.min(100, Math.round((job.done / job.total) * 100)) : null);

/** One's own jobs, newest first; the live stream tells of each step, and while one looks they are asked for besides. */
export function useJobs(watching: boolean): Job[] {
  const slug = useSlug();
  const found = useQuery({
    queryKey: keys.jobs(slug),
    queryFn: () => listJobs(slug),
    refetchInterval: (query) => (query.state.data?.items.some((job) => !isOver(job)) ? (watching ? 2_000 : 10_000) : false),
  });
  return (found.data?.items ?? []).filter((job) => !SILENT.has(job.kind));
}
