import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";

interface Place {
  record?: string;
  create?: string;
}

/** A record or a creation form over whatever screen one is on: in the address, so that it can be shared and gone back from. */
export function useOverlay() {
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Place;
  const actions = useMemo(() => {
    const set = (place: Place) => void navigate({ to: ".", search: ((previous: Place) => ({ ...previous, record: undefined, create: undefined, ...place })) as never });
    return {
      openRecord: (entity: string, id: string) => set({ record: `${entity}:${id}` }),
      /** `preset` fills the form: `stage:new`, `funnel:requests`, or a field's value. */
      openCreate: (entity: string, preset: Record<string, string> = {}) => set({ create: [entity, ...Object.entries(preset).map(([key, value]) => `${key}=${value}`)].join(";") }),
      close: () => set({}),
    };
  }, [navigate]);
  const [entity, id] = (search.record ?? "").split(":");
  const [newEntity, ...pairs] = (search.create ?? "").split(";");
  return {
    ...actions,
    record: entity && id ? { entity, id } : null,
    create: newEntity ? { entity: newEntity, preset: Object.fromEntries(pairs.map((pair) => pair.split("="))) as Record<string, string> } : null,
  };
}
