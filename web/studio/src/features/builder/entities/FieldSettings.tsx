import { Group, MultiSelect, NumberInput, Select, Switch, TagsInput, TextInput } from "@mantine/core";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";

import { DateInput } from "@/shared/fields/DateInput";

import { settingsOf, type Setting } from "../model/fields";
import { formulaText, roleTitle } from "../model/sentences";
import { fieldsAndLinked, linksOf } from "../model/scope";
import { byKey, type Entity } from "../model/solution";
import { keyFor, titleOf } from "../model/titles";
import { useLens, useProblemAt } from "../state/draft";
import { DurationInput } from "../ui/DurationInput";
import { FormulaInput } from "../ui/FormulaInput";
import { OptionsEditor } from "./OptionsEditor";
import { set, type Part } from "./part";

const RESULTS = ["number", "integer", "money", "percent", "text", "boolean", "date", "datetime", "duration"];
const MEGABYTE = 1_000_000;

/** What one type of field takes, setting by setting. */
export function FieldSettings(part: Part) {
  return settingsOf(part.field.type).map((name) => {
    const Control = CONTROLS[name];
    return <Control key={name} {...part} />;
  });
}

/** Every setting has its control: a new one without is an error of the types. */
const CONTROLS: Record<Setting, ComponentType<Part>> = {
  options: ({ field, pointer, change }) => <OptionsEditor options={field.options ?? []} pointer={pointer} onChange={(options, place) => set(change, "options", options, place)} />,
  to: ToInput,
  inverse: InverseInput,
  on_delete: OnDeleteInput,
  of: OfInput,
  formula: FormulaSetting,
  result: ResultInput,
  prefix: (part) => <TextSetting {...part} name="prefix" placeholder="INV-" />,
  digits: (part) => <NumberSetting {...part} name="digits" min={0} max={18} />,
  min: (part) => <Bound {...part} name="min" />,
  max: (part) => <Bound {...part} name="max" />,
  decimals: (part) => (["number", "percent"].includes(part.field.result ?? part.field.type) ? <NumberSetting {...part} name="decimals" min={0} max={9} placeholder="6" /> : null),
  currency: (part) => ((part.field.result ?? part.field.type) === "money" ? <TextSetting {...part} name="currency" placeholder="AZN" most={3} upper /> : null),
  unit: (part) => (part.field.type === "money" || ["money", "text", "boolean", "date", "datetime"].includes(part.field.result ?? "") ? null : <TextSetting {...part} name="unit" placeholder="m²" />),
  max_length: (part) => <NumberSetting {...part} name="max_length" min={1} />,
  pattern: PatternInput,
  among: AmongInput,
  many: ({ field, change }) => <ManyInput checked={field.many === true} onChange={(many) => set(change, "many", many || undefined)} />,
  types: TypesInput,
  max_size: SizeInput,
};

function ToInput({ field, entity, pointer, change }: Part) {
  const { t } = useTranslation("builder");
  const { solution, language } = useLens();
  const error = useProblemAt(`${pointer}/to`, pointer);
  return (
    <Select
      label={t("fields.to")}
      data={solution.entities.map((one) => ({ value: one.key, label: titleOf(one, language) }))}
      value={field.to ?? null}
      error={error}
      required
      allowDeselect={false}
      onChange={(to) => change((now) => ({ ...now, to: to ?? undefined, inverse: now.inverse ?? inverseFor(entity, solution.entities.find((one) => one.key === to)) }))}
    />
  );
}

/** How the linked side will name its records here: a key of this entity's plural. */
function inverseFor(entity: Entity, target: Entity | undefined): string | undefined {
  if (!target) return undefined;
  return keyFor(`${entity.key}s`, target.fields.map((field) => field.key), "items");
}

/** The other side of a link: what it is called there. What is typed in words becomes a key. */
function InverseInput({ field, pointer, change }: Part) {
  const { t } = useTranslation("builder");
  const { solution, language } = useLens();
  const error = useProblemAt(`${pointer}/inverse`);
  const target = byKey(solution.entities, field.to);
  if (!target) return null;
  const settle = (typed: string): void => {
    const key = typed.trim() === "" ? undefined : keyFor(typed, target.fields.map((one) => one.key), "items");
    if (key !== field.inverse) set(change, "inverse", key);
  };
  return (
    <TextInput
      key={`${target.key}/${field.inverse ?? ""}`}
      label={t("fields.inverse", { entity: titleOf(target, language) })}
      description={t("fields.inverse_help")}
      defaultValue={field.inverse ?? ""}
      error={error}
      onBlur={(event) => settle(event.currentTarget.value)}
    />
  );
}

