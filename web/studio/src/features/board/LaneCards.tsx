import type { DroppableProvided } from "@hello-pangea/dnd";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useRef } from "react";

import type { RecordItem } from "@/shared/api/types";

import classes from "./BoardPage.module.css";

/** The cards in view, and no others: a stage of thousands scrolls like one of ten. */
export function LaneCards({ drop, items, extra, onEnd, children }: { drop: DroppableProvided; items: RecordItem[]; extra: number; onEnd: () => void; children: (record: RecordItem, index: number) => ReactNode }) {
  const scroller = useRef<HTMLDivElement | null>(null);
  const rows = useVirtualizer({ count: items.length + extra, getScrollElement: () => scroller.current, estimateSize: () => 108, overscan: 6, getItemKey: (index) => items[index]?.id ?? `space-${index}` });
  const visible = rows.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;
  useEffect(() => {
    if (items.length > 0 && last >= items.length - 8) onEnd();
  }, [items.length, last, onEnd]);
  return (
    <div
      className={classes.cards}
      ref={(element) => {
        scroller.current = element;
        drop.innerRef(element);
      }}
      {...drop.droppableProps}
    >
      <div style={{ height: rows.getTotalSize(), position: "relative" }}>
        {visible.map((row) => {
          const record = items[row.index];
          return (
            <div key={row.key} data-index={row.index} ref={rows.measureElement} style={{ position: "absolute", insetInline: 0, top: 0, transform: `translateY(${row.start}px)` }} className={classes.slot}>
              {record ? children(record, row.index) : <div style={{ height: 92 }} />}
            </div>
          );
        })}
      </div>
    </div>
  );
}
