import { Badge, Group, SegmentedControl, Table, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useReport, type ScenarioFigures } from "@/shared/api/automation";
import { formatNumber, formatWhen } from "@/shared/format/format";
import { titleOf } from "@/shared/i18n";
import { usePeople, useZone } from "@/shared/solution/useSolution";
import { ErrorState } from "@/shared/ui/ErrorState";
import { Loading } from "@/shared/ui/Loading";

import { useBuild } from "../navigation";
import { Empty } from "../ui/Empty";

const PERIODS = [7, 30, 90];

/** What each scenario is for, who answers for it, and what it came to: runs, errors, time saved, or that nobody needs it. */
export function ReportPanel() {
  const { t } = useTranslation("operate");
  const { slug } = useBuild();
  const [days, setDays] = useState(30);
  const { data, error, refetch } = useReport(slug, days);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.items.length === 0) return <Empty title={t("report.none")} text={t("report.none_text")} />;
  const saved = data.items.reduce((sum, one) => sum + one.saved_minutes, 0);
  const failed = data.items.reduce((sum, one) => sum + one.failed, 0);
  return (
    <>
      <Group justify="space-between" mb="md" gap="sm">
        <Text size="sm" role="status">{[t("report.saved_all", { time: spent(saved, t) }), t("report.failed_all", { count: failed, formatted: formatNumber(failed) })].join(" · ")}</Text>
        <SegmentedControl size="xs" aria-label={t("report.period")} value={String(days)} onChange={(value) => setDays(Number(value))} data={PERIODS.map((one) => ({ value: String(one), label: t("report.days", { count: one }) }))} />
      </Group>
      <Table.ScrollContainer minWidth={720} type="native">
        <Table verticalSpacing="sm" withTableBorder bg="var(--surface)">
          <Table.Thead>
            <Table.Tr>
              {(["scenario", "owner", "runs", "errors", "saved", "last"] as const).map((name) => <Table.Th key={name} ta={["runs", "errors", "saved"].includes(name) ? "end" : undefined}>{t(`report.head.${name}`)}</Table.Th>)}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>{data.items.map((one) => <Row key={one.key} one={one} />)}</Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </>
  );
}

function Row({ one }: { one: ScenarioFigures }) {
  const { t } = useTranslation("operate");
  const { hrefOf } = useBuild();
  const { nameOf } = usePeople();
  const zone = useZone();
  return (
    <Table.Tr>
      <Table.Td>
        <Link to={hrefOf("scenarios", one.key)} style={{ color: "var(--brand)", fontWeight: 550, textDecoration: "none" }}>{titleOf(one.title, one.key)}</Link>
        {one.goal && <Text size="xs" c="dimmed">{one.goal}</Text>}
        <Group gap={6} mt={one.enabled && one.unused_days === null ? 0 : 4}>
          {!one.enabled && <Badge size="sm" variant="light" color="gray">{t("report.off")}</Badge>}
          {one.unused_days !== null && <Badge size="sm" variant="light" color="saffron">{t("report.unused", { count: one.unused_days })}</Badge>}
        </Group>
      </Table.Td>
      <Table.Td>{one.answering.map(nameOf).filter(Boolean).join(", ") || one.owner}</Table.Td>
      <Table.Td ta="end" className="tabular">{formatNumber(one.runs)}</Table.Td>
      <Table.Td ta="end" className="tabular" c={one.failed > 0 ? "pomegranate" : undefined}>{formatNumber(one.failed)}</Table.Td>
      <Table.Td ta="end" className="tabular">{one.saves_minutes === null ? <Text span size="xs" c="dimmed">{t("report.not_said")}</Text> : spent(one.saved_minutes, t)}</Table.Td>
      <Table.Td className="tabular">{one.last_run_at ? formatWhen(one.last_run_at, { zone }) : t("report.never")}</Table.Td>
    </Table.Tr>
  );
}

/** Minutes as hours and minutes. */
function spent(minutes: number, t: TFunction<"operate">): string {
  const whole = Math.round(minutes);
  const hours = Math.floor(whole / 60);
  return [hours > 0 && t("report.hours", { formatted: formatNumber(hours) }), (whole % 60 > 0 || hours === 0) && t("report.minutes", { formatted: formatNumber(whole % 60) })].filter(Boolean).join(" ");
}
