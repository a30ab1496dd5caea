import type { RecordItem } from "@/shared/api/types";
import { isBlank } from "@/shared/fields/FieldValue";
import type { EntityView, FieldView } from "@/shared/solution/types";
import { isAutomatic } from "@/shared/solution/valueType";

/** The fields of which the records do not all say the same; what is computed, and lists that are united, ask for no choice. */
export function differing(entity: EntityView, records: RecordItem[]): FieldView[] {
  return entity.fields.filter((field) => !isAutomatic(field) && field.type !== "links" && new Set(records.map((record) => JSON.stringify(record.values[field.key] ?? null))).size > 1);
}

/** Whose value a field takes: the one chosen, else the one that stays, else the first that has any. */
export function chosenValue(choices: Record<string, string>, field: FieldView, records: RecordItem[], keep: string): string {
  const chosen = choices[field.key];
  if (chosen) return chosen;
  const kept = records.find((record) => record.id === keep);
  if (kept && !isBlank(kept.values[field.key])) return keep;
  return records.find((record) => !isBlank(record.values[field.key]))?.id ?? keep;
}

/** The choices that the server would not make by itself. */
export function wasChosen(choices: Record<string, string>, fields: FieldView[], records: RecordItem[], keep: string): Record<string, string> {
  const asked = fields.filter((field) => choices[field.key] && choices[field.key] !== chosenValue({}, field, records, keep));
  return Object.fromEntries(asked.map((field) => [field.key, choices[field.key] ?? keep]));
}
