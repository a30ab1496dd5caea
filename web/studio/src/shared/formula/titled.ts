import { fieldTitle } from "@/shared/solution/titles";
import type { EntityView, FieldView } from "@/shared/solution/types";

const NAMES = /"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*(?!\s*\(|[\p{L}\p{N}_.])/gu;
const RECORD = /^(?:record|event\.record|previous)\./;

/** A formula over a record of an entity as its reader reads it: what names a field is called by its title. */
export function titled(source: string, entity: EntityView, entities: readonly EntityView[]): string {
  return source.replace(NAMES, (name) => (name.startsWith('"') ? name : (titleOfPath(name.replace(RECORD, ""), entity, entities) ?? name)));
}

function titleOfPath(path: string, entity: EntityView, entities: readonly EntityView[]): string | undefined {
  const titles: string[] = [];
  let here: EntityView | undefined = entity;
  for (const key of path.split(".")) {
    const field: FieldView | undefined = here?.fields.find((one) => one.key === key);
    if (!field) return undefined;
    titles.push(fieldTitle(field));
    here = entities.find((one) => one.key === field.to);
  }
  return titles.join(" › ");
}
