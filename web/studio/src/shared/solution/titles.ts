import type { RecordItem } from "@/shared/api/types";
import { humanize, titleOf } from "@/shared/i18n";

import type { EntityView, FieldView, FunnelView, OptionView, StageView } from "./types";

export const fieldTitle = (field: FieldView): string => titleOf(field.title, humanize(field.key));
export const optionTitle = (option: OptionView): string => titleOf(option.title, humanize(option.key));
export const stageTitle = (stage: StageView): string => titleOf(stage.title, humanize(stage.key));
export const entityTitle = (entity: EntityView): string => titleOf(entity.title, humanize(entity.key));
export const entityPlural = (entity: EntityView): string => titleOf(entity.plural, entityTitle(entity));
export const funnelTitle = (funnel: FunnelView): string => titleOf(funnel.title, humanize(funnel.key));

/** What names a record among its like: its display field (a link's record, where it came along), else its number. */
export function displayOf(record: RecordItem, entity: EntityView | undefined): string {
  const value = entity ? record.values[entity.display] : undefined;
  if (entity?.fields.find((field) => field.key === entity.display)?.type === "link") {
    const linked = record.expanded?.[entity.display];
    const name = linked && !Array.isArray(linked) ? Object.values(linked.values)[0] : undefined;
    return typeof name === "string" && name !== "" ? `${name} #${record.number}` : `#${record.number}`;
  }
  if (typeof value === "string" && value !== "") return value;
  if (typeof value === "number") return String(value);
  return `#${record.number}`;
}

const linkFields = (entity: EntityView): FieldView[] => entity.fields.filter((field) => field.type === "link");
const words = new Set(["text", "long_text", "email", "phone", "url", "autonumber"]);
/** The name by which a kind of record is searched, as a formula reads it; null where it has no text. */
export function searchName(entity: EntityView, entities: EntityView[]): string | null {
  const field = entity.fields.find((candidate) => candidate.key === entity.display);
  if (!field) return null;
  if (words.has(field.result ?? field.type)) return field.key;
  const target = field.type === "link" ? entities.find((candidate) => candidate.key === field.to) : undefined;
  const named = target?.fields.find((candidate) => candidate.key === target.display);
  return named && words.has(named.type) ? `${field.key}.${named.key}` : null;
}

/** Ask for the records that an entity's links name, so that a list shows names and not ids. */
export const expandOf = (entity: EntityView): string | undefined => linkFields(entity).map((field) => field.key).join(",") || undefined;
