import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { keys } from "@/shared/api/keys";
import { listRecords } from "@/shared/api/records";
import type { RecordItem } from "@/shared/api/types";
import { quote } from "@/shared/format/text";
import { searchName } from "@/shared/solution/titles";
import type { EntityView } from "@/shared/solution/types";
import { useSlug, useSolution } from "@/shared/solution/useSolution";

/** The records of a kind whose name has what was typed, a moment after the last letter; `settled` once they are those of all of it. */
export function usePickable(target: EntityView | undefined, typed: string): { items: RecordItem[]; settled: boolean } {
  const slug = useSlug();
  const { entities } = useSolution();
  const text = typed.trim();
  const [wanted] = useDebouncedValue(text, 200);
  const name = target ? searchName(target, entities) : null;
  const filter = wanted && name ? `CONTAINS(${name}, ${quote(wanted)})` : undefined;
  const key = target?.key ?? "";
  const found = useQuery({
    queryKey: [...keys.records(slug, key), "pick", filter ?? ""],
    queryFn: ({ signal }) => listRecords(slug, key, { limit: 20, ...(filter ? { filter } : {}) }, signal),
    enabled: target !== undefined,
    placeholderData: keepPreviousData,
  });
  return { items: found.data?.items ?? [], settled: wanted === text && !found.isFetching };
}
