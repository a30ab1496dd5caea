import { ActionIcon, Button, Checkbox, Group, Input, Select, Stack, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { TimeInput } from "@/shared/fields/TimeInput";

import type { Trigger } from "../model/solution";
import { titleOf } from "../model/titles";
import { useLens } from "../state/draft";
import { DurationInput } from "../ui/DurationInput";

export interface PartProps {
  trigger: Trigger;
  onChange: (trigger: Trigger) => void;
  errorOf: (name: string) => string | undefined;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const DATED = ["date", "datetime"];

/** The date of a record, how long before or after it, and at what time. */
export function DateFields({ trigger, onChange, errorOf }: PartProps) {
  const { t } = useTranslation("builder");
  const { solution, language } = useLens();
  const fields = solution.entities.find((one) => one.key === trigger.entity)?.fields ?? [];
  const dates = fields.filter((one) => DATED.includes(one.type) || DATED.includes(one.result ?? ""));
  const offset = text(trigger.offset);
  const side = offset === "" ? "on" : offset.startsWith("-") ? "before" : "after";
  const span = offset.replace(/^[+-]/, "");
  const put = (next: string, length = span || "1d"): void => onChange({ ...trigger, offset: next === "on" ? undefined : `${next === "before" ? "-" : ""}${length}` });
  return (
    <>
      <Select label={t("trigger.date_field")} data={dates.map((one) => ({ value: one.key, label: titleOf(one, language) }))} value={text(trigger.field) || null} allowDeselect={false} required error={errorOf("field")} description={dates.length === 0 ? t("trigger.no_dates") : undefined} onChange={(field) => onChange({ ...trigger, field: field ?? undefined })} />
      <Select label={t("trigger.side")} data={(["before", "on", "after"] as const).map((value) => ({ value, label: t(`trigger.side_${value}`) }))} value={side} allowDeselect={false} onChange={(next) => next && put(next)} />
      {side !== "on" && <DurationInput label={t("trigger.span")} value={span} error={errorOf("offset")} onChange={(length) => put(side, length || "1d")} />}
      <TimeInput label={t("trigger.at")} description={t("trigger.at_help")} value={text(trigger.at)} error={errorOf("at")} onChange={(at) => onChange({ ...trigger, at: at ?? undefined })} />
      <WorkingDays trigger={trigger} onChange={onChange} help={t("trigger.working_days_date")} />
    </>
  );
}

/** Whether days off are passed over. */
export function WorkingDays({ trigger, onChange, help }: Pick<PartProps, "trigger" | "onChange"> & { help: string }) {
  const { t } = useTranslation("builder");
  return <Checkbox label={t("trigger.working_days")} description={help} checked={trigger.working_days === true} onChange={(event) => onChange({ ...trigger, working_days: event.currentTarget.checked || undefined })} />;
}

/** The name of an event that programs report. */
export function EventFields({ trigger, onChange, errorOf }: PartProps) {
  const { t } = useTranslation("builder");
  return <TextInput label={t("trigger.event_name")} description={t("trigger.event_help")} placeholder="payment.received" value={text(trigger.name)} required error={errorOf("name")} onChange={(event) => onChange({ ...trigger, name: event.currentTarget.value })} />;
}

/** Of which records or which scenario; of all where nothing is chosen. */
export function NarrowFields({ trigger, onChange, errorOf }: PartProps) {
  const { t } = useTranslation("builder");
  const { solution, language } = useLens();
  const choices = (all: readonly { key: string }[]): { value: string; label: string }[] => all.map((one) => ({ value: one.key, label: titleOf(one, language) }));
  return (
    <>
      <Select label={t("trigger.only_entity")} placeholder={t("trigger.any")} clearable data={choices(solution.entities)} value={trigger.entity ?? null} error={errorOf("entity")} onChange={(entity) => onChange({ ...trigger, entity: entity ?? undefined })} />
      <Select label={t("trigger.only_scenario")} placeholder={t("trigger.any")} clearable data={choices(solution.scenarios)} value={text(trigger.scenario) || null} error={errorOf("scenario")} onChange={(scenario) => onChange({ ...trigger, scenario: scenario ?? undefined })} />
    </>
  );
}

const INPUT_TYPES = ["text", "integer", "number", "money", "percent", "boolean", "date", "datetime", "duration", "user", "json"];

/** What a scenario that others call takes: names with types. */
export function InputFields({ trigger, onChange, errorOf }: PartProps) {
  const { t } = useTranslation("builder");
  const { solution, language } = useLens();
  const rows = Object.entries((trigger.input ?? {}) as Record<string, string>);
  const put = (all: [string, string][]): void => onChange({ ...trigger, input: all.length > 0 ? Object.fromEntries(all) : undefined });
  const change = (at: number, row: [string, string]): void => put(rows.map((one, n) => (n === at ? row : one)));
  const types = [
    { group: t("trigger.input_values"), items: INPUT_TYPES.map((value) => ({ value, label: t(`type.${value}`) })) },
    { group: t("trigger.input_records"), items: solution.entities.map((one) => ({ value: one.key, label: titleOf(one, language) })) },
  ];
  return (
    <Input.Wrapper label={t("trigger.input")} labelElement="div" description={t("trigger.input_help")} error={errorOf("input")}>
      <Stack gap={6} mt={6}>
        {rows.map(([name, type], at) => (
          <Group key={String(at)} gap={6} wrap="nowrap">
            <TextInput aria-label={t("trigger.map_name")} value={name} onChange={(event) => change(at, [event.currentTarget.value.toLowerCase().replace(/[^a-z0-9_]/g, "_"), type])} style={{ flex: 1 }} />
            <Select aria-label={t("trigger.input_type")} data={types} value={type} allowDeselect={false} onChange={(next) => change(at, [name, next ?? "text"])} style={{ flex: 1 }} />
            <ActionIcon size="md" aria-label={t("trigger.map_delete", { name })} onClick={() => put(rows.filter((_, n) => n !== at))}>
              <IconTrash size={15} />
            </ActionIcon>
          </Group>
        ))}
        <Button size="xs" variant="subtle" w="fit-content" leftSection={<IconPlus size={14} />} onClick={() => put([...rows, [`value_${String(rows.length + 1)}`, "text"]])}>{t("trigger.input_add")}</Button>
      </Stack>
    </Input.Wrapper>
  );
}
