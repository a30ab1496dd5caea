import { createContext, useCallback, useContext, useMemo, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";

import { currentLanguage } from "@/shared/i18n";

import { changeAt, type Path } from "../model/pointer";
import type { Problem } from "../model/problems";
import { problemsUnder } from "../model/problems";
import type { Lens } from "../model/scope";
import type { Entity, Funnel, Role, Scenario, Solution } from "../model/solution";
import type { DraftState, DraftStore } from "./DraftStore";

export const DraftContext = createContext<DraftStore | null>(null);

/** The open draft's store. */
export function useDraftStore(): DraftStore {
  const store = useContext(DraftContext);
  if (!store) throw new Error("no draft is open here");
  return store;
}

/** The open draft as it is now. */
export function useDraftState(): DraftState {
  const store = useDraftStore();
  return useSyncExternalStore(store.subscribe, store.snapshot);
}

/** The solution being drawn. */
export function useDraftSolution(): Solution {
  return useDraftState().history.present;
}

/** The draft in the reader's language. */
export function useLens(): Lens {
  const { t } = useTranslation("builder");
  const solution = useDraftSolution();
  const language = currentLanguage();
  return useMemo(() => ({ solution, language, words: (key, values) => t(key, values ?? {}) }), [solution, language, t]);
}

type Lists = { entities: Entity; funnels: Funnel; scenarios: Scenario; roles: Role };

/** One thing of the draft by its key: where it is, what it is, and how to change it. */
export function useThing<L extends keyof Lists>(list: L, key: string | undefined) {
  const { edit } = useDraftStore();
  const things = useDraftSolution()[list] as Lists[L][];
  const index = things.findIndex((thing) => thing.key === key);
  const change = useCallback(
    (how: (thing: Lists[L]) => Lists[L], place?: string) =>
      edit((solution) => {
        const at = (solution[list] as Lists[L][]).findIndex((thing) => thing.key === key);
        return at < 0 ? solution : changeAt(solution, [list, at], how as (value: never) => unknown);
      }, place && `${list}/${key ?? ""}/${place}`),
    [edit, list, key],
  );
  return { thing: things[index], index, change, path: [list, index] as Path };
}

/** The errors and warnings at a place of the draft or inside it. */
export function useProblems(path: Path): { errors: Problem[]; warnings: Problem[] } {
  const { report } = useDraftState();
  return { errors: problemsUnder(report.errors, path), warnings: problemsUnder(report.warnings, path) };
}

/** The first sentence for exactly this place, for the `error` of an input. */
export function useProblemAt(...pointers: string[]): string | undefined {
  const { report } = useDraftState();
  return report.errors.find((problem) => pointers.includes(problem.pointer))?.message;
}
