import { useQuery } from "@tanstack/react-query";

import type { components } from "@/generated/api";
import { http, inWorkspace } from "@/shared/api/http";

import { useBuild } from "../navigation";
import { useDraftStore } from "../state/draft";

/** A part of the draft that would no longer hold. */
export type ImpactUse = components["schemas"]["UseView"];
export type DataEffect = components["schemas"]["DataEffect"];

/** A change that concerns stored data: how much of it, and what may become of it, the usual first. */
export type Concern = components["schemas"]["ConcernView"];

/** What becomes of the data that one effect concerns. */
export type Decision = DataEffect & { action: string; to?: string };

/** A part of the draft that would go, or become another; without a pointer, the whole draft beside what is live. */
export interface ImpactQuestion {
  pointer?: string;
  to?: object;
}

/** What a change touches. The server answers for the draft that it has, so what is not saved yet is saved first. */
export function useImpact(question: ImpactQuestion, enabled = true) {
  const { slug } = useBuild();
  const store = useDraftStore();
  return useQuery({
    queryKey: ["w", slug, "impact", question],
    queryFn: async () => {
      await store.flush();
      return http.post<components["schemas"]["ImpactView"]>(inWorkspace(slug, "draft", "impact"), question);
    },
    enabled,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
}
