import { keepPreviousData, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef } from "react";

import { keys } from "@/shared/api/keys";
import { type Aggregate, aggregateRecords, listRecords } from "@/shared/api/records";
import type { Page, RecordItem } from "@/shared/api/types";
import type { EntityView } from "@/shared/solution/types";
import { useSlug } from "@/shared/solution/useSolution";

import { BLOCK, type Segment, type Wanted } from "./lines";

export interface Question {
  filter: string;
  sort: string;
  expand: string | undefined;
}

/** The server counts up to here beside a page; more is counted on its own, and less often. */
const CAPPED = 10_001;
const RECOUNT = 30_000;
/** Below this, a block is found by counting from the start: what others insert meanwhile shifts no block against its neighbour. */
const COUNTED = 10_000;

/** How the blocks of a list are read: each from the nearest cursor that is known before it. */
export function useBlockReader(entity: EntityView, question: Question) {
  const slug = useSlug();
  const cursors = useRef(new Map<string, Map<number, string>>());
  const mark = JSON.stringify([slug, entity.key, question]);
  const read = useCallback(
    async (filter: string, block: number, far: boolean, signal?: AbortSignal): Promise<Page<RecordItem>> => {
      const id = `${mark}${filter}`;
      const known = cursors.current.get(id) ?? new Map<number, string>();
      cursors.current.set(id, known);
      const start = block * BLOCK;
      const near = far ? Math.max(0, ...[...known.keys()].filter((place) => place <= start)) : 0;
      const after = known.get(near) ?? null;
      const page = await listRecords(slug, entity.key, { limit: BLOCK, sort: question.sort, ...(filter ? { filter } : {}), ...(question.expand ? { expand: question.expand } : {}), after, ...(start > near ? { skip: start - near } : {}), ...(block === 0 ? { count: true } : {}) }, signal);
      if (page.next) known.set(start + BLOCK, page.next);
      return page;
    },
    [slug, entity.key, question, mark],
  );
  const options = useCallback(
    (filter: string, block: number, total: number) => ({
      queryKey: [...keys.records(slug, entity.key), "block", filter, question.sort, question.expand ?? "", block] as const,
      queryFn: ({ signal }: { signal: AbortSignal }) => read(filter, block, total > COUNTED, signal),
      staleTime: 15_000,
    }),
    [slug, entity.key, question, read],
  );
  return options;
}

type Reader = ReturnType<typeof useBlockReader>;
const gather = (results: { data: Page<RecordItem> | undefined }[]) => results.map((result) => result.data);

/** The records of the wanted blocks, as far as they have come. */
export function useBlocks(options: Reader, segments: Segment[], wanted: Wanted[]) {
  const pages = useQueries({
    queries: wanted.map(({ segment, block }) => options(segments[segment]?.filter ?? "", block, segments[segment]?.total ?? 0)),
    combine: gather as never,
  }) as unknown as (Page<RecordItem> | undefined)[];
  return useMemo(() => {
    const found = new Map(wanted.map(({ segment, block }, at) => [`${segment}.${block}`, pages[at]?.items]));
    return (segment: number, offset: number): RecordItem | undefined => found.get(`${segment}.${Math.floor(offset / BLOCK)}`)?.[offset % BLOCK];
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the pages belong to the wanted blocks of the same rendering
  }, [pages]);
}

/** Read lines that may lie outside what is drawn: for copying, pasting and filling. */
export function useFetchBlock(options: Reader) {
  const client = useQueryClient();
  return useCallback((segment: Segment, block: number) => client.fetchQuery(options(segment.filter, block, segment.total)), [client, options]);
}

/** How many records there are, at first up to what a page counts, then all; and the totals below the columns. */
export function useFigures(entity: EntityView, options: Reader, filter: string, group: string | null, measures: Record<string, string>) {
  const slug = useSlug();
  const head = useQuery({ ...options(filter, 0, 0), placeholderData: keepPreviousData });
  const ask = (by: string[]) => () => aggregateRecords(slug, entity.key, { group_by: by, measures: { count: "COUNT()", ...measures }, ...(filter ? { filter } : {}) });
  const all = useQuery({ queryKey: ["w", slug, "figures", entity.key, filter, measures], queryFn: ask([]), placeholderData: keepPreviousData, staleTime: Infinity });
  const groups = useQuery({ queryKey: ["w", slug, "figures", entity.key, filter, measures, group], queryFn: ask(group ? [group] : []), enabled: group !== null, placeholderData: keepPreviousData, staleTime: Infinity });
  const capped = (head.data?.count ?? 0) >= CAPPED;
  const counted = useRef({ at: 0, filter: "" });
  useEffect(() => {
    const old = counted.current.filter === filter && counted.current.at !== 0;
    if (head.isPlaceholderData || !head.data || (old && capped && Date.now() - counted.current.at < RECOUNT)) return;
    counted.current = { at: Date.now(), filter };
    if (!old) return;
    void all.refetch();
    if (group) void groups.refetch();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- counted anew when the head of the list has come anew
  }, [head.dataUpdatedAt, filter]);
  const exact = all.isPlaceholderData ? undefined : figure(all.data);
  const total = capped ? Math.max(exact ?? 0, CAPPED) : (head.data?.count ?? exact ?? 0);
  return { head, total, exact: !capped || exact !== undefined, totals: all.data?.groups[0]?.values ?? {}, groups: group ? (groups.data?.groups ?? null) : null, failed: groups.error };
}

const figure = (data: Aggregate | undefined): number | undefined => (data ? Number(data.groups[0]?.values.count ?? 0) : undefined);
