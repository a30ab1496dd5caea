import { Alert, Badge, Button, Group, Select, Stack, Text, Textarea } from "@mantine/core";
import { useSessionStorage } from "@mantine/hooks";
import { IconInfoCircle, IconPlayerPlay } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { explain } from "@/shared/ui/explain";

import { useTrial, type Tried, type TriedStep } from "../api/proving";
import { stepName } from "../model/scope";
import { findStep, walk } from "../model/steps";
import { useBuild } from "../navigation";
import { useScenario } from "../scenarios/context";
import { StatusMark } from "../scenarios/nodes";
import type { StepStatus } from "../scenarios/paint";
import { useDraftStore } from "../state/draft";
import { EffectList } from "./EffectList";
import classes from "./proving.module.css";
import { RecordPicker } from "./RecordPicker";

/** The scenario, or its beginning, tried on a real record: everything is computed and nothing is done. */
export function RecordTab({ until: first }: { until: string | undefined }) {
  const { t } = useTranslation(["proving", "live"]);
  const { slug } = useBuild();
  const { scenario, lens } = useScenario();
  const entity = scenario.trigger.entity;
  const store = useDraftStore();
  const [record, setRecord] = useSessionStorage<string | undefined>({ key: `axin-try/${slug}/${scenario.key}/record`, defaultValue: undefined, getInitialValueInEffect: false });
  const [payload, setPayload] = useSessionStorage({ key: `axin-try/${slug}/${scenario.key}/event`, defaultValue: "{}", getInitialValueInEffect: false });
  const event = entity === undefined ? parsed(payload) : undefined;
  const [until, setUntil] = useState<string | undefined>(first);
  const trial = useTrial(slug, scenario.key);
  const run = async (): Promise<void> => {
    await store.flush();
    trial.mutate({ record: entity && record, until, event });
  };
  return (
    <Stack gap="md">
      {entity && <RecordPicker entity={entity} value={record} onChange={setRecord} />}
      {!entity && scenario.trigger.on !== "schedule" && <Textarea label={t("live:payload")} description={t("live:payload_help")} autosize minRows={3} maxRows={14} value={payload} error={event === undefined ? t("live:payload_bad") : undefined} onChange={(change) => setPayload(change.currentTarget.value)} styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)", fontSize: 12 } }} />}
      <Select
        label={t("until")}
        placeholder={t("until_end")}
        clearable
        data={walk(scenario).map(({ step }) => ({ value: step.key, label: stepName(lens, step) }))}
        value={until ?? null}
        onChange={(key) => setUntil(key ?? undefined)}
      />
      <Button leftSection={<IconPlayerPlay size={16} />} loading={trial.isPending} disabled={entity ? !record : event === undefined} onClick={() => void run()} style={{ alignSelf: "flex-start" }}>{t("try")}</Button>
      <div aria-live="polite">
        {trial.error && <Alert color="pomegranate">{explain(trial.error, t)}</Alert>}
        {trial.data && <Answer tried={trial.data} />}
      </div>
    </Stack>
  );
}

/** What is written as JSON; undefined where it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function Answer({ tried }: { tried: Tried }) {
  const { t } = useTranslation("proving");
  if (!tried.would_run) return <Alert color="saffron" icon={<IconInfoCircle />} title={t("would_not_run")}>{t("would_not_run_text")}</Alert>;
  return (
    <Stack gap="sm">
      <Alert color="leaf" icon={<IconInfoCircle />}>{t("held_back")}</Alert>
      {tried.reached === false && <Alert color="saffron" icon={<IconInfoCircle />}>{t("not_reached")}</Alert>}
      <ol className={classes.steps}>
        {tried.steps.map((step, at) => <Tested key={at} step={step} />)}
      </ol>
    </Stack>
  );
}

function Tested({ step }: { step: TriedStep }) {
  const { t } = useTranslation(["proving", "builder"]);
  const { scenario, lens } = useScenario();
  const drawn = findStep(scenario, step.key)?.step;
  return (
    <li className={classes.step}>
      <Group gap="xs" wrap="nowrap">
        <StatusMark status={(step.status === "held_back" ? "done" : step.status) as StepStatus} />
        <Text size="sm" fw={600} className={classes.grow}>{drawn ? stepName(lens, drawn) : step.key}</Text>
        {step.index !== undefined && <Text size="xs" c="dimmed">{t("item", { number: step.index + 1 })}</Text>}
        <Badge variant="light" color={step.status === "failed" ? "pomegranate" : step.status === "skipped" ? "gray" : "leaf"}>{t(`status.${step.status}`, { defaultValue: step.status })}</Badge>
      </Group>
      {step.error?.message && <Text size="sm" c="pomegranate" mt={4}>{step.error.message}</Text>}
      {step.effects.length > 0 && <EffectList effects={step.effects} />}
    </li>
  );
}
