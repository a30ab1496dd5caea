import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";

import { type FunnelSummary, funnelSummary, type LaneSummary } from "@/shared/api/funnels";
import { keys } from "@/shared/api/keys";
import { listRecords } from "@/shared/api/records";
import type { Money, Page, RecordItem } from "@/shared/api/types";
import { addUp, sumOfMoney } from "@/shared/format/sums";
import { quote } from "@/shared/format/text";
import { expandOf } from "@/shared/solution/titles";
import type { EntityView, FunnelView } from "@/shared/solution/types";
import { useSlug } from "@/shared/solution/useSolution";

const FIRST = 50;
/** Who scrolls on wants many more: fewer, larger pages then. */
const FURTHER = 200;
const laneKey = (slug: string, funnel: FunnelView, stage: string, filter: string) => [...keys.records(slug, funnel.entity), "lane", funnel.key, stage, filter] as const;
const summaryKey = (slug: string, funnel: FunnelView, filter: string) => [...keys.records(slug, funnel.entity), "summary", funnel.key, filter] as const;

/** The cards of one stage, a page at a time, the longest waiting last. */
export function useLane(funnel: FunnelView, entity: EntityView, stage: string, filter: string) {
  const slug = useSlug();
  const expand = expandOf(entity);
  const here = `funnel = ${quote(funnel.key)} AND stage = ${quote(stage)}`;
  return useInfiniteQuery({
    queryKey: laneKey(slug, funnel, stage, filter),
    queryFn: ({ pageParam, signal }) => listRecords(slug, entity.key, { filter: filter ? `${here} AND ${filter}` : here, sort: "-stage_since", limit: pageParam ? FURTHER : FIRST, after: pageParam, ...(expand ? { expand } : {}) }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

/** The field that a funnel counts: the one it names, if this reader may see it, and it is an amount. */
export function amountField(funnel: FunnelView, entity: EntityView) {
  const field = entity.fields.find((candidate) => candidate.key === funnel.amount?.field);
  return field && ["money", "number", "integer"].includes(field.result ?? field.type) ? field : undefined;
}

const empty = (key: string): LaneSummary => ({ key, count: 0, amount: null, weighted: null, overdue: 0 });

/** How many and how much stands in each stage, counted where the records are. */
export function useSummary(funnel: FunnelView, filter: string) {
  const slug = useSlug();
  const found = useQuery({
    queryKey: summaryKey(slug, funnel, filter),
    queryFn: ({ signal }) => funnelSummary(slug, funnel.key, filter, signal),
    placeholderData: keepPreviousData,
  });
  const laneOf = (stage: string): LaneSummary => found.data?.stages.find((lane) => lane.key === stage) ?? empty(stage);
  return { laneOf, open: openOf(funnel, found.data) };
}

/** What is still open: how many cards, their worth, and what of it may be hoped for. */
function openOf(funnel: FunnelView, summary: FunnelSummary | undefined): Omit<LaneSummary, "key" | "overdue"> {
  const open = (summary?.stages ?? []).filter((lane) => funnel.stages.find((stage) => stage.key === lane.key)?.kind === "open");
  return {
    count: open.reduce((sum, lane) => sum + lane.count, 0),
    amount: sumOf(open.filter((lane) => lane.count > 0).map((lane) => lane.amount)),
    weighted: open.some((lane) => lane.count > 0 && lane.weighted === null) ? null : sumOf(open.map((lane) => lane.weighted)),
  };
}

/** The sum of amounts of one currency; null where there are several, or none. */
function sumOf(amounts: (Money | number | null)[]): Money | number | null {
  if (amounts.length === 0 || amounts.some((amount) => amount === null)) return null;
  const money = amounts.filter((amount): amount is Money => typeof amount === "object");
  return money.length === 0 ? Number(addUp(amounts.map(String))) : sumOfMoney(money);
}

type Lane = InfiniteData<Page<RecordItem>>;

/** Put a card where it was dropped before the server agrees; `undo` puts it back. */
export function useOptimisticMove(funnel: FunnelView, filter: string) {
  const slug = useSlug();
  const client = useQueryClient();
  return useCallback(
    (record: RecordItem, stage: string, index: number): (() => void) => {
      const from = laneKey(slug, funnel, record.stage ?? "", filter);
      const to = laneKey(slug, funnel, stage, filter);
      const totals = summaryKey(slug, funnel, filter);
      const before = [client.getQueryData<Lane>(from), client.getQueryData<Lane>(to), client.getQueryData<FunnelSummary>(totals)] as const;
      client.setQueryData<Lane>(from, (lane) => lane && { ...lane, pages: lane.pages.map((page) => ({ ...page, items: page.items.filter((item) => item.id !== record.id) })) });
      client.setQueryData<Lane>(to, (lane) => {
        const [first, ...rest] = lane?.pages ?? [];
        if (!lane || !first) return lane;
        const items = [...first.items.slice(0, index), { ...record, stage, stage_since: new Date().toISOString() }, ...first.items.slice(index)];
        return { ...lane, pages: [{ ...first, items }, ...rest] };
      });
      const step = (key: string): number => (key === stage ? 1 : key === record.stage ? -1 : 0);
      client.setQueryData<FunnelSummary>(totals, (summary) => summary && { ...summary, stages: summary.stages.map((lane) => ({ ...lane, count: Math.max(0, lane.count + step(lane.key)) })) });
      return () => {
        client.setQueryData(from, before[0]);
        client.setQueryData(to, before[1]);
        client.setQueryData(totals, before[2]);
      };
    },
    [client, filter, funnel, slug],
  );
}
