import { quote } from "@/shared/format/text";

/** Some records as a formula; where there are none, or more than were answered, what they are `called` has to do. */
export function found(ids: string[], most: number, called: string): string {
  if (called && (ids.length === 0 || ids.length >= most)) return called;
  return ids.length === 0 ? "FALSE" : `OR(${ids.map((id) => `id = ${quote(id)}`).join(", ")})`;
}
