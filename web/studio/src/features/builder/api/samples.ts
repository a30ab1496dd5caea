import { useQuery } from "@tanstack/react-query";

import { listRecords } from "@/shared/api/records";
import { displayOf } from "@/shared/solution/titles";
import { useSolution } from "@/shared/solution/useSolution";

import { triggerEntity } from "../model/scope";
import { isObject, type Solution } from "../model/solution";
import { useBuild } from "../navigation";
import { useDraftSolution } from "../state/draft";
import type { FormulaPlace } from "./formulas";

export interface Sample {
  id: string;
  title: string;
}

const ROLLED = ["rollup", "lookup"];

/** Over which entity's records a formula at a place stands; none where it stands over no single one. */
export function entityAt(solution: Solution, { entity, pointer }: FormulaPlace): string | undefined {
  if (entity) return entity;
  const [, list, index, inner, place] = (pointer ?? "").split("/");
  if (list === "scenarios") {
    const scenario = solution.scenarios[Number(index)];
    return scenario && triggerEntity(scenario, solution);
  }
  const holder = list === "entities" ? solution.entities[Number(index)] : undefined;
  const field = inner === "fields" ? holder?.fields[Number(place)] : undefined;
  return isObject(field) && ROLLED.includes(String(field.type)) ? undefined : holder?.key;
}

/** A few records to try a formula on, the newest first; none of an entity that is not published yet. */
export function useSamples(place: FormulaPlace, wanted: boolean): { entity: string | undefined; samples: Sample[] } {
  const { slug } = useBuild();
  const draft = useDraftSolution();
  const key = entityAt(draft, place);
  const live = useSolution().entities.find((one) => one.key === key);
  const { data } = useQuery({
    queryKey: ["w", slug, "records", key, "samples"],
    queryFn: () => listRecords(slug, key ?? "", { limit: 8, sort: "-created_at" }),
    enabled: wanted && live !== undefined,
    staleTime: 60_000,
    retry: false,
  });
  return { entity: live?.key, samples: (data?.items ?? []).map((record) => ({ id: record.id, title: displayOf(record, live) })) };
}
