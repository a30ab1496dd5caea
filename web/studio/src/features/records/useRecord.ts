import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { keys } from "@/shared/api/keys";
import { getRecord, recordHistory, updateRecord } from "@/shared/api/records";
import type { RecordItem } from "@/shared/api/types";
import { expandOf } from "@/shared/solution/titles";
import { useEntity, useSlug } from "@/shared/solution/useSolution";

export function useRecord(entity: string, id: string) {
  const slug = useSlug();
  const view = useEntity(entity);
  return useQuery({ queryKey: [...keys.record(slug, entity, id), "card"], queryFn: () => getRecord(slug, entity, id, view ? expandOf(view) : undefined), retry: false });
}

export function useHistory(entity: string, id: string) {
  const slug = useSlug();
  return useQuery({ queryKey: [...keys.record(slug, entity, id), "history"], queryFn: () => recordHistory(slug, entity, id) });
}

export interface Change {
  values?: Record<string, unknown>;
  responsible?: string | null;
}

/** Save a change based on the version that was read; another's change in between is refused, not overwritten. */
export function useChangeRecord(entity: string, id: string) {
  const slug = useSlug();
  const client = useQueryClient();
  const key = [...keys.record(slug, entity, id), "card"];
  return useMutation({
    mutationFn: ({ change, version }: { change: Change; version: number | undefined }) => updateRecord(slug, entity, id, change, version),
    onMutate: ({ change }) => {
      const before = client.getQueryData<RecordItem>(key);
      if (before) client.setQueryData<RecordItem>(key, { ...before, ...change, values: { ...before.values, ...change.values } });
      return { before };
    },
    onError: (_error, _change, context) => {
      if (context?.before) client.setQueryData(key, context.before);
    },
    onSuccess: (saved) => client.setQueryData<RecordItem>(key, (before) => ({ ...saved, expanded: { ...before?.expanded, ...saved.expanded } })),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.record(slug, entity, id) });
      void client.invalidateQueries({ queryKey: keys.records(slug, entity) });
    },
  });
}
