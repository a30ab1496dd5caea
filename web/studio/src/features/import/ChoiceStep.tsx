import { Alert, Button, Progress, Radio, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { isOver } from "@/shared/api/jobs";
import { titleOf } from "@/shared/i18n";
import { useSlug } from "@/shared/solution/useSolution";
import { useJob } from "@/shared/tables/job";
import { ErrorState } from "@/shared/ui/ErrorState";
import { explain } from "@/shared/ui/explain";
import { Panel } from "@/shared/ui/Page";

import { type Automation, begin, type Plan, type Result } from "./api";
import { Counts, Faults } from "./Counts";
import classes from "./ImportPage.module.css";

interface Props {
  plan: Plan;
  onBack: () => void;
  onStarted: (job: string) => void;
}

/** What the import would do, counted by doing it without effect; and what of the automation it should set off. */
export function ChoiceStep({ plan, onBack, onStarted }: Props) {
  const { t } = useTranslation("import");
  const slug = useSlug();
  const trial = useMutation({ mutationFn: () => begin(slug, plan, { dry: true, automation: "all" }) });
  const { mutate } = trial;
  useEffect(() => mutate(), [mutate]);
  const job = useJob<Result>(slug, trial.data?.id ?? null);
  const [choice, setChoice] = useState<Automation>("all");
  const start = useMutation({ mutationFn: () => begin(slug, plan, { dry: false, automation: choice }), onSuccess: (started) => onStarted(started.id) });
  const back = <Button variant="default" onClick={onBack}>{t("common:back")}</Button>;
  if (trial.isError) return <><ErrorState error={trial.error} />{back}</>;
  if (job.data?.status === "failed") return <><Alert color="pomegranate" title={t("broken")} mb="md" role="alert">{job.data.error?.message}</Alert>{back}</>;
  const result = job.data && isOver(job.data) ? job.data.result : null;
  if (!result) return <Trying done={job.data?.done ?? 0} total={job.data?.total ?? null} />;
  const rows = result.created + result.updated;
  return (
    <>
      <Counts result={result} />
      {result.room && !result.room.enough && <Alert color="saffron" mb="md">{t("room", { left: result.room.left })}</Alert>}
      <Faults result={result} />
      <Panel>
        <Radio.Group label={t("automation")} value={choice} onChange={(value) => setChoice(value as Automation)}>
          <Wakes result={result} />
          <Stack gap="xs" mt="sm">
            {(["all", "no_messages", "none"] as const).map((value) => <Radio key={value} value={value} label={t(value)} description={t(`${value}Hint`)} />)}
          </Stack>
        </Radio.Group>
      </Panel>
      {start.isError && <Text c="red" role="alert" mt="sm">{explain(start.error, t)}</Text>}
      <div className={classes.foot}>
        {back}
        {rows > 0 ? <Button loading={start.isPending} disabled={result.room?.enough === false} onClick={() => start.mutate()}>{t("start", { count: rows })}</Button> : <Text>{t("nothing")}</Text>}
      </div>
    </>
  );
}

function Trying({ done, total }: { done: number; total: number | null }) {
  const { t } = useTranslation("import");
  return (
    <Panel>
      <div role="status">
        <Text fw={600}>{t("trying")}</Text>
        <Text size="sm" c="dimmed" mb="sm">{total ? t("of", { done, total }) : t("tryHint")}</Text>
      </div>
      <Progress value={total ? (done / total) * 100 : 100} animated={!total} aria-label={t("trying")} />
    </Panel>
  );
}

/** Which scenarios would start, and how many messages they would send at most. */
function Wakes({ result }: { result: Result }) {
  const { t } = useTranslation("import");
  const scenarios = result.scenarios ?? [];
  if (scenarios.length === 0) return <Text size="sm" c="dimmed" mt={4}>{t("quiet")}</Text>;
  return (
    <div>
      <Text size="sm" mt={4}>{t("wouldRun", { runs: result.runs ?? 0, messages: result.messages ?? 0 })}</Text>
      <ul className={classes.scenarios}>
        {scenarios.map((scenario) => (
          <li key={scenario.key}>
            {titleOf(scenario.title, scenario.key)}: {t("runs", { count: scenario.runs })}
            {scenario.messages > 0 && `, ${t("messages", { count: scenario.messages })}`}
          </li>
        ))}
      </ul>
    </div>
  );
}
