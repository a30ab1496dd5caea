import { Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { resolve, stepName, triggerEntity } from "../../model/scope";
import { entityTitle } from "../../model/sentences";
import type { Json } from "../../model/solution";
import { stepsBefore } from "../../model/steps";
import { FormulaInput } from "../../ui/FormulaInput";
import type { StepHandle } from "../context";

interface Props {
  handle: StepHandle;
  /** Which member of `with` it fills. */
  name?: "id" | "record";
  optional?: boolean;
  /** Only records of this entity. */
  of?: string;
  onPick: (id: Json | undefined, entity: string | undefined) => void;
}

const OTHER = "other";
/** The actions that give a record. */
const GIVING = ["record.create", "record.update", "record.upsert", "stage.move"];

/** Which record a step is about: the one that set the scenario off, one behind its links, or one an earlier step gave. */
export function RecordSelect({ handle, name = "id", optional = false, of, onPick }: Props) {
  const { t } = useTranslation("builder");
  const { step, errorOf, pointer, nameOf, groups } = handle;
  const value = step.with?.[name];
  const choices = recordChoices(handle).filter((one) => of === undefined || one.entity === of);
  const known = choices.find((one) => one.id === value);
  const [writing, setWriting] = useState(typeof value === "string" && value !== "" && !known);
  const source = typeof value === "string" ? value.replace(/^=/, "") : "";
  return (
    <>
      <Select
        label={t(name === "id" ? "input.record" : "input.about")}
        data={[...choices.map((one) => ({ value: one.id, label: one.title })), { value: OTHER, label: t("variables.formula") }]}
        value={writing ? OTHER : (known?.id ?? null)}
        clearable={optional}
        allowDeselect={optional}
        required={!optional}
        placeholder={t("input.record_hint")}
        error={writing ? undefined : errorOf(name) ?? (name === "id" ? errorOf("entity") : undefined)}
        onChange={(next) => {
          setWriting(next === OTHER);
          const choice = choices.find((one) => one.id === next);
          if (choice) onPick(choice.id, choice.entity);
          else if (next === null) onPick(undefined, undefined);
        }}
      />
      {writing && (
        <FormulaInput
          label={t("variables.formula")}
          value={source}
          groups={groups}
          place={{ pointer: `${pointer}/with/${name}` }}
          reads={nameOf(source)}
          error={errorOf(name)}
          onChange={(next) => onPick(next ? `=${next}` : undefined, resolve(handle.lens, handle.scenario, next.replace(/\.id$/, ""))?.to ?? (step.with?.entity as string | undefined))}
        />
      )}
    </>
  );
}

function recordChoices(handle: StepHandle): { id: string; entity: string; title: string }[] {
  const { lens, scenario, step } = handle;
  const source = triggerEntity(scenario, lens.solution);
  const own = source ? [{ id: "=record.id", entity: source, title: lens.words("input.this_record", { entity: entityTitle(lens, source) }) }] : [];
  const item = resolve(lens, scenario, "item");
  const turn = item?.to ? [{ id: "=item.id", entity: item.to, title: lens.words("input.loop_record", { entity: entityTitle(lens, item.to) }) }] : [];
  const linked = handle.groups
    .flatMap((group) => group.variables)
    .filter((one) => one.type === "link" && one.to && /^(record|item)\.[^.]+$/.test(one.path))
    .map((one) => ({ id: `=${one.path}`, entity: one.to as string, title: lens.words("input.linked_record", { title: one.title }) }));
  const made = stepsBefore(scenario, step.key).flatMap(({ step: one }) => {
    const entity = typeof one.with?.entity === "string" ? one.with.entity : undefined;
    const part = one.action === "record.find" ? "first" : GIVING.includes(one.action ?? "") ? "record" : undefined;
    return entity && part ? [{ id: `=steps.${one.key}.${part}.id`, entity, title: lens.words("input.step_record", { entity: entityTitle(lens, entity), step: stepName(lens, one) }) }] : [];
  });
  return [...turn, ...own, ...linked, ...made];
}
