import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import type { components } from "@/generated/api";
import { http, inWorkspace } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";
import type { Page } from "@/shared/api/types";

import { isObject } from "../model/solution";

export interface RunStep {
  key: string;
  status: string;
  attempt: number;
  index?: number | null;
  input?: unknown;
  output?: unknown;
  error?: unknown;
  started_at?: string | null;
  finished_at?: string | null;
  /** Those of its attempts that failed. */
  attempts?: { attempt: number; error?: unknown; started_at?: string | null; finished_at?: string | null }[];
}

export type RelatedRun = components["schemas"]["RelatedRun"];
type ChangedRecord = components["schemas"]["ChangedRecord"];

export interface Run {
  id: string;
  scenario: string;
  version: number;
  status: string;
  trigger: { on?: string; entity?: string; record?: string; funnel?: string; stage?: string };
  created_at: string;
  started_at?: string | null;
  finished_at?: string | null;
  due_at?: string | null;
  error?: unknown;
  result?: unknown;
  /** What the scenario's condition said when the run began. */
  condition?: { source: string | null; value: unknown; tree: unknown } | null;
  steps: RunStep[];
  caused_by?: { kind?: string; actor?: { kind?: string; id?: string; title?: string }; scenario?: string; run?: string; step?: string } | null;
  /** The job that has undone it. */
  undone_by?: string | null;
  led_to_by?: RelatedRun[];
  set_off?: RelatedRun[];
  changed?: ChangedRecord[];
  /** Whether its rights let it see the record that it is about. */
  record_seen?: boolean | null;
}

export interface RunFilter {
  scenario?: string;
  status?: string;
  record?: string;
  since?: string;
  /** The cause that they stand failed for. */
  failure?: string;
}

/** The runs one may see, newest first. */
export function useRuns(slug: string, filter: RunFilter) {
  return useInfiniteQuery({
    queryKey: [...keys.runs(slug), "list", filter],
    queryFn: ({ pageParam }) => http.get<Page<Run>>(inWorkspace(slug, "runs"), { query: { ...filter, limit: 50, after: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: (query) => (query.state.data?.pages.some((page) => page.items.some(moving)) ? 3_000 : false),
  });
}

/** One run with its steps; asked for again while it moves. */
export function useRun(slug: string, id: string) {
  return useQuery({
    queryKey: keys.run(slug, id),
    queryFn: () => http.get<Run>(inWorkspace(slug, "runs", id)),
    refetchInterval: (query) => (query.state.data && moving(query.state.data) ? 1_500 : false),
  });
}

/** Take a failed run up again, or end one where it stands. */
export function useRunCommand(slug: string, id: string, command: "retry" | "cancel") {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => http.post(inWorkspace(slug, "runs", id, command)),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.runs(slug) }),
  });
}

function moving(run: Run): boolean {
  return run.status === "queued" || run.status === "running";
}

/** The sentence of an error that a run or a step kept. */
export function errorText(error: unknown): string {
  if (typeof error === "string") return error;
  return isObject(error) ? String(error.message ?? error.detail ?? error.code ?? "") : "";
}

/** How long it took, in milliseconds. */
export function duration(of: { started_at?: string | null; finished_at?: string | null }): number | undefined {
  return of.started_at && of.finished_at ? new Date(of.finished_at).getTime() - new Date(of.started_at).getTime() : undefined;
}
