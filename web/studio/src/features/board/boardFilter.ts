import { secondsOf } from "@/shared/stage/late";
import { quote } from "@/shared/format/text";
import type { FunnelView } from "@/shared/solution/types";

/** What the board is narrowed to; it stands in the address. */
export interface BoardFilter {
  text: string;
  /** A person's id, `nobody`, or empty for everybody. */
  who: string;
  late: boolean;
  /** What the list that one comes from was narrowed to, as a formula. */
  formula: string;
}

export const NOBODY = "nobody";
export const isNarrow = (filter: BoardFilter): boolean => filter.text !== "" || filter.who !== "" || filter.late || filter.formula !== "";

/** The filter as one formula over a record; empty where all cards are shown. `name` is what a card is found by. */
export function formulaOf(filter: BoardFilter, funnel: FunnelView, name: string | null): string {
  const parts = [
    filter.text.trim() && name ? `CONTAINS(${name}, ${quote(filter.text.trim())})` : "",
    filter.who === NOBODY ? "ISBLANK(responsible)" : filter.who ? `responsible = ${quote(filter.who)}` : "",
    filter.late ? lateFormula(funnel) : "",
    filter.formula.trim() ? `(${filter.formula.trim()})` : "",
  ];
  return parts.filter(Boolean).join(" AND ");
}

export const hasTimes = (funnel: FunnelView): boolean => funnel.stages.some((stage) => secondsOf(stage.sla) > 0);

function lateFormula(funnel: FunnelView): string {
  const timed = funnel.stages.filter((stage) => secondsOf(stage.sla) > 0).map((stage) => `stage = ${quote(stage.key)} AND stage_since < NOW() - MINUTES(${Math.ceil(secondsOf(stage.sla) / 60)})`);
  return timed.length === 0 ? "FALSE" : `(${timed.join(" OR ")})`;
}
