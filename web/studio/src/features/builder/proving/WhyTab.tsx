import { Alert, Badge, Group, Stack, Text } from "@mantine/core";
import { IconCircleCheck, IconInfoCircle } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { formatDateTime } from "@/shared/format/format";
import { useZone } from "@/shared/solution/useSolution";
import { explain } from "@/shared/ui/explain";
import { Loading } from "@/shared/ui/Loading";

import { useWhy, type WhyAnswer } from "../api/proving";
import { useBuild } from "../navigation";
import { isConditionPart } from "../model/conditionParts";
import { ConditionTree } from "../runs/ConditionTree";
import { useScenario } from "../scenarios/context";
import classes from "./proving.module.css";
import { RecordPicker } from "./RecordPicker";

/** Why the published scenario ran on a record, or did not: its trigger, its condition, and what happened to the record. */
export function WhyTab() {
  const { t } = useTranslation("proving");
  const { slug } = useBuild();
  const { scenario } = useScenario();
  const [record, setRecord] = useState<string>();
  const { data, error, isLoading } = useWhy(slug, scenario.key, record);
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">{t("why.text")}</Text>
      <RecordPicker entity={scenario.trigger.entity ?? ""} value={record} onChange={setRecord} />
      <div aria-live="polite">
        {isLoading && <Loading />}
        {error && <Alert color="pomegranate">{explain(error, t)}</Alert>}
        {data && <Verdict why={data} />}
      </div>
    </Stack>
  );
}

function Verdict({ why }: { why: WhyAnswer }) {
  const { t } = useTranslation(["proving", "builder"]);
  const { hrefOf } = useBuild();
  const { scenario } = useScenario();
  const zone = useZone();
  const held = why.condition.value === true;
  const reason = why.trigger.reason ?? (held ? null : t("why.condition_false"));
  return (
    <Stack gap="md">
      <Alert color={why.ran ? "leaf" : "saffron"} icon={why.ran ? <IconCircleCheck /> : <IconInfoCircle />} title={t(why.ran ? "why.ran" : "why.did_not")}>
        {reason}
        {why.at && <Text size="xs" mt={4}>{t("why.judged_at", { time: formatDateTime(why.at, { zone }) })}</Text>}
      </Alert>
      {isConditionPart(why.condition.tree) && (
        <section>
          <Text component="h3" fw={650} size="sm" mb={6}>{t("why.condition")}</Text>
          <ConditionTree part={why.condition.tree} scenario={scenario} />
        </section>
      )}
      {why.runs.length > 0 && (
        <section>
          <Text component="h3" fw={650} size="sm" mb={6}>{t("why.runs")}</Text>
          <ul className={classes.items}>
            {why.runs.map((run) => (
              <li key={run.id} className={classes.item}>
                <Group gap="xs"><Link to={hrefOf("runs", run.id)} className={classes.name}>{formatDateTime(run.created_at, { zone })}</Link><Badge variant="light">{t(`builder:run.status.${run.status}`)}</Badge></Group>
              </li>
            ))}
          </ul>
        </section>
      )}
      {why.events.length > 0 && (
        <section>
          <Text component="h3" fw={650} size="sm" mb={6}>{t("why.events")}</Text>
          <ul className={classes.items}>
            {why.events.map((event, at) => (
              <li key={at} className={classes.item}>
                <Text size="sm">{formatDateTime(event.at, { zone })} · {t(`builder:trigger.${event.event}.title`, { defaultValue: event.event })}</Text>
                {event.reason && <Text size="xs" c="dimmed">{event.reason}</Text>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </Stack>
  );
}
