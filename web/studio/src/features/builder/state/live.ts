import { useQuery } from "@tanstack/react-query";

import { solutionQuery } from "@/shared/solution/useSolution";

import { useBuild } from "../navigation";

/** The number of the version that runs now; 0 where nothing was ever published. */
export function useLiveVersion(): number {
  const { slug } = useBuild();
  return useQuery(solutionQuery(slug)).data?.version ?? 0;
}
