import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";

import { listViews, type SavedView, type TotalKind, type ViewKind, type ViewSpec, viewsKey } from "@/shared/api/views";
import type { EntityView, FieldView } from "@/shared/solution/types";
import { useSlug, useSolution } from "@/shared/solution/useSolution";

import { compileAll, type Condition, systemFields } from "../filters";
import { readSentences } from "../sentences";
import { useQuickSearch } from "./useQuickSearch";

/** What the address says: the view, and what one has changed in it since. A reload, a link and the back button keep it. */
interface ListSearch {
  view?: string | undefined;
  q?: string | undefined;
  where?: Condition[] | undefined;
  formula?: string | undefined;
  sort?: string | undefined;
  group?: string | undefined;
  columns?: string[] | undefined;
  widths?: Record<string, number> | undefined;
  pinned?: number | undefined;
  totals?: Record<string, TotalKind> | undefined;
  kind?: ViewKind | undefined;
  date?: string | undefined;
}

/** In the address: no view, though another is preferred. */
export const NO_VIEW = "all";
const changes = ["where", "formula", "sort", "group", "columns", "widths", "pinned", "totals", "kind", "date"] as const;

export function useViews(entity: EntityView): SavedView[] {
  const slug = useSlug();
  const found = useQuery({ queryKey: viewsKey(slug, entity.key), queryFn: () => listViews(slug, entity.key), staleTime: 30_000 });
  return found.data?.items ?? [];
}

export interface ListState {
  view: SavedView | null;
  kind: ViewKind;
  where: Condition[];
  formula: string;
  q: string;
  sort: string | undefined;
  group: string | null;
  columns: string[];
  widths: Record<string, number>;
  pinned: number;
  totals: Record<string, TotalKind>;
  date: string | null;
  /** Whether something differs from the view as it is saved. */
  changed: boolean;
  /** The whole question as a formula; without the quick search, too, as a view keeps it. */
  filter: string;
  kept: string;
  set: (change: ListSearch) => void;
  reset: () => void;
}

export function useListState(entity: EntityView): ListState {
  const search = useSearch({ strict: false }) as ListSearch;
  const navigate = useNavigate();
  const solution = useSolution();
  const views = useViews(entity);
  const view = search.view === NO_VIEW ? null : (views.find((candidate) => (search.view === undefined ? candidate.preferred : candidate.key === search.view)) ?? null);
  const quick = useQuickSearch(entity, search.q ?? "");
  const set = useCallback((change: ListSearch) => void navigate({ to: ".", search: ((before: ListSearch) => ({ ...before, ...change })) as never, replace: true }), [navigate]);
  const reset = useCallback(() => set(Object.fromEntries(changes.map((key) => [key, undefined]))), [set]);
  return useMemo(() => {
    const fields = filterable(entity, solution.funnels.some((funnel) => funnel.entity === entity.key));
    // a formula without sentences beside it comes from elsewhere, as from the board: it is read as a view's is
    const whole = search.where === undefined ? search.formula : undefined;
    const said = readSentences(whole ?? view?.filter ?? "", fields, solution.entities);
    const where = Array.isArray(search.where) ? search.where : said.where;
    const formula = (whole === undefined ? search.formula : undefined) ?? said.rest;
    const sentences = compileAll(where, fields, solution.entities, null);
    const kept = both(sentences, formula);
    return {
      view,
      kind: search.kind ?? view?.kind ?? "table",
      where,
      formula,
      q: search.q ?? "",
      sort: search.sort ?? view?.sort ?? undefined,
      group: (search.group ?? view?.group) || null,
      columns: search.columns ?? view?.columns ?? [],
      widths: { ...view?.widths, ...search.widths },
      pinned: search.pinned ?? view?.pinned ?? 1,
      totals: search.totals ?? view?.totals ?? {},
      date: search.date ?? view?.date ?? null,
      changed: changes.some((key) => search[key] !== undefined),
      filter: both(kept, quick),
      kept,
      set,
      reset,
    };
  }, [entity, solution, search, view, quick, set, reset]);
}

const both = (first: string, second: string): string => (first && second ? `${grouped(first)} AND ${grouped(second)}` : first || second);
const grouped = (source: string): string => (/\bOR\b/i.test(source) ? `(${source})` : source);

/** The fields that sentences may speak of. */
export const filterable = (entity: EntityView, funnel: boolean): FieldView[] => [...entity.fields, ...systemFields(funnel)];

/** The state as a view keeps it. */
export function specOf(state: ListState, funnel: string | null): ViewSpec {
  const { kind, columns, widths, pinned, sort, group, totals, date, kept } = state;
  return { kind, funnel: kind === "board" ? funnel : null, columns, widths, pinned, filter: kept || null, sort: sort ?? null, group, totals, date };
}
