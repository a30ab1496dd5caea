import { Group, NumberInput, Select, Stack, Switch, Text, TextInput } from "@mantine/core";
import { IconSettings } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { usePeople } from "@/shared/solution/useSolution";

import { pointerOf } from "../model/pointer";
import { scenarioTitle } from "../model/sentences";
import type { OnError, Scenario } from "../model/solution";
import { useDraftState } from "../state/draft";
import { DurationInput } from "../ui/DurationInput";
import { Allowed } from "./Allowed";
import { useScenario } from "./context";
import { PanelHead } from "./Panel";
import { RunAs } from "./RunAs";

/** What the panel is called where nothing of the picture is chosen: no key of a step. */
export const SETTINGS = "@settings";

const POLICIES = ["queue", "skip", "restart", "parallel"] as const;
const ENDINGS = ["fail", "continue"] as const;

/** What holds for the scenario as a whole: why it is there, who looks after it, how its runs stand to each other, what if one fails. */
export function ScenarioSettings({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["live", "builder"]);
  const { scenario, change, path } = useScenario();
  const { report } = useDraftState();
  const pointer = pointerOf(path);
  const errorOf = (name: string): string | undefined => report.errors.find((problem) => problem.pointer.startsWith(`${pointer}/${name}`))?.message;
  const put = (part: Partial<Scenario>, place: string): void => change((now) => ({ ...now, ...part }), place);
  return (
    <>
      <PanelHead icon={IconSettings} onClose={onClose} name={<Text fw={600} size="sm">{t("settings.title")}</Text>} />
      <Stack gap="lg">
        <Stack gap="sm">
          <Switch label={t("builder:scenarios.enabled")} checked={scenario.enabled !== false} onChange={(event) => put({ enabled: event.currentTarget.checked }, "enabled")} />
          <TextInput label={t("builder:scenarios.goal")} placeholder={t("builder:scenarios.goal_hint")} value={scenario.goal ?? ""} error={errorOf("goal")} onChange={(event) => put({ goal: event.currentTarget.value || undefined }, "goal")} />
          <Owner value={scenario.owner} error={errorOf("owner")} onChange={(owner) => put({ owner }, "owner")} />
          <NumberInput label={t("settings.saves")} description={t("settings.saves_help")} min={0} decimalScale={1} suffix={` ${t("builder:unit.m")}`} value={scenario.saves_minutes ?? ""} error={errorOf("saves_minutes")} onChange={(value) => put({ saves_minutes: value === "" ? undefined : Number(value) }, "saves_minutes")} />
        </Stack>
        <div>
          <Text size="sm" fw={550} mb={4}>{t("settings.run_as")}</Text>
          <RunAs value={scenario.run_as} onChange={(run_as) => put({ run_as }, "run_as")} />
        </div>
        <Together scenario={scenario} put={put} errorOf={errorOf} />
        <Failing scenario={scenario} put={put} errorOf={errorOf} />
        <Allowed />
      </Stack>
    </>
  );
}

interface PartProps {
  scenario: Scenario;
  put: (part: Partial<Scenario>, place: string) => void;
  errorOf: (name: string) => string | undefined;
}

/** Somebody of the workspace, who is told when a run fails. */
function Owner({ value, error, onChange }: { value: string | undefined; error?: string; onChange: (owner: string | undefined) => void }) {
  const { t } = useTranslation("live");
  const { people } = usePeople();
  const known = people.map((person) => ({ value: person.email, label: person.name }));
  const data = value && !known.some((one) => one.value === value) ? [...known, { value, label: value }] : known;
  return <Select label={t("settings.owner")} description={t("settings.owner_help")} placeholder={t("settings.owner_none")} clearable searchable data={data} value={value ?? null} error={error} onChange={(owner) => onChange(owner ?? undefined)} />;
}

/** How runs of one record stand to each other, and whether a burst of changes is one. */
function Together({ scenario, put, errorOf }: PartProps) {
  const { t } = useTranslation("live");
  const { per = scenario.trigger.entity ? "record" : "scenario", policy = "queue" } = scenario.concurrency ?? {};
  return (
    <Stack gap="sm">
      <Group grow align="flex-start">
        <Select label={t("settings.policy")} data={POLICIES.map((value) => ({ value, label: t(`settings.policy_${value}`) }))} value={policy} allowDeselect={false} error={errorOf("concurrency")} onChange={(next) => put({ concurrency: { per, policy: next ?? "queue" } }, "concurrency")} />
        <Select label={t("settings.per")} data={[{ value: "record", label: t("settings.per_record") }, { value: "scenario", label: t("settings.per_scenario") }]} value={per} allowDeselect={false} onChange={(next) => put({ concurrency: { per: next ?? "record", policy } }, "concurrency")} />
      </Group>
      <DurationInput label={t("settings.settle")} description={t("settings.settle_help")} value={scenario.settle} error={errorOf("settle")} onChange={(settle) => put({ settle: settle && !/^0[smhdw]$/.test(settle) ? settle : undefined }, "settle")} />
    </Stack>
  );
}

/** What each step does when it fails, unless the step says otherwise. */
function Failing({ scenario, put, errorOf }: PartProps) {
  const { t } = useTranslation(["live", "builder"]);
  const { lens } = useScenario();
  const { retry = {}, then = "fail" } = scenario.on_error ?? {};
  const others = lens.solution.scenarios.filter((one) => one.key !== scenario.key);
  const set = (next: OnError): void => put({ on_error: next.retry === undefined && next.then === undefined ? undefined : next }, "on_error");
  const again = (part: NonNullable<OnError["retry"]>): void => set({ ...scenario.on_error, retry: { ...retry, ...part } });
  const endings = [...ENDINGS.map((value) => ({ value: value as string, label: t(`builder:steps.on_error_${value}`) })), ...others.map((one) => ({ value: `scenario:${one.key}`, label: t("settings.then_scenario", { title: scenarioTitle(lens, one) }) }))];
  return (
    <Stack gap="sm">
      <Text size="sm" fw={550}>{t("settings.failing")}</Text>
      <NumberInput label={t("builder:steps.retries")} min={0} max={20} placeholder="0" value={retry.times ?? ""} error={errorOf("on_error/retry")} onChange={(times) => (times === "" || Number(times) === 0 ? set({ ...scenario.on_error, retry: undefined }) : again({ times: Number(times) }))} />
      {(retry.times ?? 0) > 0 && (
        <>
          <Select label={t("settings.backoff")} data={[{ value: "exponential", label: t("settings.backoff_exponential") }, { value: "fixed", label: t("settings.backoff_fixed") }]} value={retry.backoff ?? "exponential"} allowDeselect={false} onChange={(value) => again({ backoff: value ?? undefined })} />
          <DurationInput label={t("settings.first")} value={retry.first} onChange={(first) => again({ first })} />
          {retry.backoff !== "fixed" && <DurationInput label={t("settings.max")} value={retry.max} onChange={(max) => again({ max })} />}
        </>
      )}
      <Select label={t("builder:steps.on_error")} data={endings} value={then} allowDeselect={false} error={errorOf("on_error/then")} onChange={(value) => set({ ...scenario.on_error, then: value === null || value === "fail" ? undefined : value })} />
    </Stack>
  );
}
