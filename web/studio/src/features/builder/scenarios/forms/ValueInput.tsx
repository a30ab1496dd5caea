import { ActionIcon, Group, Input, MultiSelect, NumberInput, Select, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { DateInput } from "@/shared/fields/DateInput";
import { usePeople } from "@/shared/solution/useSolution";

import type { Variable, VariableGroup } from "../../model/scope";
import { resolve } from "../../model/scope";
import type { Field, Json } from "../../model/solution";
import { formula, literal, readValue } from "../../model/templates";
import { titleOf } from "../../model/titles";
import { useLens } from "../../state/draft";
import { ChipInput } from "../../ui/ChipInput";
import { FormulaInput } from "../../ui/FormulaInput";
import inputs from "../../ui/inputs.module.css";
import { VariablePicker } from "../../ui/VariablePicker";
import { useScenario } from "../context";

interface Props {
  label: string;
  /** What it fills; a plain text where nothing says more. */
  field?: Pick<Field, "type" | "options" | "to">;
  value: Json | undefined;
  onChange: (value: Json | undefined) => void;
  groups: readonly VariableGroup[];
  nameOf: (source: string) => string;
  pointer: string;
  error?: string;
  required?: boolean;
  multiline?: boolean;
  placeholder?: string;
  hideLabel?: boolean;
}

const TEXTS = ["text", "long_text", "email", "phone", "url", "rich_text", "any"];
const NUMBERS = ["number", "integer", "money", "percent"];

/** A value of `with`: written as it is, taken from a variable, or computed. */
export function ValueInput(props: Props) {
  const { field, value } = props;
  const { lens, scenario } = useScenario();
  const type = field?.type ?? "any";
  const read = readValue(value);
  if (read.kind === "formula") {
    const offered = props.groups.flatMap((group) => group.variables).find((one) => one.path === read.source);
    const variable = read.source === "" ? undefined : (offered ?? resolve(lens, scenario, read.source));
    return variable ? <TakenFrom {...props} source={read.source} /> : <Computed {...props} source={read.source} />;
  }
  if (TEXTS.includes(type)) return <TextValue {...props} />;
  return <TypedValue {...props} type={type} />;
}

function TextValue({ value, onChange, field, ...props }: Props) {
  const read = readValue(value);
  const text = read.kind === "text" ? read.source : read.kind === "constant" && read.value !== undefined && read.value !== null ? String(read.value) : "";
  return <ChipInput {...props} multiline={props.multiline ?? field?.type === "long_text"} value={text} onChange={(next) => onChange(next === "" ? undefined : literal(next))} onFormula={() => onChange(formula(""))} />;
}

/** A value that is a variable as it stands. */
function TakenFrom({ label, source, onChange, groups, nameOf, error, required, hideLabel, field }: Props & { source: string }) {
  const { t } = useTranslation("builder");
  return (
    <Input.Wrapper label={hideLabel ? undefined : label} labelElement="div" error={error} required={required}>
      <div className={inputs.box} data-error={error ? true : undefined} style={{ marginTop: hideLabel ? 0 : 4 }}>
        <div className={inputs.value}>
          <span className={inputs.chip}>{nameOf(source)}</span>
        </div>
        <ActionIcon size="md" aria-label={t("value.clear", { label })} onClick={() => onChange(undefined)}>
          <IconX size={15} />
        </ActionIcon>
        <VariablePicker label={label} groups={groups} onPick={(variable) => onChange(formula(variable.path))} onFormula={() => onChange(formula(`${source} `))} fits={fitting(field)} />
      </div>
    </Input.Wrapper>
  );
}

function Computed({ label, source, onChange, groups, nameOf, pointer, error, required }: Props & { source: string }) {
  const { t } = useTranslation("builder");
  return (
    <Group gap={4} wrap="nowrap" align="flex-start">
      <div style={{ flex: 1, minWidth: 0 }}>
        <FormulaInput label={label} required={required} value={source} groups={groups} place={{ pointer }} reads={nameOf(source)} error={error} onChange={(next) => onChange(formula(next))} placeholder="NOW() + HOURS(2)" />
      </div>
      <ActionIcon size="md" mt={24} aria-label={t("value.clear", { label })} onClick={() => onChange(undefined)}>
        <IconX size={15} />
      </ActionIcon>
    </Group>
  );
}

function TypedValue(props: Props & { type: string }) {
  const { label, field, value, onChange, groups, error, required, hideLabel } = props;
  const picker = <VariablePicker label={label} groups={groups} onPick={(variable) => onChange(formula(variable.path))} onFormula={() => onChange(formula(""))} fits={fitting(field)} />;
  return (
    <Group gap={2} wrap="nowrap" align={hideLabel ? "center" : "flex-end"}>
      <div style={{ flex: 1, minWidth: 0 }}>
        <Plain {...props} label={hideLabel ? undefined : label} aria={label} value={value} error={error} required={required} />
      </div>
      {picker}
    </Group>
  );
}

/** The control for a value written as it is. */
function Plain({ type, field, label, aria, value, onChange, error, required }: Omit<Props, "label"> & { type: string; label?: string; aria: string }) {
  const { t } = useTranslation("builder");
  const { language } = useLens();
  const { people } = usePeople();
  const common = { label, "aria-label": aria, error, required, ...(label && { "aria-label": undefined }) };
  const options = (field?.options ?? []).map((one) => ({ value: one.key, label: titleOf(one, language) }));
  if (type === "select") return <Select {...common} data={options} value={typeof value === "string" ? value : null} onChange={(next) => onChange(next ?? undefined)} clearable searchable />;
  if (type === "multi_select") return <MultiSelect {...common} data={options} value={Array.isArray(value) ? value.map(String) : []} onChange={(next) => onChange(next.length > 0 ? next : undefined)} />;
  if (type === "boolean") return <Select {...common} data={[{ value: "yes", label: t("value.yes") }, { value: "no", label: t("value.no") }]} value={value === true ? "yes" : value === false ? "no" : null} onChange={(next) => onChange(next === null ? undefined : next === "yes")} clearable />;
  if (NUMBERS.includes(type)) return <NumberInput {...common} value={typeof value === "number" ? value : ""} onChange={(next) => onChange(next === "" ? undefined : Number(next))} />;
  if (type === "date") return <DateInput {...common} value={typeof value === "string" ? value : ""} onChange={(next) => onChange(next ?? undefined)} />;
  if (type === "user") return <Select {...common} data={people.map((one) => ({ value: one.id, label: one.name }))} value={typeof value === "string" ? value : null} onChange={(next) => onChange(next ?? undefined)} clearable searchable />;
  return <TextInput {...common} readOnly placeholder={t("value.from_variable")} value={typeof value === "string" ? value : ""} />;
}

/** Whether a variable fits a field: the same type, and for a link the same other end. */
export function fitting(field: Pick<Field, "type" | "to"> | undefined): (variable: Variable) => boolean {
  return (variable) => {
    if (!field) return false;
    if (field.type === "link" || field.type === "links") return variable.to === field.to;
    return variable.type === field.type || (NUMBERS.includes(variable.type) && NUMBERS.includes(field.type));
  };
}
