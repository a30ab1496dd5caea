import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { usePeople, useSolution } from "@/shared/solution/useSolution";

import type { Words } from "./cellText";

/** What cells are written and read with: people, kinds of records, the workspace's money and zone, the reader's yes and no. */
export function useWords(): Words {
  const { t } = useTranslation("common");
  const solution = useSolution();
  const { people } = usePeople();
  const [yes, no] = [t("yes"), t("no")];
  return useMemo(() => ({ people, entities: solution.entities, currency: solution.settings.currency, zone: solution.settings.timezone, yes, no }), [people, solution, yes, no]);
}
