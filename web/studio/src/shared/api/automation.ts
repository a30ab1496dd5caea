import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import type { components } from "@/generated/api";

import { http, inWorkspace } from "./http";
import type { StartedJob } from "./jobs";
import { keys } from "./keys";
import { recordsPath } from "./records";
import type { Page, Titles } from "./types";

/** What runs, fails and waits: one function for each request. */
export type Timer = components["schemas"]["TimerView"];
export type Failure = components["schemas"]["FailureView"];
export type ScenarioFigures = components["schemas"]["ScenarioFigures"];

export interface RecordScenario {
  scenario: string;
  title: Titles;
  on: string;
  enabled: boolean;
  ran: boolean;
  runs: { id: string; status: string; created_at: string }[];
  trigger: { matched: boolean; reason: string | null };
  condition: { source: string | null; value: unknown; tree: unknown };
  at: string | null;
}

/** What time will set going, the nearest first. */
export function useTimers(slug: string, filter: { scenario?: string; record?: string }) {
  return useQuery({ queryKey: keys.timers(slug, filter), queryFn: () => http.get<Page<Timer>>(inWorkspace(slug, "timers"), { query: { ...filter, limit: 100 } }), refetchInterval: 30_000 });
}

export function useTimerCommand(slug: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ timer, command }: { timer: string; command: "run" | "skip" }) => http.post(inWorkspace(slug, "timers", timer, command)),
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: keys.timers(slug) }), client.invalidateQueries({ queryKey: keys.runs(slug) })]),
  });
}

/** Why runs stand failed: each cause once. Under the runs' key, so that the live stream refreshes it. */
export function useFailures(slug: string) {
  return useQuery({ queryKey: [...keys.runs(slug), "failures"], queryFn: () => http.get<{ items: Failure[] }>(inWorkspace(slug, "failures")), refetchInterval: (query) => (query.state.data?.items.some((one) => one.under_way > 0) ? 2_000 : false) });
}

export const rerunFailed = (slug: string, failure: string, from: "failed" | "start") => http.post<StartedJob>(inWorkspace(slug, "failures", failure, "rerun"), { from });
export const mendFailure = (slug: string, failure: string) => http.post(inWorkspace(slug, "failures", failure, "mended"));

/** What the scenarios came to over the last days. */
export function useReport(slug: string, days: number) {
  return useQuery({ queryKey: [...keys.runs(slug), "report", days], queryFn: () => http.get<{ days: number; items: ScenarioFigures[] }>(inWorkspace(slug, "scenarios"), { query: { days } }), placeholderData: (before) => before });
}

/** What each scenario made of a record. */
export function useRecordScenarios(slug: string, entity: string, record: string) {
  return useQuery({ queryKey: [...keys.runs(slug), "of", record], queryFn: () => http.get<{ items: RecordScenario[] }>(recordsPath(slug, entity, record, "automation")), retry: false });
}

/** Start a scenario on many records at once. */
export const runOnMany = (slug: string, scenario: string, chosen: { ids?: string[]; filter?: string }) => http.post<StartedJob>(inWorkspace(slug, "scenarios", scenario, "bulk"), chosen);
