import { Badge, Button, Group, SegmentedControl, Select, Table, Text, Title } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconX } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useFailures } from "@/shared/api/automation";
import { TimerList } from "@/shared/automation/TimerList";
import { formatDateTime, formatMilliseconds } from "@/shared/format/format";
import { useZone } from "@/shared/solution/useSolution";
import { ErrorState } from "@/shared/ui/ErrorState";
import { Loading } from "@/shared/ui/Loading";

import { duration, errorText, useRuns, type Run, type RunFilter } from "../api/runs";
import classes from "../builder.module.css";
import { scenarioTitle, triggerSentence } from "../model/sentences";
import { byKey } from "../model/solution";
import { humanise } from "../model/titles";
import { useBuild } from "../navigation";
import { STATUS_COLORS } from "../scenarios/paint";
import { StatusMark } from "../scenarios/nodes";
import { useLens } from "../state/draft";
import { Empty } from "../ui/Empty";
import { FailuresPanel } from "./FailuresPanel";
import { ReportPanel } from "./ReportPanel";
import { RunPage } from "./RunPage";

const STATUSES = ["queued", "running", "waiting", "done", "failed", "cancelled"] as const;

const VIEWS = ["runs", "errors", "ahead", "report"] as const;
const SINCE = [1, 7, 30];

/** What the scenarios have done, what failed, what is ahead and what it was worth; or the one run that is open. */
export function RunsScreen() {
  const { key } = useBuild();
  return key ? <RunPage key={key} id={key} /> : <Operation />;
}

function Operation() {
  const { t } = useTranslation(["builder", "operate"]);
  const { view, show, slug } = useBuild();
  const failing = useFailures(slug).data?.items.length ?? 0;
  const shown = VIEWS.find((one) => one === view) ?? "runs";
  return (
    <div className={classes.page}>
      <Group justify="space-between" mb="lg" gap="sm">
        <Title order={1} size="h2">{t("nav.runs")}</Title>
        <SegmentedControl size="xs" aria-label={t("operate:views.label")} value={shown} onChange={(value) => show(value === "runs" ? undefined : value)} data={VIEWS.map((value) => ({ value, label: value === "errors" && failing > 0 ? t("operate:views.errors_count", { count: failing }) : t(`operate:views.${value}`) }))} />
      </Group>
      {shown === "runs" && <RunList />}
      {shown === "errors" && <FailuresPanel />}
      {shown === "ahead" && <TimerList empty={<Empty title={t("operate:ahead.none")} text={t("operate:ahead.none_text")} />} />}
      {shown === "report" && <ReportPanel />}
    </div>
  );
}

function RunList() {
  const { t } = useTranslation(["builder", "operate"]);
  const { slug, at: failure, select } = useBuild();
  const lens = useLens();
  const [chosen, setFilter] = useState<RunFilter>({});
  const [days, setDays] = useState<string | null>(null);
  const filter: RunFilter = { ...chosen, ...(failure && { failure }) };
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useRuns(slug, filter);
  const runs = data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = Object.values(filter).some((value) => value !== undefined);
  const since = (value: string | null): void => {
    setDays(value);
    setFilter((now) => ({ ...now, since: value ? new Date(Date.now() - Number(value) * 86_400_000).toISOString() : undefined }));
  };
  return (
    <>
      <Group justify="flex-end" mb="md" gap="xs" className={classes.filters}>
        {failure && <Button size="sm" w="auto" variant="light" color="pomegranate" rightSection={<IconX size={14} aria-hidden />} onClick={() => select(undefined)}>{t("operate:errors.only")}</Button>}
        <Select aria-label={t("operate:since.label")} placeholder={t("operate:since.any")} clearable data={SINCE.map((value) => ({ value: String(value), label: t("operate:since.days", { count: value }) }))} value={days} onChange={since} />
        <Select aria-label={t("run.scenario")} placeholder={t("run.any_scenario")} clearable data={lens.solution.scenarios.map((one) => ({ value: one.key, label: scenarioTitle(lens, one) }))} value={filter.scenario ?? null} onChange={(scenario) => setFilter((now) => ({ ...now, scenario: scenario ?? undefined }))} />
        <Select aria-label={t("run.status_label")} placeholder={t("run.any_status")} clearable data={STATUSES.map((value) => ({ value, label: t(`run.status.${value}`) }))} value={filter.status ?? null} onChange={(status) => setFilter((now) => ({ ...now, status: status ?? undefined }))} />
      </Group>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Loading />}
      {data && runs.length === 0 && <Empty title={t(filtered ? "run.none" : "run.empty")} text={t(filtered ? "run.none_text" : "run.empty_text")} />}
      {runs.length > 0 && <RunTable runs={runs} />}
      {hasNextPage && <Button mt="md" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t("run.more")}</Button>}
    </>
  );
}

