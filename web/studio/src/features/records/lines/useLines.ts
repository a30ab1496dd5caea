import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { http } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";
import { changeRecords, deleteRecord, listRecords, recordsPath, updateRecord } from "@/shared/api/records";
import type { Page, RecordItem } from "@/shared/api/types";
import { quote } from "@/shared/format/text";
import { expandOf } from "@/shared/solution/titles";
import type { EntityView } from "@/shared/solution/types";
import { useSlug } from "@/shared/solution/useSolution";
import { explain } from "@/shared/ui/explain";

import { type Place, POSITION } from "./model";

/** So many lines are shown; a longer list is opened as one. */
export const MOST = 500;

export type Values = Record<string, unknown>;
type Row = { id: string; version?: number; values: Values };

/** The lines of one record, in their order, and what may be done to them: at once on the screen, then on the server. */
export function useLines(parent: RecordItem, entity: EntityView) {
  const { t } = useTranslation("lines");
  const slug = useSlug();
  const client = useQueryClient();
  const link = entity.lines_of?.entity ?? "";
  const queryKey = [...keys.records(slug, entity.key), "lines", parent.id];
  const expand = expandOf(entity);
  const sort = entity.fields.some((field) => field.key === POSITION) ? POSITION : "id";
  const found = useQuery({
    queryKey,
    queryFn: () => listRecords(slug, entity.key, { filter: `${link} = ${quote(parent.id)}`, sort, limit: MOST, ...(expand ? { expand } : {}) }),
  });
  const items = found.data?.items ?? [];

  // Whoever changed the lines, the record's own totals follow.
  const state = items.map((item) => `${item.id}:${item.version}`).join();
  useEffect(() => {
    void client.invalidateQueries({ queryKey: keys.record(slug, parent.entity, parent.id) });
  }, [client, parent.entity, parent.id, slug, state]);

  const act = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onError: (error) => notifications.show({ color: "pomegranate", message: explain(error, t) }),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.records(slug, entity.key) });
      void client.invalidateQueries({ queryKey: keys.record(slug, parent.entity, parent.id) });
    },
  });
  const show = (change: (items: RecordItem[]) => RecordItem[]) => client.setQueryData<Page<RecordItem>>(queryKey, (page) => page && { ...page, items: change(page.items) });

  return {
    items,
    more: found.data?.next !== null && found.data !== undefined,
    loading: found.isPending,
    error: found.error,
    retry: () => void found.refetch(),
    saving: act.isPending,
    change: (record: RecordItem, values: Values) => {
      show((all) => all.map((item) => (item.id === record.id ? { ...item, values: { ...item.values, ...values } } : item)));
      return act.mutateAsync(async () => {
        const saved = await updateRecord(slug, entity.key, record.id, { values }, record.version);
        show((all) => all.map((item) => (item.id === saved.id ? { ...saved, expanded: { ...item.expanded, ...saved.expanded } } : item)));
      });
    },
    add: (values: Values[]) => act.mutateAsync(() => http.post(recordsPath(slug, entity.key, "batch"), { create: values.map((each) => ({ values: { ...each, [link]: parent.id } })) })),
    paste: (update: Row[], create: Values[]) =>
      act.mutateAsync(() => http.post(recordsPath(slug, entity.key, "batch"), { update, create: create.map((each) => ({ values: { ...each, [link]: parent.id } })) })),
    remove: (record: RecordItem) => {
      show((all) => all.filter((item) => item.id !== record.id));
      return act.mutateAsync(() => deleteRecord(slug, entity.key, record.id));
    },
    place: (places: Place[], order: string[]) => {
      if (places.length === 0) return;
      show((all) => order.map((id) => all.find((item) => item.id === id)).filter((item) => item !== undefined));
      act.mutate(() => changeRecords(slug, entity.key, places.map(({ id, position }) => ({ id, values: { [POSITION]: position } }))));
    },
  };
}
export type Lines = ReturnType<typeof useLines>;
