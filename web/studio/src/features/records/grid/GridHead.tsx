import { Menu } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconEyeOff, IconLayoutList, IconPin, IconPinnedOff, IconSortAscending, IconSortDescending } from "@tabler/icons-react";
import { memo, useRef } from "react";
import { useTranslation } from "react-i18next";

import type { Column } from "../columns";
import type { ListState } from "../views/useListState";
import classes from "./Grid.module.css";
import { canGroup } from "./groups";

interface Props {
  state: ListState;
  columns: Column[];
  offsets: (number | null)[];
  titleOf: (column: Column) => string;
  all: boolean;
  some: boolean;
  onAll: (on: boolean) => void;
  onWidth: (column: Column, width: number, final: boolean) => void;
}

const LEAST = 60;
const MOST = 800;
const bounded = (width: number): number => Math.round(Math.max(LEAST, Math.min(MOST, width)));

/** Drawn once while the table scrolls: a menu for each column is dear. */
export const GridHead = memo(function GridHead({ state, columns, offsets, titleOf, all, some, onAll, onWidth }: Props) {
  const { t } = useTranslation("views");
  return (
    <div role="rowgroup" style={{ display: "contents" }}>
      <div role="row" aria-rowindex={1} className={classes.headRow}>
        <div role="columnheader" aria-label={t("bulk.column")} className={classes.gutter}>
          <input type="checkbox" className={classes.tick} aria-label={t("bulk.all")} checked={all} ref={(box) => void (box && (box.indeterminate = some && !all))} onChange={(event) => onAll(event.currentTarget.checked)} />
        </div>
        {columns.map((column, at) => {
          const offset = offsets[at] ?? null;
          const direction = state.sort === column.key ? "ascending" : state.sort === `-${column.key}` ? "descending" : "none";
          return (
            <div key={column.key} role="columnheader" aria-sort={direction} aria-colindex={at + 2} className={[classes.headCell, column.right && classes.right, offset !== null && classes.pinned, offset !== null && (offsets[at + 1] ?? null) === null && classes.lastPinned].filter(Boolean).join(" ")} style={offset === null ? undefined : { left: offset }}>
              <ColumnMenu state={state} columns={columns} column={column} at={at} title={titleOf(column)} direction={direction} />
              <Resize column={column} title={titleOf(column)} onWidth={onWidth} />
            </div>
          );
        })}
      </div>
    </div>
  );
});

function ColumnMenu({ state, columns, column, at, title, direction }: { state: ListState; columns: Column[]; column: Column; at: number; title: string; direction: string }) {
  const { t } = useTranslation("views");
  const Arrow = direction === "ascending" ? IconArrowUp : IconArrowDown;
  const pinned = at < state.pinned;
  return (
    <Menu position="bottom-start" width={220} withinPortal>
      <Menu.Target>
        <button type="button">
          <em>{title}</em>
          {direction !== "none" && <Arrow size={14} aria-hidden />}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {column.sortable && (
          <>
            <Menu.Item leftSection={<IconSortAscending size={16} />} onClick={() => state.set({ sort: column.key })}>{t("column.up")}</Menu.Item>
            <Menu.Item leftSection={<IconSortDescending size={16} />} onClick={() => state.set({ sort: `-${column.key}` })}>{t("column.down")}</Menu.Item>
            {direction !== "none" && <Menu.Item onClick={() => state.set({ sort: state.view?.sort ? "" : undefined })}>{t("column.unsorted")}</Menu.Item>}
            <Menu.Divider />
          </>
        )}
        {canGroup(column) && <Menu.Item leftSection={<IconLayoutList size={16} />} onClick={() => state.set({ group: state.group === column.key ? "" : column.key })}>{t(state.group === column.key ? "group.none" : "group.by")}</Menu.Item>}
        <Menu.Item leftSection={pinned ? <IconPinnedOff size={16} /> : <IconPin size={16} />} onClick={() => state.set({ pinned: pinned ? at : Math.min(5, at + 1) })}>{t(pinned ? "column.unpin" : "column.pin")}</Menu.Item>
        {columns.length > 1 && <Menu.Item leftSection={<IconEyeOff size={16} />} onClick={() => state.set({ columns: columns.filter((each) => each.key !== column.key).map((each) => each.key) })}>{t("column.hide")}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The edge of a column: dragged, or moved with the arrows. */
function Resize({ column, title, onWidth }: { column: Column; title: string; onWidth: Props["onWidth"] }) {
  const { t } = useTranslation("views");
  const from = useRef<{ x: number; width: number } | null>(null);
  const at = (event: React.PointerEvent): number => bounded((from.current?.width ?? column.width) + event.clientX - (from.current?.x ?? event.clientX));
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t("column.width", { title })}
      aria-valuenow={column.width}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      tabIndex={0}
      className={classes.resize}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, width: column.width };
      }}
      onPointerMove={(event) => from.current && onWidth(column, at(event), false)}
      onPointerUp={(event) => {
        if (from.current) onWidth(column, at(event), true);
        from.current = null;
      }}
      onKeyDown={(event) => {
        const step = { ArrowLeft: -10, ArrowRight: 10 }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        onWidth(column, bounded(column.width + step), true);
      }}
    />
  );
}
