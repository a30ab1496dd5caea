import { Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { resolve, type VariableGroup } from "../../model/scope";
import { stripEquals } from "../../model/sentences";
import type { Json, With } from "../../model/solution";
import { titleOf } from "../../model/titles";
import { FormulaInput } from "../../ui/FormulaInput";
import type { StepHandle } from "../context";
import { ValueInput } from "./ValueInput";
import { variableData } from "./variables";

export interface FormProps {
  handle: StepHandle;
}

export const textOf = (value: Json | undefined): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

/** What a step is given, without what is left out. */
export function cleaned(input: With): With {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

/** A text of `with` that may have holes. */
export function TextField({ handle, name, label, multiline, required, placeholder }: FormProps & { name: string; label: string; multiline?: boolean; required?: boolean; placeholder?: string }) {
  return (
    <ValueInput
      label={label}
      value={handle.step.with?.[name]}
      onChange={(value) => handle.put(name, value ?? "")}
      groups={handle.groups}
      nameOf={handle.nameOf}
      pointer={`${handle.pointer}/with/${name}`}
      error={handle.errorOf(name)}
      multiline={multiline}
      required={required}
      placeholder={placeholder}
    />
  );
}

export function EntityField({ handle, onPick }: FormProps & { onPick: (entity: string) => void }) {
  const { t } = useTranslation("builder");
  const { solution, language } = handle.lens;
  return (
    <Select
      label={t("input.entity")}
      placeholder={t("input.entity_hint")}
      data={solution.entities.map((one) => ({ value: one.key, label: titleOf(one, language) }))}
      value={textOf(handle.step.with?.entity) ?? null}
      error={handle.errorOf("entity")}
      allowDeselect={false}
      required
      onChange={(entity) => entity && onPick(entity)}
    />
  );
}

interface SourceProps extends FormProps {
  label: string;
  description?: string;
  placeholder?: string;
  /** A formula that begins with "=", or nothing. */
  value: string | undefined;
  onChange: (value: string) => void;
  /** What it may be taken from by name; anything else is a formula. */
  choices: readonly VariableGroup[];
  pointer: string;
  error?: string;
}

const OTHER = "other";

/** Where a value comes from: one of the things by name, or a formula. */
export function SourceSelect({ handle, label, description, placeholder, value, onChange, choices, pointer, error }: SourceProps) {
  const { t } = useTranslation("builder");
  const source = stripEquals(value ?? "").trim();
  const named = choices.some((group) => group.variables.some((one) => one.path === source)) || resolve(handle.lens, handle.scenario, source) !== undefined;
  const [writing, setWriting] = useState(source !== "" && !named);
  const formula = { group: t("variables.other"), items: [{ value: OTHER, label: t("variables.formula") }] };
  return (
    <>
      <Select
        label={label}
        description={description}
        placeholder={placeholder}
        data={[...variableData(choices, writing ? undefined : source || undefined, handle.nameOf(source)), formula]}
        value={writing ? OTHER : source || null}
        searchable
        required
        allowDeselect={false}
        error={writing ? undefined : error}
        onChange={(next) => {
          setWriting(next === OTHER);
          if (next && next !== OTHER) onChange(`=${next}`);
        }}
      />
      {writing && <FormulaInput label={t("variables.formula")} value={source} groups={handle.groups} place={{ pointer }} reads={handle.nameOf(source)} error={error} onChange={(next) => onChange(next ? `=${next}` : "")} />}
    </>
  );
}
