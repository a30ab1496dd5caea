import { ActionIcon, Alert, Button, Group, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconArrowLeft, IconCircleX, IconClock, IconEyeOff, IconPlayerStop, IconRefresh } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";

import { keys } from "@/shared/api/keys";
import { formatDateTime, formatMilliseconds } from "@/shared/format/format";
import { useApprovalsOf } from "@/shared/solution/approvals";
import { usePeople, useZone } from "@/shared/solution/useSolution";
import { ErrorState } from "@/shared/ui/ErrorState";
import { explain } from "@/shared/ui/explain";
import { Loading } from "@/shared/ui/Loading";

import { readVersion } from "../api/draft";
import { duration, errorText, useRun, useRunCommand, type Run, type RunStep } from "../api/runs";
import { entityTitle, scenarioTitle } from "../model/sentences";
import { isObject, type Scenario, type Solution } from "../model/solution";
import { findStep } from "../model/steps";
import { useBuild } from "../navigation";
import { ScenarioContext } from "../scenarios/context";
import { Outline } from "../scenarios/Outline";
import type { Paint, PaintOf, StepStatus } from "../scenarios/paint";
import editor from "../scenarios/scenarios.module.css";
import { DraftContext, useLens } from "../state/draft";
import { DraftStore } from "../state/DraftStore";
import { PinButton } from "./PinButton";
import { Around } from "./Around";
import { RunAgain, UndoneNote } from "./RunAgain";
import { RunSteps } from "./RunSteps";
import { StatusBadge } from "./RunsScreen";

const Canvas = lazy(() => import("../scenarios/Canvas").then((module) => ({ default: module.Canvas })));

/** One run: the picture of its own version, painted with how it went. */
export function RunPage({ id }: { id: string }) {
  const { slug } = useBuild();
  const { data: run, error, refetch } = useRun(slug, id);
  const version = run?.version ?? 0;
  const { data: solution, error: gone } = useQuery({ queryKey: [...keys.versions(slug), version], queryFn: () => readVersion(slug, version), enabled: version > 0, staleTime: Infinity });
  const store = useMemo(() => (solution ? new DraftStore(slug, solution, undefined) : undefined), [slug, solution]);
  const failed = error ?? gone;
  if (failed) return <ErrorState error={failed} onRetry={() => void refetch()} />;
  if (!run || !store || !solution) return <Loading />;
  return (
    <DraftContext value={store}>
      <Painted run={run} solution={solution} />
    </DraftContext>
  );
}

function Painted({ run, solution }: { run: Run; solution: Solution }) {
  const { t } = useTranslation("builder");
  const { at, select } = useBuild();
  const phone = useMediaQuery("(max-width: 900px)");
  const index = solution.scenarios.findIndex((one) => one.key === run.scenario);
  const scenario = solution.scenarios[index];
  const opened = useMemo(() => (scenario ? { scenario, path: ["scenarios", index], change: () => undefined } : null), [scenario, index]);
  const paintOf = usePaint(run);
  if (!opened) return <RunSteps run={run} selected={at} onSelect={select} />;
  return (
    <ScenarioContext value={opened}>
      <RunBar run={run} />
      <div className={`${editor.body} ${editor.painted}`}>
        <div className={editor.stage}>
          {phone ? (
            <Outline selected={at} onSelect={select} paintOf={paintOf} />
          ) : (
            <Suspense fallback={<Loading />}>
              <Canvas selected={at} onSelect={select} paintOf={paintOf} />
            </Suspense>
          )}
        </div>
        <aside className={editor.panel} aria-label={t("run.steps")} style={phone ? { position: "static", width: "auto", maxHeight: "none", border: 0 } : { width: 460 }}>
          <RunSteps run={run} selected={at} onSelect={select} />
          <Around run={run} />
        </aside>
      </div>
    </ScenarioContext>
  );
}

/** The last entry of each step paints it; a branch shows which way was taken. */
function usePaint(run: Run): PaintOf {
  const painted = useMemo(() => new Map(run.steps.map((step) => [step.key, paintFor(step)])), [run.steps]);
  return useCallback((key) => painted.get(key), [painted]);
}

function paintFor(step: RunStep): Paint {
  const branch = isObject(step.output) ? step.output.branch : undefined;
  return { status: step.status as StepStatus, ...(typeof branch === "string" && { arm: branch }) };
}

