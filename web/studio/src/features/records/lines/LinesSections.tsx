import { useSolution } from "@/shared/solution/useSolution";
import type { RecordItem } from "@/shared/api/types";
import type { EntityView } from "@/shared/solution/types";

import { LinesTable } from "./LinesTable";
import { linesOf } from "./linesOf";

/** The lines of a record, such as the products of a deal: each kind as a table that is filled in where it stands. */
export function LinesSections({ entity, record }: { entity: EntityView; record: RecordItem }) {
  return linesOf(useSolution().entities, entity).map((lines) => <LinesTable key={lines.key} entity={lines} parent={record} />);
}
