import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { keys } from "@/shared/api/keys";
import { searchRecords } from "@/shared/api/search";
import { quote } from "@/shared/format/text";
import { searchName } from "@/shared/solution/titles";
import type { EntityView } from "@/shared/solution/types";
import { useSlug, useSolution } from "@/shared/solution/useSolution";

import { found } from "./found";

/** As many as a search answers at most. */
const MOST = 50;
const SHORTEST = 2;

/** What the quick search of a list finds, as a formula: in every text of a record, forgiving of slips, as the palette does. */
export function useQuickSearch(entity: EntityView, typed: string): string {
  const slug = useSlug();
  const { entities } = useSolution();
  const q = typed.trim();
  const name = searchName(entity, entities);
  const { data } = useQuery({
    queryKey: [...keys.records(slug, entity.key), "search", q],
    queryFn: ({ signal }) => searchRecords(slug, { q, entity: entity.key, limit: MOST }, signal),
    enabled: q.length >= SHORTEST,
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (q === "") return "";
  return found(q.length >= SHORTEST ? (data?.items ?? []).map((hit) => hit.id) : [], MOST, name ? `CONTAINS(${name}, ${quote(q)})` : "");
}
