import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";

import { ApiError, http, inWorkspace } from "@/shared/api/http";
import { isFormulaPart, type FormulaPart } from "@/shared/formula/FormulaTree";

import { useBuild } from "../navigation";
import { useDraftState } from "../state/draft";

export interface FormulaProblem {
  message: string;
  suggestion?: string | null;
  start?: number;
  end?: number;
}

export interface FormulaAnswer {
  /** The formula that it answers. */
  source: string;
  type?: string;
  problems: FormulaProblem[];
  /** On the record that it was tried on; absent where that does not tell. */
  value?: unknown;
  tree?: FormulaPart;
}

/** Where a formula stands: among the fields of an entity, or at a place of the draft. */
export interface FormulaPlace {
  entity?: string;
  pointer?: string;
}

interface Trial {
  entity: string;
  record: string;
}

interface CheckAnswer {
  type?: unknown;
  errors?: FormulaProblem[];
  value?: unknown;
  tree?: unknown;
}

/** What the server says of a formula as it is being written, and what it gives on a record. */
export function useFormulaCheck(source: string, place: FormulaPlace, trial?: Trial): FormulaAnswer | undefined {
  const { slug } = useBuild();
  const { savedAt } = useDraftState();
  const [settled] = useDebouncedValue(source.trim(), 300);
  const { data } = useQuery({
    queryKey: ["w", slug, "formula", settled, place, trial, savedAt?.getTime()],
    queryFn: () => check(slug, settled, { ...place, ...trial }),
    enabled: settled !== "",
    staleTime: 30_000,
    retry: false,
    placeholderData: (before) => before,
  });
  return source.trim() === "" ? undefined : data;
}

async function check(slug: string, source: string, place: FormulaPlace & Partial<Trial>): Promise<FormulaAnswer> {
  try {
    const answer = await http.post<CheckAnswer>(inWorkspace(slug, "formulas", "check"), { source, ...place });
    const type = typeof answer.type === "string" ? answer.type : undefined;
    return { source, type, problems: answer.errors ?? [], value: answer.value, tree: isFormulaPart(answer.tree) ? answer.tree : undefined };
  } catch (error) {
    if (error instanceof ApiError && error.status === 422) return { source, problems: error.problems.length > 0 ? error.problems : [{ message: error.message }] };
    return { source, problems: [] };
  }
}
