/** What a table shows line by line: records, or groups with their records below. Only counted, never held. */
export interface Segment {
  id: string;
  /** The formula that finds its records; "" for all. */
  filter: string;
  total: number;
  open: boolean;
  /** Whether a line of its own names it. */
  headed: boolean;
}

export type Line = { kind: "group"; segment: number } | { kind: "row"; segment: number; offset: number };

export class Lines {
  private readonly starts: number[] = [];
  readonly count: number;

  constructor(readonly segments: Segment[]) {
    let at = 0;
    for (const segment of segments) {
      this.starts.push(at);
      at += (segment.headed ? 1 : 0) + (segment.open ? segment.total : 0);
    }
    this.count = at;
  }

  /** What stands on a line; undefined beyond the end. */
  at(line: number): Line | undefined {
    if (line < 0 || line >= this.count) return undefined;
    const segment = this.segmentOf(line);
    const headed = this.segments[segment]?.headed === true;
    const offset = line - (this.starts[segment] ?? 0) - (headed ? 1 : 0);
    return offset < 0 ? { kind: "group", segment } : { kind: "row", segment, offset };
  }

  /** The line of a segment's record. */
  lineOf(segment: number, offset: number): number {
    return (this.starts[segment] ?? 0) + (this.segments[segment]?.headed ? 1 : 0) + offset;
  }

  private segmentOf(line: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= line) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

export const BLOCK = 100;
export interface Wanted {
  segment: number;
  block: number;
}

/** The blocks that hold the records of these lines. */
export function blocksOf(lines: Lines, first: number, last: number): Wanted[] {
  const found = new Map<string, Wanted>();
  for (let line = Math.max(0, first); line <= Math.min(last, lines.count - 1); line += 1) {
    const at = lines.at(line);
    if (at?.kind !== "row") continue;
    const block = Math.floor(at.offset / BLOCK);
    found.set(`${at.segment}.${block}`, { segment: at.segment, block });
  }
  return [...found.values()];
}

/** A browser draws no element higher than this (Firefox the least); a longer list scrolls faster in its middle. */
export const TALLEST = 16_000_000;
/** Before this and after it a list scrolls as it is, pixel by pixel, however long it is: that is where people turn the wheel. */
const EDGE = 4_000_000;

interface Viewport {
  lines: number;
  height: number;
  view: number;
}

export const tall = ({ lines, height }: Viewport): number => Math.min(lines * height, TALLEST);

/** How many true pixels of the middle stand for all that is drawn of it, and where the middle ends: of the list, and as drawn. */
function middle(port: Viewport): { factor: number; true: number; drawn: number } | null {
  const whole = port.lines * port.height;
  if (whole <= TALLEST) return null;
  return { factor: (whole - 2 * EDGE) / (TALLEST - 2 * EDGE), true: whole - EDGE, drawn: TALLEST - EDGE };
}

/** How far into the whole list, in its true pixels, a scrolled place lies. */
export function placeOf(scrolled: number, port: Viewport): number {
  const found = middle(port);
  const top = Math.max(0, Math.min(tall(port) - port.view, scrolled));
  if (!found) return scrolled;
  if (top <= EDGE) return top;
  return top >= found.drawn ? found.true + top - found.drawn : EDGE + (top - EDGE) * found.factor;
}

/** Where to scroll so that a true place is at the top. */
export function scrollFor(place: number, port: Viewport): number {
  const found = middle(port);
  if (!found || place <= EDGE) return place;
  return place >= found.true ? found.drawn + place - found.true : EDGE + (place - EDGE) / found.factor;
}
