import { BaseEdge, type EdgeProps } from "@xyflow/react";

const ROUND = 12;
/** How far above a join its lines bend. */
const ABOVE = 20;
/** How far below a step its branches part. */
const BELOW = 10;

/** A line that goes down; where it must go aside, it bends once, near its end or its beginning. */
export function BendEdge({ sourceX, sourceY, targetX, targetY, data }: EdgeProps) {
  const bend = data?.bend as string | undefined;
  const turn = bend === "merge" ? targetY - ABOVE : sourceY + BELOW;
  return <BaseEdge path={bendPath(sourceX, sourceY, targetX, targetY, turn)} />;
}

/** Down, aside at `turn`, down again, with rounded corners. */
export function bendPath(x1: number, y1: number, x2: number, y2: number, turn: number): string {
  const aside = x2 - x1;
  if (Math.abs(aside) < 1) return `M${String(x1)} ${String(y1)}V${String(y2)}`;
  const r = Math.min(ROUND, Math.abs(aside) / 2, Math.max(0, turn - y1), Math.max(0, y2 - turn));
  const way = Math.sign(aside);
  return [
    `M${String(x1)} ${String(y1)}`,
    `V${String(turn - r)}`,
    `Q${String(x1)} ${String(turn)} ${String(x1 + way * r)} ${String(turn)}`,
    `H${String(x2 - way * r)}`,
    `Q${String(x2)} ${String(turn)} ${String(x2)} ${String(turn + r)}`,
    `V${String(y2)}`,
  ].join("");
}
