import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";

import { placeOf, scrollFor, tall } from "./lines";

const LINE = 40;
const HEAD = 36;
/** Lines drawn out of sight: where one is going more than where one comes from. */
const AHEAD = 10;
const BEHIND = 3;
/** Lines are placed from the nearest of these: the numbers stay small, and a line keeps its place while it is in sight. */
const ANCHOR = 1_000;
/** Records are asked for this many lines before they come into sight. */
const READ_AHEAD = 80;
/** What is read changes in such steps, not with each line. */
const STEP = 20;
/** Where somebody flies over, nothing is read: only where they stay this long. */
const SETTLE = 60;

interface Stretch {
  first: number;
  last: number;
}

/** What is to be read for what is in sight: more of it in the direction of travel. */
function readFor({ first, last }: Stretch, down: boolean): Stretch {
  const from = Math.floor((first - (down ? 0 : READ_AHEAD)) / STEP) * STEP;
  const to = Math.ceil((last + (down ? READ_AHEAD : 0)) / STEP) * STEP;
  return { first: Math.max(0, from), last: to };
}

/** Which lines are in sight, and where they are drawn; a list taller than a browser draws scrolls faster in its middle. */
export function useWindow(lines: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState(600);
  const [{ scrolled, down }, setScroll] = useState({ scrolled: 0, down: true });
  const port = { lines, height: LINE, view: Math.max(1, view - HEAD) };
  const place = placeOf(scrolled, port);
  const first = Math.max(0, Math.floor(place / LINE) - (down ? BEHIND : AHEAD));
  const last = Math.min(lines - 1, Math.ceil((place + view) / LINE) + (down ? AHEAD : BEHIND));
  const [settled, setSettled] = useState(() => readFor({ first, last }, true));
  const wanted = readFor({ first, last }, down);
  const moved = wanted.first !== settled.first || wanted.last !== settled.last;
  const near = first <= settled.last && last >= settled.first;
  if (moved && near) setSettled(wanted);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => setView(element.clientHeight);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);

  const drawn = useRef({ line: 0, shift: 0, top: 0 });
  const onScroll = useCallback(
    (event: React.UIEvent<HTMLDivElement>) => {
      const top = event.currentTarget.scrollTop;
      if (top === drawn.current.top) return;
      const at = placeOf(top, { lines, height: LINE, view: Math.max(1, view - HEAD) });
      const going = top > drawn.current.top;
      const before = drawn.current;
      drawn.current = { line: Math.floor(at / LINE), shift: top - at, top };
      // a line is the least that changes what is drawn, unless the list scrolls faster than its bar here
      if (before.line === drawn.current.line && before.shift === drawn.current.shift) return;
      // drawn in the frame that scrolls, not in the one after it: nothing is ever in sight that is not drawn
      flushSync(() => setScroll({ scrolled: top, down: going }));
    },
    [lines, view],
  );

  useEffect(() => {
    if (near) return;
    const timer = setTimeout(() => setSettled(readFor({ first, last }, down)), SETTLE);
    return () => clearTimeout(timer);
  }, [first, last, near, down]);

  const show = useCallback(
    (line: number) => {
      const element = scroller.current;
      if (!element) return;
      const sight = { lines, height: LINE, view: Math.max(1, element.clientHeight - HEAD) };
      const at = placeOf(element.scrollTop, sight);
      const foot = LINE + 4;
      if (line * LINE < at) element.scrollTop = scrollFor(line * LINE, sight);
      else if ((line + 1) * LINE > at + sight.view - foot) element.scrollTop = scrollFor((line + 1) * LINE - sight.view + foot, sight);
    },
    [lines],
  );

  /** More than are drawn at once: a line that comes into sight takes the elements of one that has left it. */
  const slots = Math.ceil(view / LINE) + AHEAD + BEHIND + 3;
  const anchor = Math.floor(first / ANCHOR) * ANCHOR * LINE;
  return { scroller, onScroll, first, last, slots, settled, show, height: tall(port), shift: Math.round(anchor - place + scrolled), topOf: (line: number) => line * LINE - anchor, page: Math.max(1, Math.floor(view / LINE) - 2) };
}