function RunBar({ run }: { run: Run }) {
  const { t } = useTranslation("builder");
  const { slug, hrefOf } = useBuild();
  const lens = useLens();
  const zone = useZone();
  const { nameOf } = usePeople();
  const retry = useRunCommand(slug, run.id, "retry");
  const cancel = useRunCommand(slug, run.id, "cancel");
  const scenario = lens.solution.scenarios.find((one) => one.key === run.scenario);
  const took = duration(run);
  const cause = run.caused_by;
  const who = (cause?.actor?.id && nameOf(cause.actor.id)) || cause?.actor?.title || "";
  const error = errorText(run.error);
  const moving = ["queued", "running", "waiting"].includes(run.status);
  return (
    <>
      <div className={editor.bar}>
        <ActionIcon component={Link} to={hrefOf("runs")} aria-label={t("run.back")}>
          <IconArrowLeft size={18} />
        </ActionIcon>
        <div className={editor.title}>
          <Text component="h1" m={0} fw={650} truncate>{scenario ? scenarioTitle(lens, scenario) : run.scenario}</Text>
          <Text size="xs" c="dimmed" className="tabular">
            {[formatDateTime(run.started_at ?? run.created_at, { zone }), took !== undefined && formatMilliseconds(took), t("versions.version", { version: run.version })].filter(Boolean).join(" · ")}
          </Text>
        </div>
        <StatusBadge status={run.status} />
        {run.trigger.record && run.trigger.entity && (
          <Button size="xs" variant="default" component={Link} to={`/w/${slug}/r/${run.trigger.entity}/${run.trigger.record}`}>{t("run.open_record", { entity: entityTitle(lens, run.trigger.entity) })}</Button>
        )}
        {scenario && <Button size="xs" variant="default" component={Link} to={hrefOf("scenarios", run.scenario)}>{t("run.open_scenario")}</Button>}
        {run.status === "failed" && <Button size="xs" leftSection={<IconRefresh size={15} />} loading={retry.isPending} onClick={() => retry.mutate()}>{t("run.retry")}</Button>}
        <RunAgain run={run} />
        <PinButton run={run.id} status={run.status} />
        {moving && <Button size="xs" color="pomegranate" variant="light" leftSection={<IconPlayerStop size={15} />} loading={cancel.isPending} onClick={() => cancel.mutate()}>{t("run.cancel")}</Button>}
      </div>
      <Group px={20} py={8} gap="xs" style={{ borderBottom: "1px solid var(--line)", background: "var(--surface)" }}>
        <Text size="xs" c="dimmed">{t(`run.cause.${cause?.kind ?? "system"}`, { who, defaultValue: t("run.cause.system") })}</Text>
        {cause?.run && <Link to={hrefOf("runs", cause.run)} style={{ fontSize: 12, color: "var(--brand)" }}>{t("run.cause_run")}</Link>}
      </Group>
      {(error || retry.error || cancel.error) && (
        <Alert color="pomegranate" icon={<IconCircleX />} radius={0} style={{ flex: "none" }}>
          {error || explain(retry.error ?? cancel.error, t)}
        </Alert>
      )}
      {run.record_seen === false && <Alert color="saffron" icon={<IconEyeOff />} radius={0} style={{ flex: "none" }}>{t("run.unseen")}</Alert>}
      {run.undone_by && <UndoneNote job={run.undone_by} />}
      {run.status === "waiting" && <Waits run={run} scenario={scenario} />}
    </>
  );
}

/** What the run waits for: a decision, by whom and until when; or a time. */
function Waits({ run, scenario }: { run: Run; scenario: Scenario | undefined }) {
  const { t } = useTranslation("builder");
  const zone = useZone();
  const { nameOf } = usePeople();
  const asks = run.steps.some((step) => step.status === "waiting" && scenario !== undefined && findStep(scenario, step.key)?.step.action === "approval.request");
  const asked = useApprovalsOf(run.id, { record: run.trigger.record, enabled: asks }).data?.[0];
  const due = asked?.due ?? run.due_at;
  if (!asks && !due) return null;
  const time = due ? formatDateTime(due, { zone }) : "";
  const who = (asked?.approvers ?? []).filter((person) => !asked?.votes.some((vote) => vote.person === person)).map(nameOf).filter(Boolean).join(", ");
  const said = [t(who ? "run.awaits_decision_of" : "run.awaits_decision", { who }), time && t("run.decide_until", { time })].filter(Boolean).join(" · ");
  return <Alert color="saffron" icon={<IconClock />} radius={0} style={{ flex: "none" }}>{asks ? said : t("run.waits_until", { time })}</Alert>;
}
