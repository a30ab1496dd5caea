import type { RecordItem } from "@/shared/api/types";
import type { FunnelView, StageView } from "@/shared/solution/types";

const unit: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** How many seconds a duration such as `2h` or `1d12h` lasts; 0 for none. */
export const secondsOf = (duration: string | null | undefined): number => [...(duration ?? "").matchAll(/(\d+)([smhdw])/g)].reduce((sum, match) => sum + Number(match[1]) * (unit[match[2] ?? ""] ?? 0), 0);

/** When the time that the record's stage allows is over; null where it allows any. */
export function dueOf(record: RecordItem, stage: StageView | undefined): Date | null {
  const allowed = secondsOf(stage?.sla);
  return allowed > 0 && record.stage_since ? new Date(new Date(record.stage_since).getTime() + allowed * 1000) : null;
}

export function isLate(record: RecordItem, funnel: FunnelView, now = Date.now()): boolean {
  const due = dueOf(record, funnel.stages.find((stage) => stage.key === record.stage));
  return due !== null && due.getTime() < now;
}

/** Whether a move asks for the checklist of the stage that is left: a card may go back, or be lost, with it unfinished. */
export function goesOn(funnel: FunnelView, from: string | null, to: string): boolean {
  const target = funnel.stages.find((stage) => stage.key === to);
  const place = (key: string | null) => funnel.stages.findIndex((stage) => stage.key === key);
  return target !== undefined && target.kind !== "lost" && (target.kind === "won" || place(to) > place(from));
}