function OnDeleteInput({ field, change }: Part) {
  const { t } = useTranslation("builder");
  return (
    <Select
      label={t("fields.on_delete")}
      data={(["clear", "restrict", "cascade"] as const).map((value) => ({ value, label: t(`fields.on_delete_${value}`) }))}
      value={field.on_delete ?? "clear"}
      allowDeselect={false}
      onChange={(value) => set(change, "on_delete", value === "clear" ? undefined : value)}
    />
  );
}

/** The links that a rollup sums up, or that a lookup goes along. */
function OfInput({ field, entity, pointer, change }: Part) {
  const { t } = useTranslation("modelling");
  const lens = useLens();
  const error = useProblemAt(`${pointer}/of`, pointer);
  const links = linksOf(lens, entity.key).filter((one) => one.type === (field.type === "rollup" ? "links" : "link"));
  return (
    <Select
      label={t("field.of")}
      description={t(field.type === "rollup" ? "field.of_rollup" : "field.of_lookup")}
      placeholder={links.length === 0 ? t("field.of_none") : undefined}
      data={links.map((one) => ({ value: one.path, label: one.title }))}
      value={field.of ?? null}
      error={error}
      required
      allowDeselect={false}
      onChange={(of) => set(change, "of", of ?? undefined)}
    />
  );
}

function FormulaSetting({ field, entity, pointer, change }: Part) {
  const { t } = useTranslation("builder");
  const lens = useLens();
  const error = useProblemAt(`${pointer}/formula`);
  const over = field.type === "formula" ? entity.key : (linksOf(lens, entity.key).find((one) => one.path === field.of)?.to ?? "");
  const holder = byKey(lens.solution.entities, over);
  const groups = [{ title: titleOf(holder, lens.language), variables: fieldsAndLinked(lens, over).filter((one) => over !== entity.key || one.path !== field.key) }];
  return (
    <FormulaInput
      label={t("fields.formula")}
      placeholder={field.type === "rollup" ? "SUM(total)" : field.type === "lookup" ? "phone" : t("fields.formula_hint")}
      required
      value={field.formula ?? ""}
      groups={groups}
      place={field.type === "formula" ? { entity: over, pointer: `${pointer}/formula` } : { pointer: `${pointer}/formula` }}
      reads={formulaText(lens, undefined, field.formula ?? "", over)}
      error={error}
      onChange={(formula) => set(change, "formula", formula, "formula")}
    />
  );
}

function ResultInput({ field, change }: Part) {
  const { t } = useTranslation("builder");
  return <Select label={t("fields.result")} data={RESULTS.map((value) => ({ value, label: t(`type.${value}`) }))} value={field.result ?? null} onChange={(result) => set(change, "result", result ?? undefined)} />;
}

type Named<N> = Part & { name: N };

function TextSetting({ field, pointer, change, name, placeholder, most, upper = false }: Named<"prefix" | "currency" | "unit"> & { placeholder: string; most?: number; upper?: boolean }) {
  const { t } = useTranslation("builder");
  const error = useProblemAt(`${pointer}/${name}`);
  const put = (text: string): void => set(change, name, (upper ? text.toUpperCase() : text) || undefined, name);
  return <TextInput label={t(`fields.${name}`)} placeholder={placeholder} value={field[name] ?? ""} maxLength={most} error={error} onChange={(event) => put(event.currentTarget.value)} />;
}

function NumberSetting({ field, pointer, change, name, ...limits }: Named<"digits" | "decimals" | "max_length"> & { min: number; max?: number; placeholder?: string }) {
  const { t } = useTranslation("builder");
  const error = useProblemAt(`${pointer}/${name}`);
  return <NumberInput label={t(`fields.${name}`)} value={field[name] ?? ""} error={error} onChange={(value) => set(change, name, value === "" ? undefined : Number(value), name)} {...limits} />;
}

