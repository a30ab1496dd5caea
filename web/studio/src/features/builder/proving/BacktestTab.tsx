import { Alert, Badge, Button, Group, Progress, SegmentedControl, Stack, Text, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconChevronRight, IconHistory, IconInfoCircle } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { cancelJob } from "@/shared/api/jobs";
import { formatDateTime, formatNumber } from "@/shared/format/format";
import { useZone } from "@/shared/solution/useSolution";
import { explain } from "@/shared/ui/explain";

import { useBacktest, useJob, type BacktestItem, type BacktestResult } from "../api/proving";
import { stepName } from "../model/scope";
import { entityTitle } from "../model/sentences";
import { findStep } from "../model/steps";
import { useBuild } from "../navigation";
import { useScenario } from "../scenarios/context";
import { useDraftStore } from "../state/draft";
import { Branches, branchName } from "./Branches";
import { EffectList } from "./EffectList";
import classes from "./proving.module.css";

const PERIODS = [7, 30, 90] as const;

/** What the scenario, as it is drawn now, would have done over the last days. */
export function BacktestTab() {
  const { t } = useTranslation("proving");
  const { slug } = useBuild();
  const { scenario } = useScenario();
  const store = useDraftStore();
  const queries = useQueryClient();
  const [days, setDays] = useState("30");
  const begin = useBacktest(slug, scenario.key);
  const { data: job } = useJob(slug, begin.data?.id);
  const cancel = useMutation({ mutationFn: (id: string) => cancelJob(slug, id), onSettled: () => queries.invalidateQueries({ queryKey: ["w", slug, "jobs"] }) });
  const working = begin.isPending || (begin.data !== undefined && !job?.finished_at);
  const start = async (): Promise<void> => {
    await store.flush();
    begin.mutate(Number(days));
  };
  const found = job?.status === "done" ? (job.result as unknown as BacktestResult) : undefined;
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">{t("past.text")}</Text>
      <Group>
        <SegmentedControl aria-label={t("past.period")} value={days} onChange={setDays} data={PERIODS.map((count) => ({ value: String(count), label: t("past.days", { count }) }))} />
        <Button leftSection={<IconHistory size={16} />} loading={working} onClick={() => void start()}>{t("past.start")}</Button>
      </Group>
      <div aria-live="polite">
        {begin.error && <Alert color="pomegranate">{explain(begin.error, t)}</Alert>}
        {working && job && (
          <Group wrap="nowrap">
            <Progress className={classes.grow} value={job.total ? (job.done / job.total) * 100 : 100} animated aria-label={t("past.progress")} />
            <Text size="xs" className="tabular">{job.total ? t("past.of", { done: formatNumber(job.done), total: formatNumber(job.total) }) : ""}</Text>
            <Button size="compact-xs" variant="subtle" color="gray" onClick={() => cancel.mutate(job.id)}>{t("past.cancel")}</Button>
          </Group>
        )}
        {job?.status === "failed" && <Alert color="pomegranate">{job.error?.message ?? t("past.failed")}</Alert>}
        {job?.status === "cancelled" && <Text size="sm" c="dimmed">{t("past.cancelled")}</Text>}
        {found && <Found found={found} />}
      </div>
    </Stack>
  );
}

function Found({ found }: { found: BacktestResult }) {
  const { t } = useTranslation(["proving", "builder"]);
  const { lens, scenario } = useScenario();
  const likely = found.likely.map((key) => nameOf(key)).join(", ");
  return (
    <Stack gap="lg">
      <div className={classes.figures}>
        <Figure value={found.matched} label={t("past.matched", { count: found.matched })} strong />
        <Figure value={found.triggered - found.matched} label={t("past.filtered")} />
        <Figure value={found.messages} label={t("past.messages", { count: found.messages })} />
        <Figure value={found.failed} label={t("past.would_fail")} bad={found.failed > 0} />
      </div>
      <Text size="xs" c="dimmed">{t("past.examined", { count: found.examined, formatted: formatNumber(found.examined) })}</Text>
      {found.matched === 0 && <Alert color="gray" icon={<IconInfoCircle />}>{t("past.none")}</Alert>}
      {Object.keys(found.effects).length > 0 && (
        <section>
          <Text component="h3" fw={650} size="sm" mb={6}>{t("past.effects")}</Text>
          <ul className={classes.counts}>
            {Object.entries(found.steps).map(([step, count]) => <li key={step}><span>{nameOf(step)}</span><b className="tabular">{formatNumber(count)}</b></li>)}
          </ul>
        </section>
      )}
      <Branches branches={found.branches} />
      {likely && <Alert color="saffron" icon={<IconInfoCircle />} title={t("past.likely")}>{t("past.likely_text", { steps: likely })}</Alert>}
      {found.items.length > 0 && (
        <section>
          <Text component="h3" fw={650} size="sm" mb={6}>{t("past.items")}</Text>
          {found.matched > found.items.length && <Text size="xs" c="dimmed" mb={6}>{t("past.latest", { count: found.items.length })}</Text>}
          <ul className={classes.items}>{found.items.map((item, at) => <Item key={at} item={item} />)}</ul>
        </section>
      )}
    </Stack>
  );

  function nameOf(key: string): string {
    const step = findStep(scenario, key)?.step;
    return step ? stepName(lens, step) : key;
  }
}

function Figure({ value, label, strong, bad }: { value: number; label: string; strong?: boolean; bad?: boolean }) {
  return (
    <div className={classes.figure} data-strong={strong || undefined} data-bad={bad || undefined}>
      <b className="tabular">{formatNumber(value)}</b>
      <span>{label}</span>
    </div>
  );
}

function Item({ item }: { item: BacktestItem }) {
  const { t } = useTranslation(["proving", "builder"]);
  const { slug } = useBuild();
  const { lens, scenario } = useScenario();
  const zone = useZone();
  const [open, setOpen] = useState(false);
  const ways = item.branches.map(({ step, branch }) => branchName(lens, scenario, step, branch, t)).join(" → ");
  const title = item.title ?? (item.entity ? entityTitle(lens, item.entity) : t(`builder:trigger.${item.event}.title`, { defaultValue: item.event }));
  return (
    <li className={classes.item}>
      <Group gap="xs" wrap="nowrap">
        <UnstyledButton className={classes.opener} aria-expanded={open} aria-label={t("past.details", { title })} onClick={() => setOpen(!open)}>
          {open ? <IconChevronDown size={16} aria-hidden /> : <IconChevronRight size={16} aria-hidden />}
        </UnstyledButton>
        <div className={classes.grow}>
          <Text size="sm" fw={600} truncate>
            {item.record && item.entity ? <Link to={`/w/${slug}/r/${item.entity}/${item.record}`} className={classes.name}>{title}</Link> : title}
          </Text>
          <Text size="xs" c="dimmed" truncate>{[formatDateTime(item.at, { zone }), ways].filter(Boolean).join(" · ")}</Text>
        </div>
        {item.ended !== "done" && <Badge variant="light" color={item.ended === "failed" ? "pomegranate" : "saffron"}>{t(`ended.${item.ended}`, { defaultValue: item.ended })}</Badge>}
        <Text size="xs" c="dimmed" className="tabular">{t("past.effect_count", { count: item.effect_count })}</Text>
      </Group>
      {open && <EffectList effects={item.effects} />}
    </li>
  );
}
