import { ActionIcon, Button, Group, NumberInput, SegmentedControl, Select, Switch, Text, TextInput } from "@mantine/core";
import { IconBraces, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { DateInput } from "@/shared/fields/DateInput";

import type { FormulaPlace } from "../../api/formulas";
import { compile, emptyGroup, isSentences, OPERATORS, parse, takesOperand, type Condition, type Group as ConditionGroup, type Operand, type Operator } from "../../model/conditions";
import type { Variable, VariableGroup } from "../../model/scope";
import { titleOf } from "../../model/titles";
import { useLens } from "../../state/draft";
import { FormulaInput } from "../../ui/FormulaInput";
import { VariablePicker } from "../../ui/VariablePicker";
import inputs from "../../ui/inputs.module.css";
import editor from "../scenarios.module.css";
import { variableData } from "./variables";

interface Props {
  source: string;
  onChange: (source: string) => void;
  groups: readonly VariableGroup[];
  /** Names for the right side, where they are others than for the left. */
  operands?: readonly VariableGroup[];
  resolve: (path: string) => Variable | undefined;
  nameOf: (source: string) => string;
  sentence: string;
  place: FormulaPlace;
  error?: string;
}

/** A condition as sentences: field, comparison, value, in groups of all or any; or as a formula, for those who like it. */
export function ConditionBuilder(props: Props) {
  const { t } = useTranslation("builder");
  const { source, onChange, groups, place, sentence, error } = props;
  const [root, setRoot] = useState<ConditionGroup>(() => parse(source));
  const [mode, setMode] = useState<"sentences" | "formula">(() => (isSentences(parse(source)) ? "sentences" : "formula"));
  const shown = compile(root) === source ? root : parse(source);
  const put = (next: ConditionGroup): void => {
    setRoot(next);
    onChange(compile(next));
  };
  return (
    <div style={{ display: "grid", gap: 12 }}>
      <SegmentedControl
        size="xs"
        aria-label={t("condition.mode")}
        value={mode}
        onChange={(value) => setMode(value as "sentences" | "formula")}
        data={[
          { value: "sentences", label: t("condition.sentences") },
          { value: "formula", label: t("condition.formula") },
        ]}
      />
      {mode === "formula" ? (
        <FormulaInput label={t("condition.formula")} value={source} onChange={onChange} groups={groups} place={place} reads={sentence} error={error} placeholder={'source = "site"'} />
      ) : (
        <>
          <GroupEditor {...props} group={shown} onGroup={put} root />
          {error && <Text size="xs" c="pomegranate" role="alert">{error}</Text>}
          {source && <div className={inputs.reads}>{sentence}</div>}
        </>
      )}
    </div>
  );
}

type Inner = Omit<Props, "source" | "onChange" | "sentence" | "error">;

function GroupEditor({ group, onGroup, onRemove, root = false, ...props }: Inner & { group: ConditionGroup; onGroup: (group: ConditionGroup) => void; onRemove?: () => void; root?: boolean }) {
  const { t } = useTranslation("builder");
  const change = (at: number, item: Condition): void => onGroup({ ...group, items: group.items.map((one, n) => (n === at ? item : one)) });
  const remove = (at: number): void => onGroup({ ...group, items: group.items.filter((_, n) => n !== at) });
  const add = (item: Condition): void => onGroup({ ...group, items: [...group.items, item] });
  const first = props.groups[0]?.variables[0];
  return (
    <div className={editor.group} data-root={root || undefined} role="group" aria-label={t("condition.group")}>
      {(group.items.length > 1 || !root) && (
        <Group justify="space-between" gap="xs">
          <SegmentedControl size="xs" aria-label={t("condition.join")} value={group.join} onChange={(join) => onGroup({ ...group, join: join as "AND" | "OR" })} data={[{ value: "AND", label: t("condition.all") }, { value: "OR", label: t("condition.any") }]} />
          {!root && <Switch size="xs" label={t("condition.negate")} checked={group.not} onChange={(event) => onGroup({ ...group, not: event.currentTarget.checked })} />}
          {onRemove && <RemoveButton label={t("condition.remove_group")} onClick={onRemove} />}
        </Group>
      )}
      {group.items.map((item, at) => {
        if (item.kind === "group") return <GroupEditor key={String(at)} {...props} group={item} onGroup={(next) => change(at, next)} onRemove={() => remove(at)} />;
        if (item.kind === "formula") return <FormulaItem key={String(at)} {...props} source={item.source} onChange={(source) => change(at, { kind: "formula", source })} onRemove={() => remove(at)} />;
        return <RuleEditor key={String(at)} {...props} rule={item} onRule={(rule) => change(at, rule)} onRemove={() => remove(at)} />;
      })}
      <Group gap="xs">
        <Button size="xs" variant="light" leftSection={<IconPlus size={14} />} onClick={() => add(ruleFor(first))}>{t("condition.add")}</Button>
        {group.items.length > 0 && (
          <Button size="xs" variant="subtle" leftSection={<IconPlus size={14} />} onClick={() => add({ ...emptyGroup(), join: group.join === "AND" ? "OR" : "AND", items: [ruleFor(first)] })}>{t("condition.add_group")}</Button>
        )}
      </Group>
    </div>
  );
}

type Rule = Extract<Condition, { kind: "rule" }>;

function ruleFor(variable: Variable | undefined): Rule {
  const operator = operatorsFor(variable?.type)[0] ?? "=";
  return { kind: "rule", path: variable?.path ?? "", operator, ...(variable?.type === "boolean" && { operand: { kind: "boolean", value: true } as const }) };
}

function RuleEditor({ rule, onRule, onRemove, ...props }: Inner & { rule: Rule; onRule: (rule: Rule) => void; onRemove: () => void }) {
  const { t } = useTranslation("builder");
  const variable = props.resolve(rule.path);
  const operators = operatorsFor(variable?.type);
  const choose = (path: string | null): void => {
    if (path) onRule(ruleFor(props.resolve(path) ?? { path, title: path, type: "any" }));
  };
  return (
    <div className={editor.rule}>
      <Group gap={6} wrap="nowrap">
        <Select style={{ flex: 1 }} size="xs" aria-label={t("condition.field")} placeholder={t("condition.field")} data={variableData(props.groups, rule.path, variable?.title)} value={rule.path || null} onChange={choose} searchable allowDeselect={false} />
        <RemoveButton label={t("condition.remove")} onClick={onRemove} />
      </Group>
      <Group gap={6} wrap="nowrap" align="flex-start">
        <Select
          size="xs"
          style={{ flex: "0 0 44%" }}
          aria-label={t("condition.operator")}
          data={[...new Set([...operators, rule.operator])].map((one) => ({ value: one, label: t(`operator.${operatorKey(one, variable?.type)}`) }))}
          value={rule.operator}
          allowDeselect={false}
          onChange={(operator) => operator && onRule({ ...rule, operator: operator as Operator })}
        />
        {takesOperand(rule.operator) && <OperandInput {...props} operand={rule.operand} variable={variable} onChange={(operand) => onRule({ ...rule, operand })} />}
      </Group>
    </div>
  );
}

const DATES = ["date", "datetime"];
const NUMBERS = ["number", "integer", "money", "percent"];

function operatorsFor(type: string | undefined): Operator[] {
  if (type === "boolean") return ["="];
  if (type === "select" || type === "link" || type === "user") return ["=", "<>", "blank", "not_blank"];
  if (type === "multi_select") return ["contains", "not_contains", "blank", "not_blank"];
  if (NUMBERS.includes(type ?? "") || DATES.includes(type ?? "")) return ["=", "<>", ">", ">=", "<", "<=", "blank", "not_blank"];
  if (["text", "long_text", "email", "phone", "url"].includes(type ?? "")) return ["=", "<>", "contains", "not_contains", "starts", "blank", "not_blank"];
  return [...OPERATORS];
}

function operatorKey(operator: Operator, type: string | undefined): string {
  const names: Partial<Record<Operator, string>> = { "=": "is", "<>": "is_not", ">": "over", ">=": "least", "<": "under", "<=": "most" };
  const name = names[operator] ?? operator;
  const dated = DATES.includes(type ?? "") && ["over", "least", "under", "most"].includes(name);
  return dated ? `${name}_date` : name;
}

function OperandInput({ operand, variable, onChange, groups, operands, nameOf }: Inner & { operand: Operand | undefined; variable: Variable | undefined; onChange: (operand: Operand | undefined) => void }) {
  const { t } = useTranslation("builder");
  const { language } = useLens();
  const label = t("condition.value");
  const pick = <VariablePicker label={label} groups={operands ?? groups} onPick={(one) => onChange({ kind: "formula", source: one.path })} fits={(one) => one.type === variable?.type} />;
  const type = variable?.type ?? "any";
  const date = operand?.kind === "formula" ? /^DATE\((\d+), ?(\d+), ?(\d+)\)$/.exec(operand.source) : null;
  if (operand?.kind === "formula" && !(type === "date" && date))
    return (
      <Group gap={4} wrap="nowrap" style={{ flex: 1, minWidth: 0 }}>
        <span className={inputs.chip} style={{ flex: 1 }}>{nameOf(operand.source)}</span>
        <RemoveButton label={t("condition.clear_value")} onClick={() => onChange(undefined)} />
      </Group>
    );
  return (
    <Group gap={2} wrap="nowrap" style={{ flex: 1, minWidth: 0 }}>
      {variable?.options ? (
        <Select size="xs" style={{ flex: 1 }} aria-label={label} data={unique(variable.options.map((one) => ({ value: one.key, label: titleOf(one, language) })))} value={operand?.kind === "text" ? operand.value : null} onChange={(value) => onChange(value ? { kind: "text", value } : undefined)} searchable />
      ) : type === "boolean" ? (
        <Select size="xs" style={{ flex: 1 }} aria-label={label} data={[{ value: "yes", label: t("value.yes") }, { value: "no", label: t("value.no") }]} value={operand?.kind === "boolean" && !operand.value ? "no" : "yes"} allowDeselect={false} onChange={(value) => onChange({ kind: "boolean", value: value === "yes" })} />
      ) : NUMBERS.includes(type) ? (
        <NumberInput size="xs" style={{ flex: 1 }} aria-label={label} value={operand?.kind === "number" ? Number(operand.value) : ""} onChange={(value) => onChange(value === "" ? undefined : { kind: "number", value: String(value) })} />
      ) : type === "date" ? (
        <DateInput size="xs" style={{ flex: 1 }} aria-label={label} value={date ? `${(date[1] ?? "").padStart(4, "0")}-${(date[2] ?? "").padStart(2, "0")}-${(date[3] ?? "").padStart(2, "0")}` : ""} onChange={(next) => onChange(dateOperand(next ?? ""))} />
      ) : (
        <TextInput size="xs" style={{ flex: 1 }} aria-label={label} value={operand?.kind === "text" ? operand.value : operand?.kind === "number" ? operand.value : ""} onChange={(event) => onChange({ kind: "text", value: event.currentTarget.value })} />
      )}
      {pick}
    </Group>
  );
}

function dateOperand(text: string): Operand | undefined {
  const [year, month, day] = text.split("-").map(Number);
  return year && month && day ? { kind: "formula", source: `DATE(${String(year)}, ${String(month)}, ${String(day)})` } : undefined;
}

function unique<T extends { value: string }>(items: T[]): T[] {
  return items.filter((item, at) => items.findIndex((one) => one.value === item.value) === at);
}

function FormulaItem({ source, onChange, onRemove, groups, place }: Inner & { source: string; onChange: (source: string) => void; onRemove: () => void }) {
  const { t } = useTranslation("builder");
  return (
    <div className={editor.rule}>
      <Group justify="space-between" gap="xs">
        <Group gap={6}>
          <IconBraces size={14} aria-hidden />
          <Text size="xs" fw={550}>{t("condition.formula")}</Text>
        </Group>
        <RemoveButton label={t("condition.remove")} onClick={onRemove} />
      </Group>
      <FormulaInput label={t("condition.formula")} value={source} onChange={onChange} groups={groups} place={place} live={false} />
    </div>
  );
}

function RemoveButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <ActionIcon size="md" aria-label={label} onClick={onClick}>
      <IconTrash size={15} />
    </ActionIcon>
  );
}
