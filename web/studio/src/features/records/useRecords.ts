import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";

import { keys } from "@/shared/api/keys";
import { listRecords } from "@/shared/api/records";
import { expandOf, searchName } from "@/shared/solution/titles";
import type { EntityView } from "@/shared/solution/types";
import { useSlug, useSolution } from "@/shared/solution/useSolution";

import { compileAll, type Condition, systemFields } from "./filters";

interface ListState {
  where?: Condition[];
  q?: string;
  sort?: string;
}

/** The list's state lives in the address: a reload, a link and the back button keep it. */
export function useListState() {
  const search = useSearch({ strict: false }) as ListState;
  const navigate = useNavigate();
  const set = (change: ListState) => void navigate({ to: ".", search: ((before: ListState) => ({ ...before, ...change })) as never, replace: true });
  return { where: Array.isArray(search.where) ? search.where : [], q: search.q ?? "", sort: search.sort, set };
}

export function useRecords(entity: EntityView, state: { where: Condition[]; q: string; sort: string | undefined }) {
  const slug = useSlug();
  const solution = useSolution();
  const funnel = solution.funnels.some((candidate) => candidate.entity === entity.key);
  const name = searchName(entity, solution.entities);
  const filter = compileAll(state.where, [...entity.fields, ...systemFields(funnel)], solution.entities, name ? { field: name, text: state.q } : null);
  const query = { limit: 100, sort: state.sort ?? "-created_at", ...(filter ? { filter } : {}), ...(expandOf(entity) ? { expand: expandOf(entity) ?? "" } : {}) };
  const result = useInfiniteQuery({
    queryKey: [...keys.records(slug, entity.key), "list", query],
    queryFn: ({ pageParam, signal }) => listRecords(slug, entity.key, { ...query, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  const items = useMemo(() => result.data?.pages.flatMap((page) => page.items) ?? [], [result.data]);
  return { ...result, items, filtered: filter !== "" };
}
