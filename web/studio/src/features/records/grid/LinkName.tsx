import { useQuery } from "@tanstack/react-query";

import { keys } from "@/shared/api/keys";
import { getRecord } from "@/shared/api/records";
import { displayOf } from "@/shared/solution/titles";
import { useEntity, useSlug } from "@/shared/solution/useSolution";

/** The name of a record of which only the id is known. */
export function LinkName({ entity, id }: { entity: string; id: string }) {
  const slug = useSlug();
  const view = useEntity(entity);
  const found = useQuery({ queryKey: keys.record(slug, entity, id), queryFn: () => getRecord(slug, entity, id), retry: false, staleTime: 60_000 });
  return <span>{found.data ? displayOf(found.data, view) : "…"}</span>;
}
