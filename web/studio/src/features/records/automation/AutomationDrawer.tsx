import { Badge, Drawer, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { useRecordScenarios, type RecordScenario } from "@/shared/api/automation";
import classes from "@/shared/automation/automation.module.css";
import { TimerList } from "@/shared/automation/TimerList";
import { formatWhen } from "@/shared/format/format";
import { FormulaTree, isFormulaPart } from "@/shared/formula/FormulaTree";
import { titleOf } from "@/shared/i18n";
import { useSlug, useZone } from "@/shared/solution/useSolution";
import { ErrorState } from "@/shared/ui/ErrorState";
import { Loading } from "@/shared/ui/Loading";

/** What the scenarios made of a record: what is ahead, what ran, and why the others did not. */
export function AutomationDrawer({ entity, record, onClose }: { entity: string; record: string; onClose: () => void }) {
  const { t } = useTranslation("operate");
  const slug = useSlug();
  const { data, error, refetch } = useRecordScenarios(slug, entity, record);
  return (
    <Drawer opened onClose={onClose} position="right" size="min(560px, 100%)" title={<Text fw={650}>{t("record.title")}</Text>} closeButtonProps={{ "aria-label": t("common:close") }}>
      <section className={classes.section}>
        <h3>{t("record.ahead")}</h3>
        <TimerList record={record} empty={<Text size="sm" c="dimmed">{t("ahead.none_record")}</Text>} />
      </section>
      <section className={classes.section}>
        <h3>{t("record.why")}</h3>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!error && !data && <Loading />}
        {data?.items.length === 0 && <Text size="sm" c="dimmed">{t("record.no_scenarios")}</Text>}
        {data && data.items.length > 0 && <ul className={classes.list}>{data.items.map((one) => <Row key={one.scenario} one={one} slug={slug} />)}</ul>}
      </section>
    </Drawer>
  );
}

function Row({ one, slug }: { one: RecordScenario; slug: string }) {
  const { t } = useTranslation("operate");
  const zone = useZone();
  const { tree, value } = one.condition;
  const reason = one.trigger.reason ?? (isFormulaPart(tree) ? t(value === true ? "record.held" : "record.not_held") : null);
  return (
    <li className={classes.item}>
      <div className={classes.text}>
        <Link to={`/w/${slug}/build/scenarios/${one.scenario}`}>{titleOf(one.title, one.scenario)}</Link>
        {!one.ran && reason && <small>{reason}</small>}
        {one.runs.slice(0, 5).map((run) => <small key={run.id}><Link to={`/w/${slug}/build/runs/${run.id}`}>{formatWhen(run.created_at, { zone })}</Link></small>)}
      </div>
      <Badge variant="light" color={one.ran ? "leaf" : "gray"}>{t(one.ran ? "record.ran" : "record.not_ran")}</Badge>
      {!one.ran && isFormulaPart(tree) && (
        <div style={{ flexBasis: "100%", minWidth: 0 }}>
          <FormulaTree part={tree} read={(source) => source} write={(written) => (written === null ? "—" : typeof written === "object" ? JSON.stringify(written) : String(written))} />
        </div>
      )}
    </li>
  );
}
