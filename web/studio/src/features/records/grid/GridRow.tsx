import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";

import type { RecordItem } from "@/shared/api/types";
import { FieldValue } from "@/shared/fields/FieldValue";
import type { ValueWords } from "@/shared/fields/words";
import { formatNumber } from "@/shared/format/format";
import { displayOf, stageTitle } from "@/shared/solution/titles";
import type { EntityView, FunnelView } from "@/shared/solution/types";

import { cellNode } from "../Cell";
import type { Column } from "../columns";
import { CellEditor, type Leave } from "./CellEditor";
import type { Words } from "./cellText";
import classes from "./Grid.module.css";
import { LinkName } from "./LinkName";

export interface Editing {
  line: number;
  column: number;
  typed: string | null;
}

/** What all rows share: found once for a table, so that a row is nothing but elements and words. */
export interface Sheet {
  entity: EntityView;
  columns: SheetColumn[];
  words: Words;
  values: ValueWords;
  tickTitle: (title: string) => string;
  titleOf: (column: Column) => string;
  onTick: (record: RecordItem, on: boolean, line: number, stretch: boolean) => void;
  onOpen: (record: RecordItem) => void;
  onSave: (record: RecordItem, column: Column, value: unknown) => void;
  onLeave: (how: Leave) => void;
}

interface SheetColumn {
  column: Column;
  className: string;
  style: React.CSSProperties | undefined;
  /** Whether its cell names the record, and opens it. */
  opens: boolean;
  writable: boolean;
}

interface RowProps {
  sheet: Sheet;
  record: RecordItem | undefined;
  line: number;
  top: number;
  /** The columns of the drawn range that cross this row, and the one that one stands on; -1 where none. */
  left: number;
  right: number;
  active: number;
  selected: boolean;
  editing: Editing | null;
}

/** Whether a person may write into a column of this table. */
export const writable = (entity: EntityView, column: Column): boolean => entity.rights.update && (column.system === "responsible" || column.system === "stage" || (column.system === undefined && column.field.access === "write" && !["links", "json", "file", "image", "address"].includes(column.field.type)));

export const cellId = (line: number, column: number): string => `cell-${line}-${column}`;

/** The columns with what their cells look like, once for all rows. */
export const sheetColumns = (entity: EntityView, columns: Column[], offsets: (number | null)[]): SheetColumn[] =>
  columns.map((column, at) => {
    const offset = offsets[at] ?? null;
    const names = [classes.cell, column.right && classes.right, offset !== null && classes.pinned, offset !== null && (offsets[at + 1] ?? null) === null && classes.lastPinned];
    return {
      column,
      className: names.filter(Boolean).join(" "),
      style: offset === null ? undefined : { left: offset },
      opens: column.key === entity.display || (at === 0 && !columns.some((each) => each.key === entity.display)),
      writable: writable(entity, column),
    };
  });

/** A row without hooks or components of its own: it is drawn anew only when something of it has changed. */
export const GridRow = memo(function GridRow(props: RowProps) {
  const { sheet, record, line, top, selected, active, left, editing } = props;
  const style = { transform: `translateY(${top}px)` };
  if (!record && active < 0 && left < 0) return <WaitingRow line={line} style={style} />;
  return (
    <div role="row" aria-rowindex={line + 2} aria-selected={selected} className={editing ? `${classes.row} ${classes.edited}` : classes.row} style={style}>
      <div role="gridcell" className={classes.gutter}>
        {record && <input type="checkbox" tabIndex={-1} className={classes.tick} checked={selected} aria-label={sheet.tickTitle(displayOf(record, sheet.entity))} onChange={() => undefined} onClick={(event) => sheet.onTick(record, !selected, line, event.shiftKey)} />}
      </div>
      {sheet.columns.map((column, at) => rowCell(props, column, at))}
    </div>
  );
});

