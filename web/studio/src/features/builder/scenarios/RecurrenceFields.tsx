import { Checkbox, Group, NumberInput, Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { TimeInput } from "@/shared/fields/TimeInput";

import { DAYS, FREQUENCIES, parseRule, printRule, type Frequency, type Recurrence } from "../model/recurrence";

interface Props {
  value: string;
  error: string | undefined;
  onChange: (rule: string) => void;
}

const IN_MONTH = ["day", "first", "last"] as const;
type InMonth = (typeof IN_MONTH)[number];
const ORDER: Record<"first" | "last", string> = { first: "1", last: "-1" };
const WEEKDAYS = ["1", "2", "3", "4", "5", "6", "0"] as const;

/** A rule for what recurs otherwise than a plan of the day: every second week, the last Friday of a month, each year. */
export function RecurrenceFields({ value, error, onChange }: Props) {
  const { t } = useTranslation(["live", "builder"]);
  const rule = parseRule(value);
  const put = (part: Partial<Recurrence>): void => onChange(printRule({ ...rule, ...part }));
  const names = DAYS.map((day, at) => ({ value: day as string, label: t(`builder:weekday.${WEEKDAYS[at] ?? "1"}`) }));
  const [, position = "", weekday = "MO"] = /^(-?\d+)([A-Z]{2})$/.exec(rule.days[0] ?? "") ?? [];
  const within: InMonth = position === "" ? "day" : position.startsWith("-") ? "last" : "first";
  return (
    <>
      <Group grow align="flex-end">
        <NumberInput label={t("rule.every")} min={1} max={99} value={rule.interval} onChange={(interval) => put({ interval: Number(interval) || 1 })} />
        <Select aria-label={t("rule.unit")} data={FREQUENCIES.map((freq) => ({ value: freq, label: t(`rule.${freq}`) }))} value={rule.freq} allowDeselect={false} onChange={(freq) => put({ freq: (freq ?? "WEEKLY") as Frequency, days: [] })} />
      </Group>
      {rule.freq === "WEEKLY" && (
        <Checkbox.Group label={t("rule.on")} value={rule.days} onChange={(days) => put({ days: DAYS.filter((day) => days.includes(day)) })}>
          <Group gap="xs" mt={4}>{names.map((day) => <Checkbox key={day.value} value={day.value} label={day.label} />)}</Group>
        </Checkbox.Group>
      )}
      {rule.freq === "MONTHLY" && (
        <Group grow align="flex-end">
          <Select label={t("rule.on")} data={IN_MONTH.map((one) => ({ value: one, label: t(`rule.month_${one}`) }))} value={within} allowDeselect={false} onChange={(next) => put(next === "day" ? { days: [], monthday: rule.monthday ?? 1 } : { days: [`${ORDER[next as "first" | "last"]}${weekday}`], monthday: undefined })} />
          {within === "day" ? (
            <NumberInput aria-label={t("builder:cron.day")} min={-1} max={31} value={rule.monthday ?? 1} onChange={(day) => put({ monthday: Number(day) || 1 })} />
          ) : (
            <Select aria-label={t("builder:cron.weekday")} data={names} value={weekday} allowDeselect={false} onChange={(day) => put({ days: [`${position}${day ?? "MO"}`] })} />
          )}
        </Group>
      )}
      <TimeInput label={t("builder:cron.time")} value={rule.time} onChange={(time) => put({ time: time ?? "09:00" })} />
      <TextInput label={t("rule.written")} value={value} error={error} onChange={(event) => onChange(event.currentTarget.value)} />
    </>
  );
}
