import { useParams } from "@tanstack/react-router";

import { RecordCard } from "./RecordCard";

/** A record with a whole screen to itself. */
export function RecordPage() {
  const { entity, id } = useParams({ strict: false }) as { entity: string; id: string };
  return <RecordCard key={id} entity={entity} id={id} />;
}
