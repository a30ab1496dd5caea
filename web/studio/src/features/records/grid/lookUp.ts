import { listRecords } from "@/shared/api/records";
import { quote } from "@/shared/format/text";
import { displayOf, searchName } from "@/shared/solution/titles";
import type { EntityView, FieldView } from "@/shared/solution/types";

const AT_ONCE = 20;

/** The ids behind the names of the records that a field links to, asked for together; a name that is nobody's, or several's, is left out. */
export async function lookUp(slug: string, entities: EntityView[], field: FieldView, names: string[]): Promise<Map<string, string>> {
  const target = entities.find((entity) => entity.key === field.to);
  const name = target && searchName(target, entities);
  if (!target || !name) return new Map();
  const found = new Map<string, string[]>();
  const wanted = [...new Set(names)];
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const asked = wanted.slice(at, at + AT_ONCE);
    const page = await listRecords(slug, target.key, { filter: asked.map((each) => `${name} = ${quote(each)}`).join(" OR "), limit: 500 });
    for (const record of page.items) found.set(displayOf(record, target), [...(found.get(displayOf(record, target)) ?? []), record.id]);
  }
  return new Map([...found].flatMap(([text, ids]) => (ids.length === 1 && ids[0] ? [[text, ids[0]]] : [])));
}
