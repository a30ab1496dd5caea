import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";

import { ApiError } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";
import { limitReached } from "@/shared/ui/limit";

const gaveUp = (error: unknown): boolean => error instanceof ApiError && error.status >= 400 && error.status < 500;

/** A session that ended anywhere ends everywhere; a limit reached shows its banner wherever it was met. */
function watch(error: unknown): void {
  if (!(error instanceof ApiError)) return;
  if (error.code === "limit_reached") limitReached.show(error.message);
  if (error.code === "queue_full") void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[2] === "queue" });
  if (error.status === 401 && !/^\/(sign-|invit)/.test(location.pathname)) {
    queryClient.removeQueries({ queryKey: keys.me });
    location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
  }
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: watch }),
  mutationCache: new MutationCache({ onError: watch }),
  defaultOptions: { queries: { retry: (count, error) => !gaveUp(error) && count < 2, staleTime: 10_000, refetchOnWindowFocus: true } },
});
