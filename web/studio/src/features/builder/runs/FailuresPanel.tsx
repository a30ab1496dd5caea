import { Alert, Button, Menu, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconAlertTriangle, IconCheck, IconChevronDown, IconPlayerPlay, IconRefresh } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { mendFailure, rerunFailed, useFailures, type Failure } from "@/shared/api/automation";
import { keys } from "@/shared/api/keys";
import classes from "@/shared/automation/automation.module.css";
import { formatNumber, formatWhen } from "@/shared/format/format";
import { usePeople, useZone } from "@/shared/solution/useSolution";
import { ErrorState } from "@/shared/ui/ErrorState";
import { explain } from "@/shared/ui/explain";
import { Loading } from "@/shared/ui/Loading";

import { stepName } from "../model/scope";
import { scenarioTitle } from "../model/sentences";
import { byKey } from "../model/solution";
import { findStep } from "../model/steps";
import { humanise } from "../model/titles";
import { useBuild } from "../navigation";
import { useLens } from "../state/draft";
import { Empty } from "../ui/Empty";

/** Why runs stand failed: each cause once, with all its runs to try again. */
export function FailuresPanel() {
  const { t } = useTranslation("operate");
  const { slug } = useBuild();
  const { data, error, refetch } = useFailures(slug);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.items.length === 0) return <Empty title={t("errors.none")} text={t("errors.none_text")} />;
  return <ul className={classes.list} aria-label={t("errors.title")}>{data.items.map((one) => <Row key={one.id} failure={one} />)}</ul>;
}

function Row({ failure }: { failure: Failure }) {
  const { t } = useTranslation("operate");
  const { slug, hrefOf, go } = useBuild();
  const lens = useLens();
  const zone = useZone();
  const { nameOf } = usePeople();
  const client = useQueryClient();
  const fresh = () => void client.invalidateQueries({ queryKey: keys.runs(slug) });
  const rerun = useMutation({
    mutationFn: (from: "failed" | "start") => rerunFailed(slug, failure.id, from),
    onSuccess: () => {
      notifications.show({ color: "leaf", message: t("errors.rerunning", { count: failure.count }) });
      void client.invalidateQueries({ queryKey: keys.jobs(slug) });
    },
    onSettled: fresh,
  });
  const mend = useMutation({ mutationFn: () => mendFailure(slug, failure.id), onSettled: fresh });
  const scenario = byKey(lens.solution.scenarios, failure.scenario);
  const step = failure.step && (scenario && findStep(scenario, failure.step)?.step);
  const place = step ? stepName(lens, step) : failure.step ? humanise(failure.step) : t("errors.at_start");
  const told = failure.told.map(nameOf).filter(Boolean).join(", ");
  const broken = rerun.error ?? mend.error;
  return (
    <li className={classes.item}>
      <span className={classes.icon} style={{ color: "var(--mantine-color-error)" }}><IconAlertTriangle size={18} aria-hidden /></span>
      <div className={classes.text}>
        <Link to={hrefOf("runs", failure.last_run)}>{scenario ? scenarioTitle(lens, scenario) : humanise(failure.scenario)}</Link>
        {` · ${place}`}
        <Text size="sm" c="pomegranate" mt={2}>{failure.message ?? failure.code}</Text>
        <small>
          {[
            t("errors.count", { count: failure.count, formatted: formatNumber(failure.count) }),
            failure.under_way > 0 && t("errors.under_way", { count: failure.under_way, formatted: formatNumber(failure.under_way) }),
            t("errors.since", { first: formatWhen(failure.first_at, { zone }), last: formatWhen(failure.last_at, { zone }) }),
            told && t("errors.told", { who: told }),
          ].filter(Boolean).join(" · ")}
        </small>
        {broken && <Alert color="pomegranate" mt="xs" role="alert">{explain(broken, t)}</Alert>}
      </div>
      <div className={classes.actions}>
        <Button size="compact-sm" variant="subtle" onClick={() => go(["runs"], { at: failure.id })}>{t("errors.runs")}</Button>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button size="compact-sm" variant="default" disabled={failure.count === 0} loading={rerun.isPending} rightSection={<IconChevronDown size={14} aria-hidden />}>{t("errors.again")}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconRefresh size={16} />} onClick={() => rerun.mutate("failed")}>{t("errors.from_failed")}</Menu.Item>
            <Menu.Item leftSection={<IconPlayerPlay size={16} />} onClick={() => rerun.mutate("start")}>{t("errors.from_start")}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <Button size="compact-sm" variant="subtle" leftSection={<IconCheck size={14} />} loading={mend.isPending} title={t("errors.mended_help")} onClick={() => mend.mutate()}>{t("errors.mended")}</Button>
      </div>
    </li>
  );
}
