import { useMutation, useQuery } from "@tanstack/react-query";

import { http, inWorkspace } from "@/shared/api/http";
import type { Job } from "@/shared/api/jobs";

export interface Effect {
  step?: string;
  action: string;
  entity?: string | null;
  id?: string;
  values: unknown;
}

export interface TriedStep {
  key: string;
  status: string;
  index?: number;
  input?: unknown;
  output?: unknown;
  error?: { code: string; message?: string };
  effects: Effect[];
}

export interface Tried {
  would_run: boolean;
  reason: string | null;
  steps: TriedStep[];
  /** Of a trial that ends after one step: whether it came so far. */
  reached?: boolean;
}

/** One run that there would have been. */
export interface BacktestItem {
  record: string | null;
  entity: string | null;
  title: string | null;
  event: string;
  at: string;
  ended: string;
  branches: { step: string; branch: string }[];
  effects: Effect[];
  effect_count: number;
  likely: string[];
}

export interface BacktestResult {
  examined: number;
  triggered: number;
  matched: number;
  messages: number;
  failed: number;
  waiting: number;
  branches: Record<string, Record<string, number>>;
  effects: Record<string, number>;
  steps: Record<string, number>;
  likely: string[];
  items: BacktestItem[];
}

export interface WhyAnswer {
  ran: boolean;
  runs: { id: string; status: string; created_at: string }[];
  trigger: { matched: boolean; reason: string | null };
  condition: { source: string | null; value: unknown; tree: unknown };
  at: string | null;
  events: { at: string; event: string; matched: boolean; reason: string | null }[];
}

export interface MapLink {
  from: string;
  to: string;
  step: string;
  action: string;
  guarded: boolean;
}

export interface ScenarioMap {
  links: MapLink[];
  loops: string[][];
  conflicts: { entity: string; field: string; writers: { scenario: string; step: string }[] }[];
}

/** Try the draft's scenario on a record, or as far as one step; nothing is done. */
export function useTrial(slug: string, scenario: string) {
  return useMutation({
    mutationFn: ({ record, until, event }: { record?: string; until?: string; event?: unknown }) => http.post<Tried>(inWorkspace(slug, "scenarios", scenario, "dry-run"), { ...(record && { record }), ...(until && { until }), ...(event !== undefined && { event }), draft: true }),
  });
}

/** Start a backtest of the draft's scenario over the last days. */
export function useBacktest(slug: string, scenario: string) {
  return useMutation({
    mutationFn: (days: number) => http.post<{ id: string }>(inWorkspace(slug, "scenarios", scenario, "backtest"), { from: new Date(Date.now() - days * 86_400_000).toISOString(), draft: true }),
  });
}

/** A job, asked for again while it works. */
export function useJob(slug: string, id: string | undefined) {
  return useQuery({
    queryKey: ["w", slug, "jobs", "one", id],
    queryFn: () => http.get<Job>(inWorkspace(slug, "jobs", id ?? "")),
    enabled: id !== undefined,
    refetchInterval: (query) => (query.state.data?.finished_at ? false : 700),
  });
}

/** Why the published scenario ran on a record, or did not. */
export function useWhy(slug: string, scenario: string, record: string | undefined) {
  return useQuery({
    queryKey: ["w", slug, "scenarios", scenario, "why", record],
    queryFn: () => http.post<WhyAnswer>(inWorkspace(slug, "scenarios", scenario, "why"), { record }),
    enabled: record !== undefined,
    retry: false,
  });
}

/** Which scenarios set which others off, and where they meet; of the draft as it is saved. */
export function useScenarioMap(slug: string, saved: unknown) {
  return useQuery({ queryKey: ["w", slug, "draft", "map", saved], queryFn: () => http.get<ScenarioMap>(inWorkspace(slug, "draft", "map")), placeholderData: (before) => before });
}
