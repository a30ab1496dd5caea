import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { RecordItem } from "@/shared/api/types";
import { useValueWords } from "@/shared/fields/words";
import type { EntityView, FunnelView } from "@/shared/solution/types";
import { useOverlay } from "@/shared/ui/overlay";

import { useColumnTitle } from "../Cell";
import type { Column } from "../columns";
import type { ListState } from "../views/useListState";
import type { Leave } from "./CellEditor";
import classes from "./Grid.module.css";
import { GridFoot } from "./GridFoot";
import { GridHead } from "./GridHead";
import { cellId, type Editing, GridRow, GroupRow, type Sheet, sheetColumns, writable } from "./GridRow";
import { blocksOf, type Lines, type Segment } from "./lines";
import { type Cell, contains, moved, rangeOf, type Selection, single, sizeOf, stepped } from "./selection";
import { useBlocks, type useBlockReader } from "./useBlocks";
import type { useCellChanges } from "./useCellChanges";
import { useRanges } from "./useRanges";
import { useWindow } from "./useWindow";
import { useWords } from "./useWords";

interface Props {
  entity: EntityView;
  state: ListState;
  columns: Column[];
  lines: Lines;
  grouped: { column: Column; segments: (Segment & { value: unknown; values: Record<string, unknown> })[]; onToggle: (id: string) => void } | null;
  reader: ReturnType<typeof useBlockReader>;
  totals: Record<string, unknown>;
  total: number;
  funnels: FunnelView[];
  ticked: ReadonlyMap<string, RecordItem>;
  everything: boolean;
  onTick: (records: RecordItem[], on: boolean) => void;
  onEverything: (on: boolean) => void;
  cells: ReturnType<typeof useCellChanges>;
}

const GUTTER = 44;

