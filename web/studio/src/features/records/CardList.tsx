import { useVirtualizer } from "@tanstack/react-virtual";
import { IconPhone, IconTrash } from "@tabler/icons-react";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useQueryClient } from "@tanstack/react-query";
import { notifications } from "@mantine/notifications";

import { keys } from "@/shared/api/keys";
import { deleteRecord } from "@/shared/api/records";
import type { RecordItem } from "@/shared/api/types";
import { isBlank } from "@/shared/fields/FieldValue";
import { displayOf } from "@/shared/solution/titles";
import type { EntityView } from "@/shared/solution/types";
import { useSlug } from "@/shared/solution/useSolution";
import { useOverlay } from "@/shared/ui/overlay";

import { Cell, useColumnTitle, valueOf } from "./Cell";
import type { Column } from "./columns";
import { DeleteDialog } from "./DeleteDialog";
import { BLOCK, Lines, blocksOf } from "./grid/lines";
import { useBlocks, type useBlockReader } from "./grid/useBlocks";
import classes from "./RecordsPage.module.css";

interface Props {
  entity: EntityView;
  columns: Column[];
  reader: ReturnType<typeof useBlockReader>;
  filter: string;
  total: number;
}

const ESTIMATE = 118;

/** The list as cards: the four values that say most; a card pushed aside shows what can be done with it. */
export function CardList({ entity, columns, reader, filter, total }: Props) {
  const { t } = useTranslation("records");
  const scroller = useRef<HTMLDivElement>(null);
  const [asking, setAsking] = useState<RecordItem | null>(null);
  const slug = useSlug();
  const client = useQueryClient();
  const lines = useMemo(() => new Lines([{ id: "all", filter, total, open: true, headed: false }]), [filter, total]);
  const cards = useVirtualizer({ count: total, getScrollElement: () => scroller.current, estimateSize: () => ESTIMATE, overscan: 6, gap: 8 });
  const items = cards.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? BLOCK - 1;
  const wanted = useMemo(() => blocksOf(lines, first, last), [lines, Math.floor(first / 10), Math.ceil(last / 10)]); // eslint-disable-line react-hooks/exhaustive-deps -- blocks are wider than ten cards
  const recordAt = useBlocks(reader, lines.segments, wanted);
  const remove = async () => {
    if (!asking) return;
    await deleteRecord(slug, entity.key, asking.id);
    setAsking(null);
    notifications.show({ message: t("card.deleted") });
    void client.invalidateQueries({ queryKey: keys.records(slug, entity.key) });
  };
  return (
    <div ref={scroller} className={classes.cards} role="region" aria-label={t("list")} tabIndex={0}>
      <div role="list" style={{ height: cards.getTotalSize(), position: "relative" }}>
        {items.map((item) => (
          <div key={item.key} ref={cards.measureElement} data-index={item.index} role="listitem" className={classes.place} style={{ transform: `translateY(${item.start}px)` }}>
            <SwipeCard entity={entity} columns={columns} record={recordAt(0, item.index)} onDelete={setAsking} />
          </div>
        ))}
      </div>
      {asking && <DeleteDialog title={displayOf(asking, entity)} onCancel={() => setAsking(null)} onDelete={remove} />}
    </div>
  );
}

function SwipeCard({ entity, columns, record, onDelete }: { entity: EntityView; columns: Column[]; record: RecordItem | undefined; onDelete: (record: RecordItem) => void }) {
  const { t } = useTranslation(["records", "views"]);
  const { openRecord } = useOverlay();
  const title = useColumnTitle();
  if (!record) return <div className={classes.card} aria-hidden style={{ height: ESTIMATE - 8 }} />;
  const phone = entity.fields.find((field) => field.type === "phone" && !isBlank(record.values[field.key]));
  return (
    <div className={classes.swipe} role="group" aria-label={displayOf(record, entity)} tabIndex={-1}>
      <button type="button" className={classes.card} onClick={() => openRecord(entity.key, record.id)}>
        <strong>{displayOf(record, entity)}</strong>
        <dl>
          {columns.filter((column) => column.key !== entity.display && !isBlank(valueOf(column, record))).slice(0, 4).map((column) => (
            <div key={column.key} className={classes.fact}>
              <dt>{title(column)}</dt>
              <dd><Cell column={column} record={record} flat /></dd>
            </div>
          ))}
        </dl>
      </button>
      {phone && <a className={classes.call} href={`tel:${String(record.values[phone.key])}`}><IconPhone size={20} aria-hidden /><span>{t("views:card.callShort")}<span className="visually-hidden">{`: ${displayOf(record, entity)}`}</span></span></a>}
      {entity.rights.delete && <button type="button" className={classes.drop} aria-label={t("views:card.delete", { title: displayOf(record, entity) })} onClick={() => onDelete(record)}><IconTrash size={20} aria-hidden />{t("common:delete")}</button>}
    </div>
  );
}
