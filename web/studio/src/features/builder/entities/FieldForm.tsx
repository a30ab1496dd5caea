import { ActionIcon, Collapse, Group, NumberInput, Select, Stack, Switch, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconChevronDown, IconChevronRight, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import classes from "../builder.module.css";
import { FIELD_GROUPS } from "../icons";
import { formulaText } from "../model/sentences";
import { fieldsAndLinked } from "../model/scope";
import type { Entity, Field } from "../model/solution";
import { keyFor, titleOf } from "../model/titles";
import { useLens, useProblemAt, useProblems, useThing } from "../state/draft";
import { FormulaInput } from "../ui/FormulaInput";
import { Problems } from "../ui/Problems";
import { TitleInput } from "../ui/TitleInput";
import { OptionsEditor } from "./OptionsEditor";

type Change = (how: (field: Field) => Field, place?: string) => void;
interface Part {
  field: Field;
  entity: Entity;
  pointer: string;
  change: Change;
}

const NUMERIC = ["integer", "number", "money", "percent"];
const RESULTS = ["number", "integer", "money", "percent", "text", "boolean", "date", "datetime"];
const COMPUTED = ["formula", "autonumber"];

/** The settings of one field; each type shows what it takes. */
export function FieldForm({ entityKey, index, onClose }: { entityKey: string; index: number; onClose: () => void }) {
  const { t } = useTranslation("builder");
  const { thing: entity, index: at, change } = useThing("entities", entityKey);
  const { language } = useLens();
  const field = entity?.fields[index];
  const pointer = `/entities/${String(at)}/fields/${String(index)}`;
  const { errors, warnings } = useProblems(["entities", at, "fields", index]);
  if (!entity || !field) return null;
  const changeField: Change = (how, place) => change((now) => ({ ...now, fields: now.fields.map((one, n) => (n === index ? how(one) : one)) }), place && `field/${String(index)}/${place}`);
  const part = { field, entity, pointer, change: changeField };
  const shown = ["formula", "to", "options"].map((name) => `${pointer}/${name}`);
  return (
    <Stack gap="sm">
      <Group justify="space-between" wrap="nowrap">
        <span className={classes.key}>{field.key}</span>
        <ActionIcon size="md" aria-label={t("fields.close")} onClick={onClose} visibleFrom="sm">
          <IconX size={16} />
        </ActionIcon>
      </Group>
      <TitleInput label={t("fields.title")} value={field.title} fallback={titleOf(field, language)} onChange={(title) => changeField((now) => ({ ...now, title }), "title")} />
      <Select
        label={t("fields.type")}
        data={FIELD_GROUPS.map((group) => ({ group: t(`fields.group.${group.key}`), items: group.types.map((type) => ({ value: type, label: t(`type.${type}`) })) }))}
        value={field.type}
        allowDeselect={false}
        searchable
        onChange={(type) => type && changeField((now) => retyped(now, type, [t("option.first"), t("option.second")]))}
      />
      <TypeSettings {...part} />
      <Problems errors={errors.filter((problem) => !shown.includes(problem.pointer))} warnings={warnings} />
      {!COMPUTED.includes(field.type) && (
        <Switch label={t("fields.required_label")} checked={Boolean(field.required)} onChange={(event) => set(changeField, "required", event.currentTarget.checked || undefined)} />
      )}
      <TitleInput label={t("fields.help")} placeholder={t("fields.help_hint")} value={field.help} onChange={(help) => changeField((now) => ({ ...now, help }), "help")} />
      <MoreSettings {...part} />
    </Stack>
  );
}

function set(change: Change, name: keyof Field, value: unknown, place?: string): void {
  change((now) => ({ ...now, [name]: value }), place);
}

/** The field with another type: what belongs to the old one goes. */
function retyped(field: Field, type: string, words: readonly string[]): Field {
  const { key, title, help, required, indexed } = field;
  const base: Field = { key, type, ...(title && { title }), ...(help && { help }), ...(!COMPUTED.includes(type) && required && { required }), ...(indexed && { indexed }) };
  if (type === "select" || type === "multi_select") return { ...base, options: field.options ?? words.map((word, at) => ({ key: keyFor(word, [], `option_${String(at + 1)}`), title: word })) };
  if (type === "formula") return { ...base, formula: field.formula ?? "", result: field.result ?? "number" };
  if ((type === "link" || type === "links") && field.to) return { ...base, to: field.to, ...(field.inverse && { inverse: field.inverse }) };
  return base;
}

function TypeSettings(part: Part) {
  const { field, pointer } = part;
  if (field.type === "select" || field.type === "multi_select") return <OptionsEditor options={field.options ?? []} pointer={pointer} onChange={(options, place) => set(part.change, "options", options, place)} />;
  if (field.type === "link" || field.type === "links") return <LinkSettings {...part} />;
  if (field.type === "formula") return <FormulaSettings {...part} />;
  if (field.type === "autonumber") return <AutonumberSettings {...part} />;
  if (NUMERIC.includes(field.type)) return <NumberSettings {...part} />;
  return null;
}

function LinkSettings({ field, entity, pointer, change }: Part) {
  const { t } = useTranslation("builder");
  const { solution, language } = useLens();
  const error = useProblemAt(`${pointer}/to`, pointer);
  const target = solution.entities.find((one) => one.key === field.to);
  return (
    <>
      <Select
        label={t("fields.to")}
        data={solution.entities.map((one) => ({ value: one.key, label: titleOf(one, language) }))}
        value={field.to ?? null}
        error={error}
        required
        onChange={(to) => change((now) => ({ ...now, to: to ?? undefined, inverse: now.inverse ?? inverseFor(entity, solution.entities.find((one) => one.key === to)) }))}
      />
      {target && (
        <TextInput
          label={t("fields.inverse", { entity: titleOf(target, language) })}
          description={t("fields.inverse_help")}
          value={field.inverse ?? ""}
          onChange={(event) => set(change, "inverse", event.currentTarget.value || undefined, "inverse")}
        />
      )}
      <Select
        label={t("fields.on_delete")}
        data={(["clear", "restrict", "cascade"] as const).map((value) => ({ value, label: t(`fields.on_delete_${value}`) }))}
        value={field.on_delete ?? "clear"}
        allowDeselect={false}
        onChange={(value) => set(change, "on_delete", value === "clear" ? undefined : value)}
      />
    </>
  );
}

/** How the linked side will name its records here: a key of this entity's plural. */
function inverseFor(entity: Entity, target: Entity | undefined): string | undefined {
  if (!target) return undefined;
  return keyFor(`${entity.key}s`, target.fields.map((field) => field.key), "items");
}

function FormulaSettings({ field, entity, pointer, change }: Part) {
  const { t } = useTranslation("builder");
  const lens = useLens();
  const error = useProblemAt(`${pointer}/formula`);
  const groups = [{ title: titleOf(entity, lens.language), variables: fieldsAndLinked(lens, entity.key).filter((one) => one.path !== field.key) }];
  return (
    <>
      <FormulaInput
        label={t("fields.formula")}
        placeholder={t("fields.formula_hint")}
        required
        value={field.formula ?? ""}
        groups={groups}
        place={{ entity: entity.key, pointer: `${pointer}/formula` }}
        reads={formulaText(lens, undefined, field.formula ?? "", entity.key)}
        error={error}
        onChange={(formula) => set(change, "formula", formula, "formula")}
      />
      <Select
        label={t("fields.result")}
        data={RESULTS.map((value) => ({ value, label: t(`type.${value}`) }))}
        value={field.result ?? null}
        onChange={(result) => set(change, "result", result ?? undefined)}
      />
    </>
  );
}

function AutonumberSettings({ field, change }: Part) {
  const { t } = useTranslation("builder");
  return (
    <Group grow>
      <TextInput label={t("fields.prefix")} placeholder="INV-" value={field.prefix ?? ""} onChange={(event) => set(change, "prefix", event.currentTarget.value || undefined, "prefix")} />
      <NumberInput label={t("fields.digits")} min={0} max={12} value={field.digits ?? ""} onChange={(value) => set(change, "digits", value === "" ? undefined : Number(value), "digits")} />
    </Group>
  );
}

function NumberSettings({ field, change }: Part) {
  const { t } = useTranslation("builder");
  const limit = (name: "min" | "max") => (
    <NumberInput label={t(`fields.${name}`)} value={(field[name] as number | undefined) ?? ""} onChange={(value) => set(change, name, value === "" ? undefined : Number(value), name)} />
  );
  return (
    <>
      <Group grow>
        {limit("min")}
        {limit("max")}
      </Group>
      <Group grow>
        {field.type === "money" ? (
          <TextInput label={t("fields.currency")} placeholder="AZN" value={field.currency ?? ""} maxLength={3} onChange={(event) => set(change, "currency", event.currentTarget.value.toUpperCase() || undefined, "currency")} />
        ) : (
          <TextInput label={t("fields.unit")} placeholder="m²" value={field.unit ?? ""} onChange={(event) => set(change, "unit", event.currentTarget.value || undefined, "unit")} />
        )}
        {field.type === "number" && (
          <NumberInput label={t("fields.decimals")} min={0} max={9} value={field.decimals ?? ""} placeholder="6" onChange={(value) => set(change, "decimals", value === "" ? undefined : Number(value), "decimals")} />
        )}
      </Group>
    </>
  );
}

function MoreSettings({ field, change }: Part) {
  const { t } = useTranslation("builder");
  const [opened, { toggle }] = useDisclosure(false);
  const textual = ["text", "long_text"].includes(field.type);
  return (
    <div>
      <UnstyledButton onClick={toggle} aria-expanded={opened}>
        <Group gap={4}>
          {opened ? <IconChevronDown size={15} /> : <IconChevronRight size={15} />}
          <Text size="sm" fw={550}>{t("more_settings")}</Text>
        </Group>
      </UnstyledButton>
      <Collapse expanded={opened}>
        <Stack gap="sm" mt="sm">
          {!COMPUTED.includes(field.type) && <DefaultInput field={field} change={change} />}
          {textual && <NumberInput label={t("fields.max_length")} min={1} value={field.max_length ?? ""} onChange={(value) => set(change, "max_length", value === "" ? undefined : Number(value), "max_length")} />}
          {!["multi_select", "links", "formula", "boolean", "long_text"].includes(field.type) && (
            <Switch label={t("fields.unique_label")} checked={Boolean(field.unique)} onChange={(event) => set(change, "unique", event.currentTarget.checked || undefined)} />
          )}
          <Switch label={t("fields.indexed_label")} checked={Boolean(field.indexed)} onChange={(event) => set(change, "indexed", event.currentTarget.checked || undefined)} />
        </Stack>
      </Collapse>
    </div>
  );
}

function DefaultInput({ field, change }: Pick<Part, "field" | "change">) {
  const { t } = useTranslation("builder");
  const { language } = useLens();
  const put = (value: unknown): void => set(change, "default", value === "" || value === null ? undefined : value, "default");
  if (field.type === "select")
    return <Select label={t("fields.default")} clearable data={(field.options ?? []).map((one) => ({ value: one.key, label: titleOf(one, language) }))} value={typeof field.default === "string" ? field.default : null} onChange={put} />;
  if (field.type === "boolean") return <Switch label={t("fields.default_yes")} checked={field.default === true} onChange={(event) => put(event.currentTarget.checked || null)} />;
  if (NUMERIC.includes(field.type)) return <NumberInput label={t("fields.default")} value={typeof field.default === "number" ? field.default : ""} onChange={(value) => put(value === "" ? null : Number(value))} />;
  if (["link", "links", "user", "multi_select"].includes(field.type)) return null;
  return <TextInput label={t("fields.default")} description={t("fields.default_help")} value={typeof field.default === "string" ? field.default : ""} onChange={(event) => put(event.currentTarget.value)} />;
}
