import { Button, Group, Progress } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconAlertTriangle, IconCheck, IconDownload, IconLoader2, IconPlayerStop } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { inWorkspace } from "@/shared/api/http";
import { cancelJob, isOver, type Job, undoJob } from "@/shared/api/jobs";
import { keys } from "@/shared/api/keys";
import { formatNumber, formatWhen } from "@/shared/format/format";
import { humanize } from "@/shared/i18n";
import { useSlug, useZone } from "@/shared/solution/useSolution";
import { ConflictList } from "@/shared/ui/ConflictList";
import { explain } from "@/shared/ui/explain";

import classes from "./jobs.module.css";
import { shareOf } from "./useJobs";

const marks = { queued: IconLoader2, running: IconLoader2, done: IconCheck, failed: IconAlertTriangle, cancelled: IconPlayerStop };

/** One job: what it is, how far, what came of it, and the ways on: cancel, undo, download. */
export function JobRow({ job }: { job: Job }) {
  const { t } = useTranslation("jobs");
  const zone = useZone();
  const slug = useSlug();
  const client = useQueryClient();
  const refresh = () => void client.invalidateQueries({ queryKey: keys.workspace(slug) });
  const refuse = (error: unknown) => void notifications.show({ color: "pomegranate", message: explain(error, t) });
  const cancel = useMutation({ mutationFn: () => cancelJob(slug, job.id), onError: refuse, onSettled: refresh });
  const undo = useMutation({ mutationFn: () => undoJob(slug, job.id), onError: refuse, onSettled: refresh });
  const Mark = marks[job.status];
  const title = t(`kind.${job.kind}`, { defaultValue: humanize(job.kind) });
  const share = shareOf(job);
  const file = fileOf(job);
  return (
    <li className={classes.job} data-status={job.status}>
      <Mark size={18} stroke={1.8} className={classes.mark} aria-hidden />
      <div className={classes.body}>
        <strong>{title}</strong>
        <small>{sentence()}</small>
        {!isOver(job) && <Progress value={share ?? 100} animated={share === null} size="sm" mt={6} aria-label={t("progress", { title })} />}
        {job.result?.conflicts && job.result.conflicts.length > 0 && <ConflictList conflicts={job.result.conflicts} count={job.result.conflict_count ?? job.result.conflicts.length} />}
        <Group gap={4} mt={4}>
          {!isOver(job) && <Button size="compact-xs" variant="subtle" color="gray" loading={cancel.isPending} onClick={() => cancel.mutate()}>{t("common:cancel")}</Button>}
          {job.can_undo && <Button size="compact-xs" variant="subtle" loading={undo.isPending} onClick={() => undo.mutate()}>{t(job.kind.startsWith("undo") ? "redo" : "common:undo")}</Button>}
          {file && <Button size="compact-xs" variant="subtle" component="a" href={inWorkspace(slug, "files", file.id)} download leftSection={<IconDownload size={14} />}>{t(file.faults ? "faults" : "download")}</Button>}
        </Group>
      </div>
    </li>
  );

  function sentence(): string {
    if (job.status === "failed") return job.error ? t(`error.${job.error.code}`, { defaultValue: job.error.message }) : t("status.failed");
    if (!isOver(job)) return job.total === null ? t("status.running") : t("of", { done: formatNumber(job.done), total: formatNumber(job.total) });
    return [t(`status.${job.status}`), outcome(), formatWhen(job.finished_at ?? job.created_at, { zone })].filter(Boolean).join(" · ");
  }

  function outcome(): string {
    const names = ["created", "updated", "changed", "undone", "merged", "skipped", "refused", "failed"] as const;
    const counts = names.map((name) => [name, job.result?.[name]] as const).filter((pair): pair is readonly [(typeof names)[number], number] => typeof pair[1] === "number" && pair[1] > 0);
    return counts.map(([name, count]) => t(`count.${name}`, { count, formatted: formatNumber(count) })).join(", ");
  }
}

/** The file that a job has made: what was not taken of an import, or what was exported. */
function fileOf({ result }: Job): { id: string; faults: boolean } | null {
  if (result?.errors_file) return { id: result.errors_file.id, faults: true };
  return result?.file ? { id: result.file.id, faults: false } : null;
}
