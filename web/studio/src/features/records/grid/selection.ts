/** The cell one stands on, and the range that was drawn from it. */
export interface Cell {
  line: number;
  column: number;
}
export interface Selection {
  anchor: Cell;
  focus: Cell;
}
export interface Range {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export const single = (cell: Cell): Selection => ({ anchor: cell, focus: cell });

export function rangeOf({ anchor, focus }: Selection): Range {
  return { top: Math.min(anchor.line, focus.line), bottom: Math.max(anchor.line, focus.line), left: Math.min(anchor.column, focus.column), right: Math.max(anchor.column, focus.column) };
}

export const contains = (range: Range, line: number, column: number): boolean => line >= range.top && line <= range.bottom && column >= range.left && column <= range.right;
export const sizeOf = (range: Range): number => (range.bottom - range.top + 1) * (range.right - range.left + 1);

interface Bounds {
  lines: number;
  columns: number;
  page: number;
}

/** Where a key leads from a cell; null for a key that moves nothing. */
export function moved(cell: Cell, key: string, far: boolean, { lines, columns, page }: Bounds): Cell | null {
  const to = (line: number, column: number): Cell => ({ line: clamp(line, lines), column: clamp(column, columns) });
  switch (key) {
    case "ArrowUp":
      return to(far ? 0 : cell.line - 1, cell.column);
    case "ArrowDown":
      return to(far ? lines - 1 : cell.line + 1, cell.column);
    case "ArrowLeft":
      return to(cell.line, far ? 0 : cell.column - 1);
    case "ArrowRight":
      return to(cell.line, far ? columns - 1 : cell.column + 1);
    case "Home":
      return to(far ? 0 : cell.line, 0);
    case "End":
      return to(far ? lines - 1 : cell.line, columns - 1);
    case "PageUp":
      return to(cell.line - page, cell.column);
    case "PageDown":
      return to(cell.line + page, cell.column);
    default:
      return null;
  }
}

/** The next cell in reading order, as Tab goes. */
export function stepped(cell: Cell, by: 1 | -1, { lines, columns }: Bounds): Cell {
  const at = cell.line * columns + cell.column + by;
  if (at < 0 || at >= lines * columns) return cell;
  return { line: Math.floor(at / columns), column: at % columns };
}

const clamp = (value: number, size: number): number => Math.max(0, Math.min(size - 1, value));