/** A row whose record has not come yet: its line and its number, so that nothing is ever white. */
function WaitingRow({ line, style }: { line: number; style: React.CSSProperties }) {
  return (
    <div role="row" aria-rowindex={line + 2} className={classes.row} style={style}>
      <div role="gridcell" className={classes.waiting} data-line={line} data-column={0}>{formatNumber(line + 1)}</div>
    </div>
  );
}

function rowCell({ sheet, record, line, left, right, active, editing }: RowProps, { column, className, style, opens, writable: open }: SheetColumn, at: number) {
  const ranged = at >= left && at <= right;
  const names = ranged || at === active ? [className, ranged && classes.inRange, at === active && classes.active].filter(Boolean).join(" ") : className;
  return (
    <div key={column.key} id={cellId(line, at)} role="gridcell" aria-colindex={at + 2} data-line={line} data-column={at} aria-readonly={!open} aria-selected={ranged} className={names} style={style}>
      {record && (opens ? <button type="button" tabIndex={-1} className={classes.name} onClick={() => sheet.onOpen(record)}>{displayOf(record, sheet.entity)}</button> : <span className={classes.clip}>{cellNode(column, record, sheet.values)}</span>)}
      {record && editing?.column === at && <CellEditor key={`${record.id}${column.key}`} column={column} record={record} typed={editing.typed} words={sheet.words} title={sheet.titleOf(column)} onSave={(value) => sheet.onSave(record, column, value)} onLeave={sheet.onLeave} />}
    </div>
  );
}

interface GroupProps {
  columns: Column[];
  column: Column;
  value: unknown;
  values: Record<string, unknown>;
  count: number;
  open: boolean;
  line: number;
  top: number;
  active: boolean;
  funnels: FunnelView[];
  onToggle: () => void;
}

/** The line that names a group: what its records share, how many they are, and their totals. */
export function GroupRow({ columns, column, value, values, count, open, line, top, active, funnels, onToggle }: GroupProps) {
  const { t } = useTranslation("views");
  const Arrow = open ? IconChevronDown : IconChevronRight;
  return (
    <div role="row" aria-rowindex={line + 2} className={classes.group} style={{ transform: `translateY(${top}px)` }}>
      <div id={cellId(line, 0)} role="gridcell" aria-colspan={2} className={[classes.groupHead, active && classes.active].filter(Boolean).join(" ")} data-line={line} data-column={0}>
        <button type="button" tabIndex={-1} aria-expanded={open} onClick={onToggle}>
          <Arrow size={16} aria-hidden />
          <GroupName column={column} value={value} funnels={funnels} blank={t("group.blank")} />
        </button>
        <span className={classes.tally}>{formatNumber(count)}</span>
      </div>
      {columns.slice(1).map((each, at) => (
        <div key={each.key} role="gridcell" aria-colindex={at + 3} className={[classes.cell, each.right && classes.right].filter(Boolean).join(" ")}>
          {values[`t_${each.key}`] !== undefined && <TotalValue column={each} value={values[`t_${each.key}`]} />}
        </div>
      ))}
    </div>
  );
}

function GroupName({ column, value, funnels, blank }: { column: Column; value: unknown; funnels: FunnelView[]; blank: string }) {
  if (value === null || value === "") return <span className={classes.tally}>{blank}</span>;
  if (column.system === "stage") {
    const stage = funnels.flatMap((funnel) => funnel.stages).find((candidate) => candidate.key === value);
    return <span className={classes.clip}>{stage ? stageTitle(stage) : String(value)}</span>;
  }
  if (column.field.type === "link" && column.field.to) return <LinkName entity={column.field.to} id={String(value)} />;
  return <span className={classes.clip}><FieldValue field={column.field} value={value} flat /></span>;
}

/** A total in the words of its column; a count is a plain number. */
export function TotalValue({ column, value }: { column: Column; value: unknown }) {
  if (value === null || value === undefined) return <span className={classes.tally}>—</span>;
  if (typeof value === "number" && !column.right) return <span className="tabular">{formatNumber(value)}</span>;
  return <FieldValue field={column.field} value={typeof value === "number" ? Number(value.toFixed(4)) : value} flat />;
}
