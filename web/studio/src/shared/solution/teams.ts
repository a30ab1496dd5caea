import { queryOptions, useQuery } from "@tanstack/react-query";

import type { components } from "@/generated/api";
import { http, inWorkspace } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";

import { useSlug } from "./useSolution";

export type Team = components["schemas"]["TeamItem"];

export const teamsQuery = (slug: string) => queryOptions({ queryKey: keys.teams(slug), queryFn: () => http.get<{ items: Team[] }>(inWorkspace(slug, "teams")), staleTime: 60_000, retry: false });

/** The workspace's teams, and how each is called. */
export function useTeams(): { teams: Team[]; titleOf: (id: string) => string } {
  const { data } = useQuery(teamsQuery(useSlug()));
  const teams = data?.items ?? [];
  return { teams, titleOf: (id) => teams.find((team) => team.id === id)?.title ?? "" };
}
