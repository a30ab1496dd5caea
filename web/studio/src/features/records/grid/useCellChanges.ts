import { notifications } from "@mantine/notifications";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";
import { changeRecords, type RowChange, updateRecord } from "@/shared/api/records";
import type { Page, RecordItem } from "@/shared/api/types";
import type { EntityView } from "@/shared/solution/types";
import { useSlug } from "@/shared/solution/useSolution";
import { explain } from "@/shared/ui/explain";

import { valueOf } from "../Cell";
import type { Column } from "../columns";

/** One cell that gets a value. */
export interface CellChange {
  record: RecordItem;
  column: Column;
  value: unknown;
}
interface Done {
  before: RowChange[];
  after: RowChange[];
}

export const MOST_ROWS = 1_000;
const KEPT = 100;

/** Save cells: at once on the screen, one row or many in one piece, each from the version that was read, and back again. */
export function useCellChanges(entity: EntityView) {
  const { t } = useTranslation("views");
  const slug = useSlug();
  const client = useQueryClient();
  const [past, setPast] = useState<Done[]>([]);
  const [saving, setSaving] = useState(0);
  const versions = useRef(new Map<string, number>());
  const line = useRef<Promise<unknown>>(Promise.resolve());

  const send = useCallback(
    async (rows: RowChange[]): Promise<void> => {
      const versioned = rows.map((row) => ({ ...row, version: Math.max(row.version ?? 0, versions.current.get(row.id) ?? 0) }));
      const [only] = versioned;
      const saved = versioned.length === 1 && only ? [await updateRecord(slug, entity.key, only.id, patchOf(only), only.version)] : (await changeRecords(slug, entity.key, versioned)).updated;
      for (const record of saved) versions.current.set(record.id, record.version);
      refresh(client, slug, entity.key, saved);
    },
    [client, entity.key, slug],
  );

  const queue = useCallback(
    (rows: RowChange[], onDone: () => void) => {
      setSaving((count) => count + 1);
      const run = line.current.then(() => send(rows)).then(onDone);
      line.current = run.catch((error: unknown) => {
        for (const row of rows) versions.current.delete(row.id);
        const stale = error instanceof ApiError && error.status === 412;
        notifications.show({ color: "pomegranate", title: t(stale ? "cells.stale" : "cells.refused"), message: stale ? t("cells.staleHint") : where(error, rows, t("cells.row")) + explain(error, t), autoClose: 8000 });
      }).finally(() => {
        setSaving((count) => count - 1);
        void client.invalidateQueries({ queryKey: keys.records(slug, entity.key) });
      });
    },
    [client, entity.key, send, slug, t],
  );

  const save = useCallback(
    (changes: CellChange[]) => {
      const real = changes.filter(({ record, column, value }) => JSON.stringify(valueOf(column, record) ?? null) !== JSON.stringify(value ?? null));
      if (real.length === 0) return;
      const after = rowsOf(real);
      const before = rowsOf(real.map((change) => ({ ...change, value: valueOf(change.column, change.record) ?? null })));
      show(client, slug, entity.key, after);
      queue(after, () => setPast((all) => [...all.slice(-KEPT), { before, after }]));
    },
    [client, entity.key, queue, slug],
  );

  const undo = useCallback(() => {
    const last = past.at(-1);
    if (!last) return;
    setPast((all) => all.slice(0, -1));
    show(client, slug, entity.key, last.before);
    // the versions that this table itself has made since are known; anybody else's refuse it
    queue(last.before, () => notifications.show({ message: t("cells.undone", { count: last.before.length }) }));
  }, [client, entity.key, past, queue, slug, t]);

  return { save, undo, canUndo: past.length > 0, saving: saving > 0 };
}

const patchOf = ({ values, responsible }: RowChange) => ({ values: values ?? {}, ...(responsible === undefined ? {} : { responsible }) });

/** The changes of each record as one row. */
function rowsOf(changes: CellChange[]): RowChange[] {
  const rows = new Map<string, RowChange>();
  for (const { record, column, value } of changes) {
    const row = rows.get(record.id) ?? { id: record.id, version: record.version };
    rows.set(record.id, column.system === "responsible" ? { ...row, responsible: (value ?? null) as string | null } : { ...row, values: { ...row.values, [column.key]: value ?? null } });
  }
  return [...rows.values()];
}

const mapBlocks = (client: QueryClient, slug: string, entity: string, change: (item: RecordItem) => RecordItem) =>
  client.setQueriesData<Page<RecordItem>>({ queryKey: [...keys.records(slug, entity), "block"] }, (page) => page && { ...page, items: page.items.map(change) });

function show(client: QueryClient, slug: string, entity: string, rows: RowChange[]): void {
  const changed = new Map(rows.map((row) => [row.id, row]));
  mapBlocks(client, slug, entity, (item) => {
    const row = changed.get(item.id);
    return row ? { ...item, ...(row.responsible === undefined ? {} : { responsible: row.responsible }), values: { ...item.values, ...row.values } } : item;
  });
}

function refresh(client: QueryClient, slug: string, entity: string, saved: RecordItem[]): void {
  const found = new Map(saved.map((record) => [record.id, record]));
  mapBlocks(client, slug, entity, (item) => {
    const record = found.get(item.id);
    return record ? { ...record, ...(item.expanded ? { expanded: item.expanded } : {}) } : item;
  });
  for (const record of saved) void client.invalidateQueries({ queryKey: keys.record(slug, entity, record.id) });
}

/** "Row 3: ", where the refusal is about one of several. */
function where(error: unknown, rows: RowChange[], word: string): string {
  const at = error instanceof ApiError && rows.length > 1 ? /^\/update\/(\d+)/.exec(error.problems[0]?.pointer ?? "")?.[1] : undefined;
  return at === undefined ? "" : `${word} ${Number(at) + 1}: `;
}
