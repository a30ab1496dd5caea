import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";

import { ApiError, http, inWorkspace } from "@/shared/api/http";

import { useBuild } from "../navigation";
import { useDraftState } from "../state/draft";

export interface FormulaAnswer {
  type?: string;
  problems: { message: string; suggestion?: string | null }[];
}

/** Where a formula stands: among the fields of an entity, or at a place of the draft. */
export interface FormulaPlace {
  entity?: string;
  pointer?: string;
}

interface CheckAnswer {
  type?: unknown;
  errors?: { message: string; suggestion?: string | null }[];
}

/** What the server says of a formula as it is being written. */
export function useFormulaCheck(source: string, place: FormulaPlace): FormulaAnswer | undefined {
  const { slug } = useBuild();
  const { savedAt } = useDraftState();
  const [settled] = useDebouncedValue(source.trim(), 400);
  const { data } = useQuery({
    queryKey: ["w", slug, "formula", settled, place, savedAt?.getTime()],
    queryFn: () => check(slug, settled, place),
    enabled: settled !== "",
    staleTime: 30_000,
    retry: false,
    placeholderData: (before) => before,
  });
  return source.trim() === "" ? undefined : data;
}

async function check(slug: string, source: string, place: FormulaPlace): Promise<FormulaAnswer> {
  try {
    const answer = await http.post<CheckAnswer>(inWorkspace(slug, "formulas", "check"), { source, ...place });
    return { type: typeof answer.type === "string" ? answer.type : undefined, problems: answer.errors ?? [] };
  } catch (error) {
    if (error instanceof ApiError && error.status === 422) return { problems: error.problems.length > 0 ? error.problems : [{ message: error.message }] };
    return { problems: [] };
  }
}
