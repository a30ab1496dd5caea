import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

import { placeOf, scrollFor, tall } from "./lines";

export const LINE = 40;
const HEAD = 36;
const BEYOND = 10;
/** Lines are placed from the nearest of these: the numbers stay small, and a line keeps its place while it is in sight. */
const ANCHOR = 1_000;
/** Where somebody flies over, nothing is read: only where they stay this long. */
const SETTLE = 60;

/** Which lines are in sight, and where they are drawn; a list taller than a browser draws scrolls in proportion. */
export function useWindow(lines: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState(600);
  const [scrolled, setScrolled] = useState(0);
  const port = { lines, height: LINE, view: Math.max(1, view - HEAD) };
  const scaled = lines * LINE > tall(port);
  const place = placeOf(scrolled, port);
  const first = Math.max(0, Math.floor(place / LINE) - BEYOND);
  const last = Math.min(lines - 1, Math.ceil((place + view) / LINE) + BEYOND);
  const [settled, setSettled] = useState({ first, last });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => setView(element.clientHeight);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);

  const onScroll = useCallback(
    (event: React.UIEvent<HTMLDivElement>) => {
      const top = event.currentTarget.scrollTop;
      // a line is the least that changes what is drawn, unless all of it stands in proportion
      setScrolled((before) => (!scaled && Math.floor(before / LINE) === Math.floor(top / LINE) ? before : top));
    },
    [scaled],
  );

  useEffect(() => {
    if (first === settled.first && last === settled.last) return;
    const near = first <= settled.last && last >= settled.first;
    const timer = setTimeout(() => setSettled({ first, last }), near ? 0 : SETTLE);
    return () => clearTimeout(timer);
  }, [first, last, settled]);

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

  const anchor = Math.floor(first / ANCHOR) * ANCHOR * LINE;
  return { scroller, onScroll, first, last, settled, show, height: tall(port), shift: anchor - place + scrolled, topOf: (line: number) => line * LINE - anchor, page: Math.max(1, Math.floor(view / LINE) - 2) };
}
