import { titled } from "@/shared/formula/titled";
import { optionTitle, stageTitle } from "@/shared/solution/titles";
import type { EntityView, FunnelView } from "@/shared/solution/types";

/** A list's filter as one reads it: fields, stages and options by their titles; `system` names what every record has. */
export function inWords(formula: string, entity: EntityView, entities: readonly EntityView[], funnel: FunnelView, system: (key: string) => string): string {
  const keys = new Map([...entity.fields.flatMap((field) => field.options ?? []).map((option): [string, string] => [option.key, optionTitle(option)]), ...funnel.stages.map((stage): [string, string] => [stage.key, stageTitle(stage)])]);
  return titled(formula, entity, entities)
    .replace(/"((?:[^"]|"")*)"|\b(stage_since|stage|responsible|created_at|updated_at|number)\b/g, (whole, text: string | undefined, name: string | undefined) => (name ? system(name) : `“${keys.get(text ?? "") ?? text}”`) || whole)
    .replaceAll("<>", "≠").replaceAll(">=", "≥").replaceAll("<=", "≤").replace(/ AND /g, " · ");
}
