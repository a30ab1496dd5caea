import { Alert, Button, Text } from "@mantine/core";
import { IconCalendarTime, IconClockHour4, IconHourglass, IconRepeat } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { useTimerCommand, useTimers, type Timer } from "@/shared/api/automation";
import { formatWhen } from "@/shared/format/format";
import { humanize, titleOf } from "@/shared/i18n";
import { useSubject } from "@/shared/solution/inbox";
import { useSlug, useSolution, useZone } from "@/shared/solution/useSolution";
import { ErrorState } from "@/shared/ui/ErrorState";
import { explain } from "@/shared/ui/explain";
import { Loading } from "@/shared/ui/Loading";
import { useOverlay } from "@/shared/ui/overlay";

import classes from "./automation.module.css";

const ICONS = { date: IconCalendarTime, schedule: IconRepeat, stage: IconHourglass, wait: IconClockHour4 };

/** What time will set going, the nearest first: let it come now, or pass this once. */
export function TimerList({ record, empty }: { record?: string; empty: React.ReactNode }) {
  const { t } = useTranslation("operate");
  const slug = useSlug();
  const { data, error, refetch } = useTimers(slug, record ? { record } : {});
  const command = useTimerCommand(slug);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.items.length === 0) return empty;
  return (
    <>
      {command.error && <Alert color="pomegranate" mb="sm" role="alert">{explain(command.error, t)}</Alert>}
      <ul className={classes.list} aria-label={t("ahead.title")}>
        {data.items.map((timer) => <Row key={timer.id} timer={timer} bare={record !== undefined} busy={command.isPending && command.variables.timer === timer.id} onCommand={(name) => command.mutate({ timer: timer.id, command: name })} />)}
      </ul>
      {data.next && <Text size="xs" c="dimmed" mt="xs">{t("ahead.nearest", { count: data.items.length })}</Text>}
    </>
  );
}

function Row({ timer, bare, busy, onCommand }: { timer: Timer; bare: boolean; busy: boolean; onCommand: (command: "run" | "skip") => void }) {
  const { t } = useTranslation("operate");
  const zone = useZone();
  const { scenarios } = useSolution();
  const { openRecord } = useOverlay();
  const subject = useSubject({ entity: bare ? null : (timer.entity ?? null), record: timer.record ?? null });
  const Icon = ICONS[timer.kind];
  const title = timer.scenario ? titleOf(scenarios.find((one) => one.key === timer.scenario)?.title, humanize(timer.scenario)) : t("ahead.stage_over");
  return (
    <li className={classes.item}>
      <span className={classes.icon}><Icon size={18} aria-hidden /></span>
      <div className={classes.text}>
        {title}
        <small className={classes.facts}>
          <time dateTime={timer.due_at}>{formatWhen(timer.due_at, { zone })}</time>
          <span>{t(`ahead.kind.${timer.kind}`)}</span>
          {subject && <button type="button" onClick={() => openRecord(subject.entity, subject.id)}>{subject.title}</button>}
        </small>
      </div>
      <div className={classes.actions}>
        <Button size="compact-sm" variant="default" loading={busy} aria-label={t("ahead.run_named", { title })} onClick={() => onCommand("run")}>{t("ahead.run")}</Button>
        {timer.kind !== "wait" && <Button size="compact-sm" variant="subtle" disabled={busy} aria-label={t("ahead.skip_named", { title })} onClick={() => onCommand("skip")}>{t("ahead.skip")}</Button>}
      </div>
    </li>
  );
}
