import { ActionIcon, Button, Group, Popover, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { IconFilterPlus, IconMathFunction, IconSearch, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { DateInput } from "@/shared/fields/DateInput";
import { FieldValue } from "@/shared/fields/FieldValue";
import { PersonPicker } from "@/shared/fields/FieldInput";
import { formatDate, parseNumber } from "@/shared/format/format";
import { fieldTitle, optionTitle, stageTitle } from "@/shared/solution/titles";
import type { EntityView, FieldView } from "@/shared/solution/types";
import { useFunnelsOf } from "@/shared/solution/useSolution";

import { type Condition, kindOf, type Operator, operatorsOf, systemFields, takesValue } from "./filters";
import classes from "./RecordsPage.module.css";

/** The fields one may filter by; a stage offers the stages of the entity's funnels. */
function useFilterFields(entity: EntityView): FieldView[] {
  const { t } = useTranslation("common");
  const funnels = useFunnelsOf(entity.key);
  const stages = funnels.flatMap((funnel) => funnel.stages).filter((stage, index, all) => all.findIndex((other) => other.key === stage.key) === index);
  return [
    ...entity.fields.filter((field) => !["links", "json"].includes(field.type)),
    ...systemFields(funnels.length > 0).map((field) => ({ ...field, title: t(`system.${field.key}`), ...(field.key === "stage" ? { options: stages.map((stage) => ({ key: stage.key, title: stageTitle(stage) })) } : {}) })),
  ];
}

interface Props {
  entity: EntityView;
  where: Condition[];
  /** What no sentence says. */
  formula: string;
  /** All of it as one formula. */
  whole: string;
  q: string;
  error?: string | undefined;
  onWhere: (where: Condition[]) => void;
  onRest: () => void;
  onFormula: (source: string) => void;
  onSearch: (q: string) => void;
}

/** The list's question, as sentences that can be read, added and taken away. */
export function FilterBar({ entity, where, formula, whole, q, error, onWhere, onRest, onFormula, onSearch }: Props) {
  const { t } = useTranslation(["records", "views"]);
  const fields = useFilterFields(entity);
  const [typed, setTyped] = useState(q);
  return (
    <div className={classes.bar} role="search" aria-label={t("filter.label")}>
      <TextInput
        className={classes.search}
        leftSection={<IconSearch size={16} aria-hidden />}
        placeholder={t("filter.search")}
        aria-label={t("filter.search")}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          onSearch(event.currentTarget.value);
        }}
      />
      {where.map((condition, index) => (
        <Pill key={`${condition.field}-${index}`} condition={condition} fields={fields} onRemove={() => onWhere(where.filter((_, at) => at !== index))} />
      ))}
      {formula && (
        <span className={classes.pill}>
          <span className={classes.say}><IconMathFunction size={14} aria-label={t("views:filter.formula")} style={{ verticalAlign: -2 }} /> <code>{formula}</code></span>
          <ActionIcon size="md" radius="xl" aria-label={t("filter.remove", { title: t("views:filter.formula") })} onClick={onRest}>
            <IconX size={14} />
          </ActionIcon>
        </span>
      )}
      <AddCondition fields={fields} onAdd={(condition) => onWhere([...where, condition])} />
      <AsFormula key={whole} whole={whole} error={error} onApply={onFormula} />
      {where.length + (formula ? 1 : 0) > 1 && <Button variant="subtle" color="gray" size="xs" onClick={() => onFormula("")}>{t("filter.clear")}</Button>}
    </div>
  );
}

