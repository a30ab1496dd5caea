import { Badge, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import classes from "@/shared/automation/automation.module.css";
import { useSubject } from "@/shared/solution/inbox";
import { useOverlay } from "@/shared/ui/overlay";

import type { RelatedRun, Run } from "../api/runs";
import { entityTitle, scenarioTitle } from "../model/sentences";
import { byKey } from "../model/solution";
import { humanise } from "../model/titles";
import { useBuild } from "../navigation";
import { useLens } from "../state/draft";
import { StatusBadge } from "./RunsScreen";

/** What stands around a run: the runs that led to it, those it set off, the records it changed. */
export function Around({ run }: { run: Run }) {
  const { t } = useTranslation("operate");
  const changed = [...new Map((run.changed ?? []).map((one) => [one.record, one])).values()];
  return (
    <>
      <Runs title={t("around.led")} runs={run.led_to_by ?? []} />
      <Runs title={t("around.set_off")} runs={run.set_off ?? []} />
      {changed.length > 0 && (
        <section className={classes.section}>
          <Text component="h3">{t("around.changed", { count: changed.length })}</Text>
          <ul className={classes.list}>{changed.slice(0, 50).map((one) => <Changed key={one.record} entity={one.entity} record={one.record} kind={one.kind} />)}</ul>
        </section>
      )}
    </>
  );
}

function Runs({ title, runs }: { title: string; runs: readonly RelatedRun[] }) {
  const { t } = useTranslation("operate");
  const { hrefOf } = useBuild();
  const lens = useLens();
  if (runs.length === 0) return null;
  return (
    <section className={classes.section}>
      <Text component="h3">{title}</Text>
      <ul className={classes.list}>
        {runs.map((one) => {
          const scenario = byKey(lens.solution.scenarios, one.scenario);
          return (
            <li key={one.id} className={classes.item}>
              <div className={classes.text}>
                <Link to={hrefOf("runs", one.id)}>{scenario ? scenarioTitle(lens, scenario) : humanise(one.scenario)}</Link>
                {one.step && <small>{t(one.called ? "around.called" : "around.by_step", { step: humanise(one.step) })}</small>}
              </div>
              <StatusBadge status={one.status} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Changed({ entity, record, kind }: { entity: string; record: string; kind: string }) {
  const { t } = useTranslation("operate");
  const lens = useLens();
  const { openRecord } = useOverlay();
  const subject = useSubject({ entity, record });
  return (
    <li className={classes.item}>
      <div className={classes.text}>
        {subject ? <button type="button" onClick={() => openRecord(entity, record)}>{subject.title}</button> : t("around.gone")}
        <small>{entityTitle(lens, entity)}</small>
      </div>
      <Badge variant="light" color="gray">{t(`around.kind.${kind}`, { defaultValue: t("around.kind.updated") })}</Badge>
    </li>
  );
}
