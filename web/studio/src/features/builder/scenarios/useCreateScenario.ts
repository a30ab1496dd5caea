import { useCallback } from "react";

import { newScenario } from "../model/making";
import type { Trigger } from "../model/solution";
import { useBuild } from "../navigation";
import { useDraftStore } from "../state/draft";

/** Add a scenario that begins with this trigger, and open it. */
export function useCreateScenario(): (trigger: Trigger, title?: string) => void {
  const store = useDraftStore();
  const { go } = useBuild();
  return useCallback(
    (trigger, title) => {
      const made = newScenario(store.solution, trigger, title);
      store.edit((now) => ({ ...now, scenarios: [...now.scenarios, made] }));
      go(["scenarios", made.key], { at: "trigger" });
    },
    [store, go],
  );
}
