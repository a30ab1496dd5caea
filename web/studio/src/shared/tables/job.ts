import { useQuery } from "@tanstack/react-query";

import { isOver, readJob } from "@/shared/api/jobs";
import { keys } from "@/shared/api/keys";

const POLL = 700;

/** A job, followed until it is over. The live stream refreshes it; where that is away, so does time. */
export function useJob<R = unknown>(slug: string, id: string | null) {
  return useQuery({
    queryKey: [...keys.jobs(slug), id],
    queryFn: () => readJob<R>(slug, id ?? ""),
    enabled: id !== null,
    refetchInterval: (query) => (query.state.data && isOver(query.state.data) ? false : POLL),
  });
}
