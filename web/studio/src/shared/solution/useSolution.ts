import { queryOptions, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useMemo } from "react";

import { http, inWorkspace } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";
import type { Me, Member, Page } from "@/shared/api/types";

import { normalizeSolution } from "./normalize";
import type { EntityView, FunnelView, Solution } from "./types";

export const meQuery = queryOptions({ queryKey: keys.me, queryFn: () => http.get<Me>("/api/auth/me"), staleTime: 60_000, retry: false });

export const solutionQuery = (slug: string) =>
  queryOptions({ queryKey: keys.solution(slug), queryFn: async () => normalizeSolution(await http.get<unknown>(inWorkspace(slug, "solution"))), staleTime: 30_000 });

export const membersQuery = (slug: string) =>
  queryOptions({ queryKey: keys.members(slug), queryFn: () => http.get<Page<Member>>(inWorkspace(slug, "members")), staleTime: 60_000, retry: false });

/** The workspace that the address names. */
export function useSlug(): string {
  const { slug } = useParams({ strict: false }) as { slug?: string };
  return slug ?? "";
}

/** The live solution; the workspace's route has loaded it, so it is there. */
export const useSolution = (): Solution => useSuspenseQuery(solutionQuery(useSlug())).data;
export const useEntity = (key: string): EntityView | undefined => useSolution().entities.find((entity) => entity.key === key);
export const useFunnel = (key: string): FunnelView | undefined => useSolution().funnels.find((funnel) => funnel.key === key);
/** The funnels that the records of a kind go through. */
export const useFunnelsOf = (entity: string): FunnelView[] => {
  const { funnels } = useSolution();
  return useMemo(() => funnels.filter((funnel) => funnel.entity === entity), [funnels, entity]);
};
export const useZone = (): string => useSolution().settings.timezone;
export const useMe = (): Me => useSuspenseQuery(meQuery).data;

/** People by id; a reader who may not list them sees none, and ids stay unnamed. */
export function usePeople(): { people: Member[]; nameOf: (id: string | null | undefined) => string } {
  const { data } = useQuery(membersQuery(useSlug()));
  const people = data?.items ?? [];
  return { people, nameOf: (id) => people.find((person) => person.id === id)?.name ?? "" };
}

/** Owners and admins run the workspace: members, plan, tokens. */
export const useIsAdmin = (): boolean => ["owner", "admin"].includes(useSolution().me.role);
