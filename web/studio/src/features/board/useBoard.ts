import { type InfiniteData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";

import { keys } from "@/shared/api/keys";
import { aggregateRecords, listRecords } from "@/shared/api/records";
import type { Money, Page, RecordItem } from "@/shared/api/types";
import { quote } from "@/shared/format/text";
import { expandOf } from "@/shared/solution/titles";
import type { EntityView, FunnelView } from "@/shared/solution/types";
import { useSlug } from "@/shared/solution/useSolution";

const laneKey = (slug: string, funnel: FunnelView, stage: string) => [...keys.records(slug, funnel.entity), "lane", funnel.key, stage] as const;

/** The cards of one stage, a page at a time, the longest waiting last. */
export function useLane(funnel: FunnelView, entity: EntityView, stage: string) {
  const slug = useSlug();
  const expand = expandOf(entity);
  return useInfiniteQuery({
    queryKey: laneKey(slug, funnel, stage),
    queryFn: ({ pageParam, signal }) => listRecords(slug, entity.key, { filter: `funnel = ${quote(funnel.key)} AND stage = ${quote(stage)}`, sort: "-stage_since", limit: 50, after: pageParam, ...(expand ? { expand } : {}) }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export interface LaneTotal {
  count: number;
  sum: Money | number | null;
}

/** The field that a funnel counts: the one it names, if this reader may see it, and it is an amount. */
export function amountField(funnel: FunnelView, entity: EntityView) {
  const field = entity.fields.find((candidate) => candidate.key === funnel.amount?.field);
  return field && ["money", "number", "integer"].includes(field.result ?? field.type) ? field : undefined;
}

/** How many and how much lies in each stage, counted where the records are. */
export function useTotals(funnel: FunnelView, entity: EntityView) {
  const slug = useSlug();
  const amount = amountField(funnel, entity);
  const found = useQuery({
    queryKey: [...keys.records(slug, entity.key), "totals", funnel.key],
    queryFn: () => aggregateRecords(slug, entity.key, { group_by: ["stage"], measures: { count: "COUNT()", ...(amount ? { sum: `SUM(${amount.key})` } : {}) }, filter: `funnel = ${quote(funnel.key)}` }),
  });
  return (stage: string): LaneTotal => {
    const group = found.data?.groups.find((candidate) => candidate.key.stage === stage);
    return { count: Number(group?.values.count ?? 0), sum: (group?.values.sum ?? null) as LaneTotal["sum"] };
  };
}

type Lane = InfiniteData<Page<RecordItem>>;

/** Put a card where it was dropped before the server agrees; `undo` puts it back. */
export function useOptimisticMove(funnel: FunnelView) {
  const slug = useSlug();
  const client = useQueryClient();
  return useCallback(
    (record: RecordItem, stage: string, index: number): (() => void) => {
      const from = laneKey(slug, funnel, record.stage ?? "");
      const to = laneKey(slug, funnel, stage);
      const before = [client.getQueryData<Lane>(from), client.getQueryData<Lane>(to)];
      client.setQueryData<Lane>(from, (lane) => lane && { ...lane, pages: lane.pages.map((page) => ({ ...page, items: page.items.filter((item) => item.id !== record.id) })) });
      client.setQueryData<Lane>(to, (lane) => {
        const [first, ...rest] = lane?.pages ?? [];
        if (!lane || !first) return lane;
        const items = [...first.items.slice(0, index), { ...record, stage, stage_since: new Date().toISOString() }, ...first.items.slice(index)];
        return { ...lane, pages: [{ ...first, items }, ...rest] };
      });
      return () => {
        client.setQueryData(from, before[0]);
        client.setQueryData(to, before[1]);
      };
    },
    [client, funnel, slug],
  );
}
