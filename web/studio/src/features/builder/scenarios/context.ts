import { createContext, useCallback, useContext, useMemo } from "react";

import { pointerOf, type Path } from "../model/pointer";
import { stepScope, type Lens, type VariableGroup } from "../model/scope";
import { formulaText } from "../model/sentences";
import type { Scenario, Step, With } from "../model/solution";
import { changeStep, findStep } from "../model/steps";
import { useDraftState, useLens } from "../state/draft";

interface Opened {
  scenario: Scenario;
  /** Where the scenario is in the draft. */
  path: Path;
  change: (how: (scenario: Scenario) => Scenario, place?: string) => void;
}

export const ScenarioContext = createContext<Opened | null>(null);

/** The scenario that is open. */
export function useScenario(): Opened & { lens: Lens } {
  const opened = useContext(ScenarioContext);
  const lens = useLens();
  if (!opened) throw new Error("no scenario is open here");
  return { ...opened, lens };
}

export interface StepHandle {
  step: Step;
  scenario: Scenario;
  lens: Lens;
  pointer: string;
  groups: VariableGroup[];
  /** The title of what a formula reads. */
  nameOf: (source: string) => string;
  edit: (how: (step: Step) => Step, place?: string) => void;
  /** Set one member of `with`; undefined takes it away. */
  put: (name: string, value: With[string]) => void;
  /** The sentence for a member of `with`. */
  errorOf: (name: string) => string | undefined;
}

/** One step of the open scenario: what it holds, what it can read, how to change it. */
export function useStep(key: string): StepHandle | undefined {
  const { scenario, path, change, lens: open } = useScenario();
  const { report } = useDraftState();
  const lens = useMemo(() => ({ ...open, step: key }), [open, key]);
  const placed = findStep(scenario, key);
  const groups = useMemo(() => stepScope(lens, scenario, key), [lens, scenario, key]);
  const nameOf = useCallback((source: string) => formulaText(lens, scenario, source), [lens, scenario]);
  const edit = useCallback((how: (step: Step) => Step, place?: string) => change((now) => changeStep(now, key, how), place && `${key}/${place}`), [change, key]);
  const put = useCallback(
    (name: string, value: With[string]) =>
      edit((now) => {
        const input = { ...now.with, [name]: value };
        if (value === undefined) delete input[name];
        return { ...now, with: input };
      }, name),
    [edit],
  );
  if (!placed) return undefined;
  const pointer = pointerOf([...path, ...placed.path]);
  const errorOf = (name: string): string | undefined => {
    const at = `${pointer}/with/${name}`;
    return report.errors.find((problem) => problem.pointer === at || problem.pointer.startsWith(`${at}/`))?.message;
  };
  return { step: placed.step, scenario, lens, pointer, groups, nameOf, edit, put, errorOf };
}