function RunTable({ runs }: { runs: readonly Run[] }) {
  const { t } = useTranslation("builder");
  const phone = useMediaQuery("(max-width: 760px)");
  if (phone) return <div className={classes.cards}>{runs.map((run) => <RunCard key={run.id} run={run} />)}</div>;
  return (
    <Table highlightOnHover verticalSpacing="sm" withTableBorder bg="var(--surface)">
      <Table.Thead>
        <Table.Tr>
          {["status_label", "scenario", "trigger", "started", "took"].map((name) => <Table.Th key={name}>{t(`run.${name}`)}</Table.Th>)}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>{runs.map((run) => <RunRow key={run.id} run={run} />)}</Table.Tbody>
    </Table>
  );
}

function useRunWords(run: Run) {
  const lens = useLens();
  const zone = useZone();
  const scenario = byKey(lens.solution.scenarios, run.scenario);
  const took = duration(run);
  return {
    title: scenario ? scenarioTitle(lens, scenario) : humanise(run.scenario),
    trigger: run.trigger.on ? triggerSentence(lens, { ...scenario?.trigger, ...run.trigger, on: run.trigger.on }) : "",
    started: formatDateTime(run.started_at ?? run.created_at, { zone }),
    took: took === undefined ? "" : formatMilliseconds(took),
    error: errorText(run.error),
  };
}

/** A status as a badge with its mark. */
export function StatusBadge({ status }: { status: string }) {
  const { t } = useTranslation("builder");
  return (
    <Badge variant="light" color={STATUS_COLORS[status] ?? "gray"}>
      {t(`run.status.${status}`, { defaultValue: status })}
    </Badge>
  );
}

function RunRow({ run }: { run: Run }) {
  const { hrefOf } = useBuild();
  const words = useRunWords(run);
  return (
    <Table.Tr>
      <Table.Td>
        <StatusBadge status={run.status} />
      </Table.Td>
      <Table.Td>
        <Link to={hrefOf("runs", run.id)} style={{ color: "var(--brand)", fontWeight: 550, textDecoration: "none" }}>{words.title}</Link>
        {words.error && <Text size="xs" c="pomegranate" lineClamp={1}>{words.error}</Text>}
      </Table.Td>
      <Table.Td>
        <Text size="sm">{words.trigger}</Text>
      </Table.Td>
      <Table.Td className="tabular">{words.started}</Table.Td>
      <Table.Td className="tabular">{words.took}</Table.Td>
    </Table.Tr>
  );
}

function RunCard({ run }: { run: Run }) {
  const { hrefOf } = useBuild();
  const words = useRunWords(run);
  return (
    <Link to={hrefOf("runs", run.id)} className={classes.card}>
      <Group gap="xs" wrap="nowrap">
        <StatusMark status={run.status} />
        <Text fw={600} size="sm" truncate>{words.title}</Text>
      </Group>
      <Text size="xs" c="dimmed">{[words.started, words.took].filter(Boolean).join(" · ")}</Text>
      {words.error && <Text size="xs" c="pomegranate" lineClamp={2}>{words.error}</Text>}
    </Link>
  );
}