/** The whole question as one formula: what can be read as sentences becomes sentences again. */
function AsFormula({ whole, error, onApply }: { whole: string; error: string | undefined; onApply: (source: string) => void }) {
  const { t } = useTranslation("views");
  const [source, setSource] = useState(whole);
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open || error !== undefined} onChange={setOpen} position="bottom-start" width={420} trapFocus>
      <Popover.Target>
        <Button variant="subtle" color="gray" visibleFrom="sm" leftSection={<IconMathFunction size={16} />} onClick={() => setOpen(!open)}>{t("filter.asFormula")}</Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack
          gap="xs"
          component="form"
          onSubmit={(event: React.FormEvent) => {
            event.preventDefault();
            setOpen(false);
            onApply(source.trim());
          }}
        >
          <Textarea data-autofocus label={t("filter.formula")} autosize minRows={2} maxRows={8} maxLength={4000} error={error} value={source} onChange={(event) => setSource(event.currentTarget.value)} styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }} />
          <Text size="xs" c="dimmed">{t("filter.formulaHint")}</Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="subtle" color="gray" onClick={() => onApply("")}>{t("records:filter.clear")}</Button>
            <Button type="submit">{t("records:filter.apply")}</Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function Pill({ condition, fields, onRemove }: { condition: Condition; fields: FieldView[]; onRemove: () => void }) {
  const { t } = useTranslation("records");
  const field = fields.find((candidate) => candidate.key === condition.field);
  if (!field) return null;
  const kind = kindOf(field);
  const day = kind === "date" && !["lastDays", "nextDays"].includes(condition.op);
  const shown = day ? formatDate(String(condition.value)) : ["date", "number", "link"].includes(kind) ? String(condition.value) : <FieldValue field={field} value={condition.value} flat />;
  return (
    <span className={classes.pill}>
      <span className={classes.say}>
        <strong>{fieldTitle(field)}</strong> {t(`filter.op.${condition.op}`)} {takesValue(condition.op) && shown}
      </span>
      <ActionIcon size="md" radius="xl" aria-label={t("filter.remove", { title: fieldTitle(field) })} onClick={onRemove}>
        <IconX size={14} />
      </ActionIcon>
    </span>
  );
}

function AddCondition({ fields, onAdd }: { fields: FieldView[]; onAdd: (condition: Condition) => void }) {
  const { t } = useTranslation("records");
  const [open, setOpen] = useState(false);
  const [key, setKey] = useState<string | null>(null);
  const [op, setOp] = useState<Operator | null>(null);
  const [value, setValue] = useState("");
  const field = fields.find((candidate) => candidate.key === key);
  const ready = field && op && (!takesValue(op) || value.trim() !== "");
  const close = () => {
    setOpen(false);
    setKey(null);
    setOp(null);
    setValue("");
  };
  const add = () => {
    if (!field || !op || !ready) return;
    const exact = kindOf(field) === "number" ? parseNumber(value) : value;
    if (takesValue(op) && exact === null) return;
    onAdd({ field: field.key, op, ...(takesValue(op) ? { value: exact } : {}) });
    close();
  };
  return (
    <Popover opened={open} onChange={setOpen} onClose={close} position="bottom-start" trapFocus width={300}>
      <Popover.Target>
        <Button variant="default" leftSection={<IconFilterPlus size={16} />} onClick={() => setOpen(!open)}>{t("filter.add")}</Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs" component="form" onSubmit={(event: React.FormEvent) => { event.preventDefault(); add(); }}>
          <Select
            data-autofocus
            searchable
            comboboxProps={{ withinPortal: false }}
            label={t("filter.field")}
            data={fields.map((candidate) => ({ value: candidate.key, label: fieldTitle(candidate) }))}
            value={key}
            onChange={(next) => {
              setKey(next);
              const found = fields.find((candidate) => candidate.key === next);
              setOp(found ? (operatorsOf(found)[0] ?? null) : null);
              setValue("");
            }}
          />
          {field && <Select comboboxProps={{ withinPortal: false }} label={t("filter.how")} allowDeselect={false} data={operatorsOf(field).map((each) => ({ value: each, label: t(`filter.op.${each}`) }))} value={op} onChange={(next) => setOp(next as Operator)} />}
          {field && op && takesValue(op) && <ValueInput field={field} op={op} value={value} onChange={setValue} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="subtle" color="gray" onClick={close}>{t("common:cancel")}</Button>
            <Button type="submit" disabled={!ready}>{t("filter.apply")}</Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function ValueInput({ field, op, value, onChange }: { field: FieldView; op: Operator; value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation("records");
  const kind = kindOf(field);
  if (kind === "choice" || kind === "choices") {
    return <Select comboboxProps={{ withinPortal: false }} label={t("filter.value")} data={(field.options ?? []).map((option) => ({ value: option.key, label: optionTitle(option) }))} value={value || null} onChange={(next) => onChange(next ?? "")} />;
  }
  if (kind === "person") return <PersonPicker label={t("filter.value")} comboboxProps={{ withinPortal: false }} value={value || null} onChange={(next) => onChange(next ?? "")} />;
  const days = op === "lastDays" || op === "nextDays";
  if (kind === "date" && !days) return <DateInput label={t("filter.value")} value={value} onChange={(next) => onChange(next ?? "")} />;
  return <TextInput label={days ? t("filter.days") : t("filter.value")} inputMode={kind === "number" || days ? "decimal" : undefined} value={value} onChange={(event) => onChange(event.currentTarget.value)} />;
}
