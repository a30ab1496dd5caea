import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { RecordItem } from "@/shared/api/types";
import { displayOf } from "@/shared/solution/titles";
import type { EntityView } from "@/shared/solution/types";
import { useOverlay } from "@/shared/ui/overlay";

import { Cell, useColumnTitle } from "./Cell";
import type { Column } from "./columns";
import { nextSort } from "./filters";
import classes from "./RecordsPage.module.css";

interface Props {
  entity: EntityView;
  columns: Column[];
  items: RecordItem[];
  sort: string | undefined;
  onSort: (sort: string | undefined) => void;
  more: boolean;
  onMore: () => void;
}

const HEIGHT = 40;

/** The list as a table: only the rows in view exist, the next page comes as one scrolls near the end. */
export function Grid({ entity, columns, items, sort, onSort, more, onMore }: Props) {
  const { t } = useTranslation("records");
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({ count: items.length, getScrollElement: () => scroller.current, estimateSize: () => HEIGHT, overscan: 12, scrollMargin: 36 });
  const visible = rows.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last > items.length - 30) onMore();
  }, [more, last, items.length, onMore]);
  return (
    <div ref={scroller} className={classes.grid} tabIndex={0} role="region" aria-label={t("list")}>
      <div className={classes.table} role="table" aria-rowcount={more ? -1 : items.length + 1} style={{ "--columns": columns.map((column, index) => (index === columns.length - 1 ? `minmax(${column.width}px, 1fr)` : `${column.width}px`)).join(" ") } as React.CSSProperties}>
        <Header columns={columns} sort={sort} onSort={onSort} />
        <div role="rowgroup" style={{ height: rows.getTotalSize() }}>
          {visible.map((row) => {
            const record = items[row.index];
            return record && <Row key={record.id} entity={entity} columns={columns} record={record} index={row.index} top={row.start} />;
          })}
        </div>
      </div>
    </div>
  );
}

function Header({ columns, sort, onSort }: { columns: Column[]; sort: string | undefined; onSort: (sort: string | undefined) => void }) {
  const { t } = useTranslation("records");
  const title = useColumnTitle();
  return (
    <div role="rowgroup" style={{ display: "contents" }}>
      <div role="row" aria-rowindex={1} className={classes.headRow}>
        {columns.map((column, index) => {
          const key = column.field.key;
          const direction = sort === key ? "ascending" : sort === `-${key}` ? "descending" : "none";
          const Arrow = direction === "ascending" ? IconArrowUp : IconArrowDown;
          return (
            <div key={key} role="columnheader" aria-sort={direction} className={[classes.headCell, index === 0 && classes.first, column.right && classes.right].filter(Boolean).join(" ")}>
              {column.sortable ? (
                <button type="button" title={t("sortBy", { title: title(column) })} onClick={() => onSort(nextSort(sort, key))}>
                  <em>{title(column)}</em>
                  {direction !== "none" && <Arrow size={14} aria-hidden />}
                </button>
              ) : (
                <span><em>{title(column)}</em></span>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Row({ entity, columns, record, index, top }: { entity: EntityView; columns: Column[]; record: RecordItem; index: number; top: number }) {
  const { openRecord } = useOverlay();
  return (
    <div role="row" aria-rowindex={index + 2} className={classes.row} style={{ transform: `translateY(${top}px)` }}>
      {columns.map((column, at) => (
        <div key={column.field.key} role="cell" className={[classes.cell, at === 0 && classes.first, column.right && classes.right].filter(Boolean).join(" ")}>
          {at === 0 ? (
            <button type="button" className={classes.name} onClick={() => openRecord(entity.key, record.id)}>
              {displayOf(record, entity)}
            </button>
          ) : (
            <Cell column={column} record={record} />
          )}
        </div>
      ))}
    </div>
  );
}
