import { Select, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { usePeople } from "@/shared/solution/useSolution";

import { newStep } from "../../model/making";
import { fieldsAndLinked, stepName, triggerEntity } from "../../model/scope";
import type { Scenario, Step } from "../../model/solution";
import { changeStep, findStep, insertStep, removeStep, stepsBefore } from "../../model/steps";
import { FormulaInput } from "../../ui/FormulaInput";
import { useScenario, type StepHandle } from "../context";
import editor from "../scenarios.module.css";
import { AssignFields } from "./AssignFields";

const TURNS = "new:round_robin";
const LOADED = "new:least_loaded";
const FORMULA = "formula";
const CHOSEN = /^=steps\.([a-z][a-z0-9_]*)\.user$/;

/** Who is responsible: a person, somebody by a rule (which puts the choosing step before this one), or the result of a step. */
export function ResponsibleInput({ handle, entity }: { handle: StepHandle; entity: string | undefined }) {
  const { t } = useTranslation("builder");
  const { change } = useScenario();
  const { people } = usePeople();
  const { step, scenario, lens, put, errorOf, groups, nameOf, pointer } = handle;
  const value = typeof step.with?.responsible === "string" ? step.with.responsible : "";
  const chooser = chooserOf(scenario, value);
  const users = userVariables(handle);
  const choosers = stepsBefore(scenario, step.key).filter((placed) => placed.step.action === "assign.choose");
  const known = value === "" || people.some((one) => one.id === value) || users.some((one) => one.value === value) || choosers.some((placed) => value === `=steps.${placed.step.key}.user`);
  const rule = chooser?.with?.rule;
  const shown = chooser && !byOther(chooser) ? (rule === "least_loaded" ? LOADED : TURNS) : known ? value || null : FORMULA;
  const pick = (next: string | null): void => {
    if (next === TURNS || next === LOADED) change((now) => withChooser(now, step.key, next === LOADED ? "least_loaded" : "round_robin", entity, lens.solution.roles[0]?.key, (what) => newStep(what, lens.solution, now)));
    else if (next === FORMULA) put("responsible", "=record.responsible ");
    else change((now) => withoutUnused(changeStep(now, step.key, (one) => ({ ...one, with: responsibleIn(one.with, next) })), value));
  };
  const data = [
    {
      group: t("responsible.by_rule"),
      items: [
        { value: TURNS, label: t("responsible.turns") },
        { value: LOADED, label: t("responsible.loaded") },
        ...choosers.filter((placed) => placed.step.key !== chooser?.key || byOther(chooser)).map((placed) => ({ value: `=steps.${placed.step.key}.user`, label: t("responsible.step", { step: stepName(lens, placed.step) }) })),
      ],
    },
    { group: t("responsible.from_record"), items: [...users, { value: FORMULA, label: t("variables.formula") }] },
    { group: t("responsible.person"), items: people.map((one) => ({ value: one.id, label: one.name })) },
  ].filter((group) => group.items.length > 0);
  return (
    <>
      <Select label={t("system.responsible")} placeholder={t("responsible.none")} data={data} value={shown} searchable clearable error={errorOf("responsible")} onChange={pick} />
      {!known && <FormulaInput label={t("variables.formula")} value={value.replace(/^=/, "")} groups={groups} place={{ pointer: `${pointer}/with/responsible` }} reads={nameOf(value.replace(/^=/, ""))} error={errorOf("responsible")} onChange={(next) => put("responsible", next ? `=${next}` : undefined)} />}
      {chooser && (
        <div className={editor.box}>
          <Text size="xs" c="dimmed">{t("responsible.chosen_in", { step: stepName(lens, chooser) })}</Text>
          <AssignFields stepKey={chooser.key} />
        </div>
      )}
    </>
  );
}

/** Whether a step chooses by a rule that has no choice of its own in the list. */
function byOther(chooser: Step | undefined): boolean {
  return chooser !== undefined && !["round_robin", "least_loaded"].includes(String(chooser.with?.rule));
}

function responsibleIn(input: StepHandle["step"]["with"], next: string | null): StepHandle["step"]["with"] {
  const rest = { ...input };
  delete rest.responsible;
  return next ? { ...rest, responsible: next } : rest;
}

function chooserOf(scenario: Scenario, value: string) {
  const key = CHOSEN.exec(value)?.[1];
  const step = key ? findStep(scenario, key)?.step : undefined;
  return step?.action === "assign.choose" ? step : undefined;
}

function userVariables({ lens, scenario }: StepHandle): { value: string; label: string }[] {
  return fieldsAndLinked(lens, triggerEntity(scenario, lens.solution), "record.")
    .filter((one) => one.type === "user")
    .map((one) => ({ value: `=${one.path}`, label: one.title }));
}

/** The scenario with a step that chooses, just before the one that needs somebody. */
function withChooser(scenario: Scenario, key: string, rule: string, entity: string | undefined, role: string | undefined, make: (what: string) => ReturnType<typeof newStep>): Scenario {
  const placed = findStep(scenario, key);
  if (!placed) return scenario;
  const before = typeof placed.step.with?.responsible === "string" ? placed.step.with.responsible : "";
  const existing = chooserOf(scenario, before);
  const load = rule === "least_loaded" && entity ? { load: entity } : {};
  if (existing) return changeStep(scenario, existing.key, (one) => ({ ...one, with: { among: one.with?.among, rule, ...load } }));
  const step = make("assign.choose");
  const chooser = { ...step, with: { among: role ? `role:${role}` : "role:owner", rule, ...load } };
  const inserted = insertStep(scenario, placed.path.slice(0, -1), placed.path[placed.path.length - 1] as number, chooser);
  return changeStep(inserted.scenario, key, (one) => ({ ...one, with: { ...one.with, responsible: `=steps.${inserted.key}.user` } }));
}

/** The scenario without a choosing step that nothing reads any more. */
function withoutUnused(scenario: Scenario, before: string): Scenario {
  const chooser = chooserOf(scenario, before);
  if (!chooser) return scenario;
  const without = removeStep(scenario, chooser.key);
  return JSON.stringify(without).includes(`steps.${chooser.key}.`) ? scenario : without;
}