/** The list as a spreadsheet: only the lines in sight exist, cells are edited, copied, pasted and filled where they stand. */
export function Grid({ entity, state, columns: given, lines, grouped, reader, totals, total, funnels, ticked, everything, onTick, onEverything, cells }: Props) {
  const { t } = useTranslation(["records", "views"]);
  const titleOf = useColumnTitle();
  const words = useWords();
  const values = useValueWords();
  const { openRecord } = useOverlay();
  const [dragged, setDragged] = useState<{ key: string; width: number } | null>(null);
  const columns = useMemo(() => (dragged ? given.map((column) => (column.key === dragged.key ? { ...column, width: dragged.width } : column)) : given), [given, dragged]);
  const offsets = useMemo(() => offsetsOf(columns, state.pinned), [columns, state.pinned]);
  const port = useWindow(lines.count);
  const blocks = useMemo(() => blocksOf(lines, port.settled.first, port.settled.last), [lines, port.settled]);
  const mark = blocks.map(({ segment, block }) => `${segment}.${block}`).join();
  const wanted = useMemo(() => blocks, [mark]); // eslint-disable-line react-hooks/exhaustive-deps -- the same blocks are the same question
  const recordAt = useBlocks(reader, lines.segments, wanted);
  const [selection, setSelection] = useState<Selection>(single({ line: 0, column: 0 }));
  const [editing, setEditing] = useState<Editing | null>(null);
  const range = rangeOf(selection);
  const bounds = { lines: lines.count, columns: columns.length, page: port.page };

  const row = useCallback(
    (line: number): RecordItem | undefined => {
      const at = lines.at(line);
      return at?.kind === "row" ? recordAt(at.segment, at.offset) : undefined;
    },
    [lines, recordAt],
  );
  const ranges = useRanges({ entity, columns, lines, reader, words, row, save: cells.save, onSelect: setSelection });

  const go = (cell: Cell, stretch = false) => {
    setSelection((before) => (stretch ? { ...before, focus: cell } : single(cell)));
    port.show(cell.line);
  };
  const begin = (cell: Cell, typed: string | null) => {
    const column = columns[cell.column];
    if (column && row(cell.line) && writable(entity, column)) setEditing({ ...cell, typed });
  };
  const focusGrid = () => port.scroller.current?.focus({ preventScroll: true });
  const leave = useCallback(
    (how: Leave) => {
      setEditing(null);
      setSelection(({ focus }) => {
        const next = { stay: focus, down: { ...focus, line: Math.min(lines.count - 1, focus.line + 1) }, up: { ...focus, line: Math.max(0, focus.line - 1) }, next: stepped(focus, 1, { lines: lines.count, columns: columns.length, page: 1 }), previous: stepped(focus, -1, { lines: lines.count, columns: columns.length, page: 1 }) }[how];
        return single(next);
      });
      if (how !== "stay" || document.activeElement?.closest(`.${classes.editor}`)) requestAnimationFrame(() => port.scroller.current?.focus({ preventScroll: true }));
    },
    [lines.count, columns.length, port.scroller],
  );

  const open = useCallback((record: RecordItem) => openRecord(entity.key, record.id), [entity.key, openRecord]);
  const { save } = cells;
  const saveOne = useCallback((record: RecordItem, column: Column, value: unknown) => save([{ record, column, value }]), [save]);
  const lastTick = useRef<number | null>(null);
  const rows = useRef(row);
  useEffect(() => {
    rows.current = row;
  }, [row]);
  const tick = useCallback(
    (record: RecordItem, on: boolean, line: number, stretch: boolean) => {
      const other = stretch && lastTick.current !== null ? lastTick.current : line;
      const from = Math.min(other, line);
      const found = Array.from({ length: Math.abs(other - line) + 1 }, (_, at) => rows.current(from + at)).filter((each): each is RecordItem => each !== undefined);
      onTick(found.length > 0 ? found : [record], on);
      lastTick.current = line;
    },
    [onTick],
  );
  const sheet = useMemo(
    (): Sheet => ({ entity, columns: sheetColumns(entity, columns, offsets), words, values, tickTitle: (title) => t("views:bulk.tick", { title }), titleOf, onTick: tick, onOpen: open, onSave: saveOne, onLeave: leave }),
    [entity, columns, offsets, words, values, t, titleOf, tick, open, saveOne, leave],
  );
  const onWidth = useCallback(
    (column: Column, width: number, final: boolean) => {
      setDragged(final ? null : { key: column.key, width });
      if (final) state.set({ widths: { ...state.widths, [column.key]: width } });
    },
    [state],
  );

  const onKeyDown = (event: React.KeyboardEvent<HTMLDivElement>) => {
    if (editing || event.target !== event.currentTarget) return;
    const cell = selection.focus;
    const far = event.ctrlKey || event.metaKey;
    const line = lines.at(cell.line);
    const to = moved(cell, event.key, far, bounds);
    const done = () => event.preventDefault();
    if (to) return done(), go(to, event.shiftKey);
    if (line?.kind === "group") {
      if (event.key === "Enter" || event.key === " ") return done(), grouped?.onToggle(grouped.segments[line.segment]?.id ?? "");
      if (event.key !== "Tab") return;
    }
    if (event.key === "Tab") {
      const next = stepped(cell, event.shiftKey ? -1 : 1, bounds);
      if (next !== cell) return done(), go(next);
      return;
    }
    if (far && event.key.toLowerCase() === "z") return done(), cells.undo();
    if (far && event.key.toLowerCase() === "d") return done(), void ranges.fillDown(range);
    if (far && event.key.toLowerCase() === "a") return done(), setSelection({ anchor: { line: 0, column: 0 }, focus: { line: lines.count - 1, column: columns.length - 1 } });
    if (far || event.altKey) {
      const record = row(cell.line);
      if (event.key === "Enter" && record) return done(), open(record);
      return;
    }
    if (event.key === "Enter" || event.key === "F2") return done(), begin(cell, null);
    if (event.key === "Delete" || event.key === "Backspace") return done(), void ranges.clear(range);
    if (event.key === " ") {
      const record = row(cell.line);
      if (record) tick(record, !ticked.has(record.id), cell.line, false);
      return done();
    }
    if (event.key === "Escape") return setSelection(single(cell));
    if (event.key.length === 1) return done(), begin(cell, event.key);
  };

  const cellOf = (target: EventTarget): Cell | null => {
    const element = (target as HTMLElement).closest<HTMLElement>("[data-column]");
    return element ? { line: Number(element.dataset.line), column: Number(element.dataset.column) } : null;
  };

  useEffect(() => {
    // a shorter list leaves nobody standing beyond its end
    setSelection((before) => (Math.max(before.focus.line, before.anchor.line) < Math.max(1, lines.count) ? before : single({ line: Math.max(0, lines.count - 1), column: before.focus.column })));
  }, [lines.count]);

  const shown = [];
  for (let line = port.first; line <= port.last; line += 1) {
    const at = lines.at(line);
    if (!at) continue;
    const top = port.topOf(line);
    const segment = grouped?.segments[at.segment];
    if (at.kind === "group" && grouped && segment) {
      shown.push(<GroupRow key={line % port.slots} columns={columns} column={grouped.column} value={segment.value} values={segment.values} count={segment.total} open={segment.open} line={line} top={top} active={selection.focus.line === line} funnels={funnels} onToggle={() => grouped.onToggle(segment.id)} />);
      continue;
    }
    const record = row(line);
    const crossed = sizeOf(range) > 1 && line >= range.top && line <= range.bottom;
    shown.push(
      <GridRow
        key={line % port.slots}
        sheet={sheet}
        record={record}
        line={line}
        top={top}
        left={crossed ? range.left : -1}
        right={crossed ? range.right : -1}
        active={selection.focus.line === line ? selection.focus.column : -1}
        selected={record !== undefined && (everything || ticked.has(record.id))}
        editing={editing?.line === line ? editing : null}
      />,
    );
  }

  return (
    <div
      ref={port.scroller}
      className={classes.grid}
      role="grid"
      tabIndex={0}
      aria-label={t("list")}
      aria-rowcount={lines.count + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      aria-activedescendant={selection.focus.line >= port.first && selection.focus.line <= port.last ? cellId(selection.focus.line, lines.at(selection.focus.line)?.kind === "group" ? 0 : selection.focus.column) : undefined}
      onScroll={port.onScroll}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        const cell = cellOf(event.target);
        if (!cell || event.button !== 0) return;
        if (!(event.target as HTMLElement).closest("button, a, input")) {
          event.preventDefault();
          focusGrid();
        }
        setEditing(null);
        setSelection((before) => (event.shiftKey ? { ...before, focus: cell } : single(cell)));
      }}
      onPointerMove={(event) => {
        const cell = event.buttons === 1 && !editing ? cellOf(event.target) : null;
        if (cell && (cell.line !== selection.focus.line || cell.column !== selection.focus.column) && !contains({ ...range, top: -1, bottom: -1 }, cell.line, cell.column)) setSelection((before) => ({ ...before, focus: cell }));
      }}
      onDoubleClick={(event) => {
        const cell = cellOf(event.target);
        if (cell) begin(cell, null);
      }}
      onCopy={(event) => !editing && ranges.copy(event, range)}
      onCut={(event) => {
        if (editing) return;
        ranges.copy(event, range);
        void ranges.clear(range);
      }}
      onPaste={(event) => {
        if (editing) return;
        event.preventDefault();
        void ranges.paste(event.clipboardData.getData("text/plain"), range);
      }}
    >
      <div className={classes.table} style={{ "--columns": [`${GUTTER}px`, ...columns.map((column, at) => (at === columns.length - 1 ? `minmax(${column.width}px, 1fr)` : `${column.width}px`))].join(" ") } as React.CSSProperties}>
        <GridHead
          state={state}
          columns={columns}
          offsets={offsets}
          titleOf={titleOf}
          all={everything}
          some={ticked.size > 0}
          onAll={onEverything}
          onWidth={onWidth}
        />
        <div role="rowgroup" className={classes.lines} style={{ height: port.height }}>
          <div role="presentation" style={{ transform: `translateY(${port.shift}px)` }}>{shown}</div>
        </div>
        {total > 0 && <GridFoot state={state} columns={columns} offsets={offsets} values={totals} titleOf={titleOf} />}
      </div>
    </div>
  );
}

/** Where each pinned column stays; null for one that scrolls. */
function offsetsOf(columns: Column[], pinned: number): (number | null)[] {
  let left = GUTTER;
  return columns.map((column, at) => {
    if (at >= pinned) return null;
    const own = left;
    left += column.width;
    return own;
  });
}
