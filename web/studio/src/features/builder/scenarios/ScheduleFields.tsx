import { NumberInput, Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { TimeInput } from "@/shared/fields/TimeInput";

import { cronSentence } from "../model/sentences";
import { useLens } from "../state/draft";
import { RecurrenceFields } from "./RecurrenceFields";
import { WorkingDays, type PartProps } from "./TimeAndEventFields";

const PLANS = ["daily", "workdays", "weekly", "monthly", "hourly", "custom", "rule"] as const;
type SchedulePlan = (typeof PLANS)[number];

/** On the first and the fifteenth: a plan that the others cannot say, to begin one's own with. */
const OWN = "0 9 1,15 * *";
const OWN_RULE = "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;BYHOUR=9;BYMINUTE=0";

function planOf(cron: string): SchedulePlan {
  if (/^\d+ \d+ \* \* \*$/.test(cron)) return "daily";
  if (/^\d+ \d+ \* \* 1-5$/.test(cron)) return "workdays";
  if (/^\d+ \d+ \* \* [0-7]$/.test(cron)) return "weekly";
  if (/^\d+ \d+ \d+ \* \*$/.test(cron)) return "monthly";
  return /^\d+ \* \* \* \*$/.test(cron) ? "hourly" : "custom";
}

function cronOf(plan: SchedulePlan, time: string, weekday: string, day: number): string {
  const [hour = "9", minute = "0"] = time.split(":").map((part) => String(Number(part)));
  const ends: Record<SchedulePlan, string> = { daily: `${hour} * * *`, workdays: `${hour} * * 1-5`, weekly: `${hour} * * ${weekday}`, monthly: `${hour} ${String(day)} * *`, hourly: "* * * *", custom: "", rule: "" };
  return `${minute} ${ends[plan]}`;
}

/** When it comes round: a plan of the day, week or month, a cron line, or a recurrence rule. */
export function ScheduleFields({ trigger, onChange, errorOf }: PartProps) {
  const { t } = useTranslation(["builder", "live"]);
  const lens = useLens();
  const cron = trigger.cron ?? "";
  const rule = typeof trigger.rrule === "string" && !trigger.cron ? trigger.rrule : undefined;
  const plan = rule === undefined ? planOf(cron) : "rule";
  const [minute = "0", hour = "9", day = "1", , weekday = "1"] = cron.split(" ");
  const time = `${/^\d+$/.test(hour) ? hour.padStart(2, "0") : "09"}:${/^\d+$/.test(minute) ? minute.padStart(2, "0") : "00"}`;
  const number = (text: string): number => (/^\d+$/.test(text) ? Number(text) : 1);
  const put = (next: SchedulePlan, at = time, on = /^[0-7]$/.test(weekday) ? weekday : "1", date = number(day)): void => onChange({ ...trigger, rrule: undefined, cron: cronOf(next, at, on, date) });
  const choose = (next: SchedulePlan): void => {
    if (next === "rule") onChange({ ...trigger, cron: undefined, rrule: rule ?? OWN_RULE });
    else if (next === "custom") onChange({ ...trigger, rrule: undefined, cron: OWN });
    else put(next);
  };
  return (
    <>
      <Select label={t("cron.label")} data={PLANS.map((value) => ({ value, label: value === "rule" ? t("live:rule.plan") : t(`cron.plan.${value}`) }))} value={plan} allowDeselect={false} onChange={(value) => value && choose(value as SchedulePlan)} />
      {plan === "weekly" && <Select label={t("cron.weekday")} data={["1", "2", "3", "4", "5", "6", "0"].map((value) => ({ value, label: t(`weekday.${value}`) }))} value={String(Number(weekday) % 7)} allowDeselect={false} onChange={(value) => put(plan, time, value ?? "1")} />}
      {plan === "monthly" && <NumberInput label={t("cron.day")} min={1} max={28} value={number(day)} onChange={(value) => put(plan, time, "1", Number(value) || 1)} />}
      {plan !== "hourly" && plan !== "custom" && plan !== "rule" && <TimeInput label={t("cron.time")} value={time} error={errorOf("cron")} onChange={(next) => put(plan, next ?? "09:00")} />}
      {plan === "custom" && <TextInput label="Cron" value={cron} error={errorOf("cron")} description={cronSentence(lens, cron)} onChange={(event) => onChange({ ...trigger, cron: event.currentTarget.value })} />}
      {rule !== undefined && <RecurrenceFields value={rule} error={errorOf("rrule")} onChange={(rrule) => onChange({ ...trigger, rrule })} />}
      <WorkingDays trigger={trigger} onChange={onChange} help={t("trigger.working_days_schedule")} />
    </>
  );
}