/** The least or greatest value: a number, a day, or how long. */
function Bound({ field, pointer, change, name }: Named<"min" | "max">) {
  const { t } = useTranslation("modelling");
  const error = useProblemAt(`${pointer}/${name}`);
  const put = (value: unknown): void => set(change, name, value === "" ? undefined : value, name);
  const stored = field[name];
  if (field.type === "date" || field.type === "datetime")
    return <DateInput label={t(`field.${name}_date`)} value={typeof stored === "string" ? stored.slice(0, 10) : ""} error={error} onChange={(day) => put(day ?? "")} />;
  if (field.type === "duration") return <DurationInput label={t(`field.${name}_span`)} value={typeof stored === "string" ? stored : undefined} error={error} onChange={(value) => put(value ?? "")} />;
  if (field.type === "rating") return <NumberInput label={t("field.stars")} min={1} max={10} placeholder="5" value={typeof stored === "number" ? stored : ""} error={error} onChange={(value) => put(value === "" ? "" : Number(value))} />;
  return <NumberInput label={t(`field.${name}_number`)} value={typeof stored === "number" ? stored : ""} error={error} onChange={(value) => put(value === "" ? "" : Number(value))} />;
}

function PatternInput({ field, pointer, change }: Part) {
  const { t } = useTranslation("modelling");
  const error = useProblemAt(`${pointer}/pattern`);
  return (
    <TextInput
      label={t("field.pattern")}
      description={t("field.pattern_help")}
      placeholder="^[A-Z]{2}[0-9]{7}$"
      value={field.pattern ?? ""}
      error={error}
      spellCheck={false}
      styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
      onChange={(event) => set(change, "pattern", event.currentTarget.value || undefined, "pattern")}
    />
  );
}

function AmongInput({ field, pointer, change }: Part) {
  const { t } = useTranslation("modelling");
  const lens = useLens();
  const error = useProblemAt(`${pointer}/among`);
  const roles = [...lens.solution.roles.map((one) => one.key), "owner", "admin", "member"];
  return (
    <Select
      label={t("field.among")}
      placeholder={t("field.among_all")}
      clearable
      data={roles.map((key) => ({ value: `role:${key}`, label: roleTitle(lens, key) }))}
      value={field.among ?? null}
      error={error}
      onChange={(among) => set(change, "among", among ?? undefined)}
    />
  );
}

function ManyInput({ checked, onChange }: { checked: boolean; onChange: (many: boolean) => void }) {
  const { t } = useTranslation("modelling");
  return <Switch label={t("field.many")} checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />;
}

/** Kinds of files that most ask for; others are written as media types. */
const FILE_TYPES = ["application/pdf", "image/jpeg", "image/png", "image/webp", "text/csv", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"];

function TypesInput({ field, pointer, change }: Part) {
  const { t } = useTranslation("modelling");
  const error = useProblemAt(`${pointer}/types`);
  const put = (types: string[]): void => set(change, "types", types.length > 0 ? types : undefined);
  const common = field.type === "image" ? FILE_TYPES.filter((type) => type.startsWith("image/")) : FILE_TYPES;
  const known = field.types?.every((type) => common.includes(type)) ?? true;
  const shared = { label: t("field.types"), placeholder: field.types?.length ? undefined : t("field.types_any"), value: field.types ?? [], error, onChange: put };
  return known ? <MultiSelect {...shared} data={common.map((type) => ({ value: type, label: t(`media.${mediaKey(type)}`) }))} hidePickedOptions /> : <TagsInput {...shared} data={common} />;
}

function mediaKey(type: string): string {
  return type.includes("wordprocessing") ? "docx" : type.includes("spreadsheet") ? "xlsx" : type.replace(/^.*\//, "");
}

function SizeInput({ field, pointer, change }: Part) {
  const { t } = useTranslation("modelling");
  const error = useProblemAt(`${pointer}/max_size`);
  const megabytes = field.max_size === undefined ? "" : field.max_size / MEGABYTE;
  return (
    <Group gap={0}>
      <NumberInput style={{ flex: 1 }} label={t("field.max_size")} suffix=" MB" min={0.001} value={megabytes} error={error} onChange={(value) => set(change, "max_size", value === "" ? undefined : Math.max(1, Math.round(Number(value) * MEGABYTE)), "max_size")} />
    </Group>
  );
}
