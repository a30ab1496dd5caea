import { useQuery } from "@tanstack/react-query";

import { http, inWorkspace } from "@/shared/api/http";

import { useBuild } from "../navigation";
import { useDraftStore } from "../state/draft";

/** A part of the draft that would no longer hold. */
export interface ImpactUse {
  kind: string;
  key: string;
  title: string;
  inside: string | null;
  pointer: string;
  code: string;
  message: string;
}

/** Which change it is: of its names those that apply. */
export interface DataEffect {
  kind: string;
  entity?: string;
  field?: string;
  option?: string;
  funnel?: string;
  stage?: string;
  role?: string;
}

/** A change that concerns stored data: how much of it, and what may become of it, the usual first. */
export interface Concern {
  effect: DataEffect;
  count: number | null;
  capped: boolean;
  actions: string[];
  targets: string[];
  old_type: string | null;
  new_type: string | null;
  converts: number | null;
  lost: number | null;
  examples: { id: string; number: number; value: unknown }[];
}

export interface Impact {
  uses: ImpactUse[];
  data: Concern[];
}

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
      return http.post<Impact>(inWorkspace(slug, "draft", "impact"), question);
    },
    enabled,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
}
