import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { Solution } from "@/shared/solution/types";
import { usePeople, useSolution } from "@/shared/solution/useSolution";
import { useOverlay } from "@/shared/ui/overlay";

/** All that a value may need to be read: found once for a whole screen, since a table draws hundreds of values a frame. */
export interface ValueWords {
  language: string;
  blank: string;
  yes: string;
  no: string;
  somebody: string;
  solution: Solution;
  nameOf: (person: string) => string;
  openRecord: (entity: string, id: string) => void;
}

const Found = createContext<ValueWords | null>(null);

export function ValueWordsProvider({ children }: { children: ReactNode }) {
  const { t, i18n } = useTranslation("common");
  const solution = useSolution();
  const { people } = usePeople();
  const { openRecord } = useOverlay();
  const language = i18n.language;
  const names = useMemo(() => new Map(people.map((person) => [person.id, person.name])), [people]);
  const words = useMemo(
    () => ({ language, blank: t("blank"), yes: t("yes"), no: t("no"), somebody: t("somebody"), solution, nameOf: (person: string) => names.get(person) ?? "", openRecord }),
    [language, names, openRecord, solution, t],
  );
  return <Found.Provider value={words}>{children}</Found.Provider>;
}

/** The words of this workspace; the same object until one of them changes. */
export function useValueWords(): ValueWords {
  const words = useContext(Found);
  if (!words) throw new Error("values are shown inside a workspace only");
  return words;
}
