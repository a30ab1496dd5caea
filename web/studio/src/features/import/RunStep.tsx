import { Alert, Button, Group, Progress, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { cancelJob, isOver, type Job, undoJob } from "@/shared/api/jobs";
import { keys } from "@/shared/api/keys";
import type { EntityView } from "@/shared/solution/types";
import { useSlug } from "@/shared/solution/useSolution";
import { useJob } from "@/shared/tables/job";
import { ErrorState } from "@/shared/ui/ErrorState";
import { explain } from "@/shared/ui/explain";
import { Loading } from "@/shared/ui/Loading";
import { Panel } from "@/shared/ui/Page";

import type { Result } from "./api";
import { Counts, Faults } from "./Counts";
import classes from "./ImportPage.module.css";

/** A running import, and what came of it. */
export function RunStep({ entity, job: id, onAgain }: { entity: EntityView; job: string; onAgain: () => void }) {
  const slug = useSlug();
  const client = useQueryClient();
  const found = useJob<Result>(slug, id);
  const over = found.data !== undefined && isOver(found.data);
  useEffect(() => {
    if (over) void client.invalidateQueries({ queryKey: keys.records(slug, entity.key) });
  }, [client, entity.key, over, slug]);
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  return over ? <Ended entity={entity} job={found.data} onAgain={onAgain} /> : <Running job={found.data} />;
}

function Running({ job }: { job: Job<Result> }) {
  const { t } = useTranslation("import");
  const slug = useSlug();
  const stop = useMutation({ mutationFn: () => cancelJob(slug, job.id) });
  return (
    <Panel>
      <div role="status">
        <Text fw={600}>{t("running")}</Text>
        <Text size="sm" c="dimmed" mb="sm" className="tabular">{job.total ? t("of", { done: job.done, total: job.total }) : t("background")}</Text>
      </div>
      <Progress value={job.total ? (job.done / job.total) * 100 : 100} animated={!job.total} aria-label={t("running")} />
      <div className={classes.foot}>
        <Text size="sm" c="dimmed">{t("background")}</Text>
        <Button variant="default" loading={stop.isPending} onClick={() => stop.mutate()}>{t("cancel")}</Button>
      </div>
    </Panel>
  );
}

function Ended({ entity, job, onAgain }: { entity: EntityView; job: Job<Result>; onAgain: () => void }) {
  const { t } = useTranslation("import");
  const slug = useSlug();
  const undo = useUndo(job);
  const look = <Button component={Link} to={`/w/${slug}/r/${entity.key}`}>{t("look")}</Button>;
  return (
    <>
      {undo.done && <Alert color="saffron" title={t("undone")} mb="md" role="status" />}
      {job.status === "done" && !undo.done && <Alert color="leaf" title={t("ended")} mb="md" role="status" />}
      {job.status === "cancelled" && <Alert color="saffron" title={t("stopped")} mb="md" role="status">{t("stoppedHint")}</Alert>}
      {job.status === "failed" && <Alert color="pomegranate" title={t("broken")} mb="md" role="alert">{job.error?.message}</Alert>}
      {job.result && <Counts result={job.result} />}
      {job.result && <Faults result={job.result} />}
      <div className={classes.foot}>
        <Group>
          <Button variant="default" onClick={onAgain}>{t("another")}</Button>
          {undo.running && <Text role="status">{t("undoing")}</Text>}
          {undo.error !== null && <Text c="red" role="alert">{explain(undo.error, t)}</Text>}
          {job.can_undo && !undo.done && !undo.running && <Button variant="default" loading={undo.starting} onClick={undo.start}>{t("undo")}</Button>}
        </Group>
        {look}
      </div>
    </>
  );
}

/** The way back from an import, and how far it is gone. */
function useUndo(job: Job<Result>) {
  const slug = useSlug();
  const client = useQueryClient();
  const undo = useMutation({ mutationFn: () => undoJob(slug, job.id), onSuccess: () => void client.invalidateQueries({ queryKey: keys.jobs(slug) }) });
  const undoing = useJob(slug, undo.data?.id ?? null).data;
  const over = undoing !== undefined && isOver(undoing);
  return { start: () => undo.mutate(), starting: undo.isPending, running: undo.data !== undefined && !over, done: undoing?.status === "done", error: undo.error };
}
