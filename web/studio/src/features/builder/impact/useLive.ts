import { useQuery } from "@tanstack/react-query";

import { keys } from "@/shared/api/keys";

import { readVersion } from "../api/draft";
import type { Solution } from "../model/solution";
import { useBuild } from "../navigation";
import { useLiveVersion } from "../state/live";

/** The document that runs now. */
export function useLiveDocument(): Solution | undefined {
  const { slug } = useBuild();
  const version = useLiveVersion();
  return useQuery({ queryKey: [...keys.versions(slug), version], queryFn: () => readVersion(slug, version), staleTime: Infinity }).data;
}
