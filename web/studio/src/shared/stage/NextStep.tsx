import { Button, Checkbox, Group, Text } from "@mantine/core";
import { IconAlarm, IconArrowRight, IconClock } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { type Checklist, recordChecklist, tickChecklist } from "@/shared/api/funnels";
import { keys } from "@/shared/api/keys";
import type { RecordItem } from "@/shared/api/types";
import { isBlank } from "@/shared/fields/FieldValue";
import { formatAge, formatRelative } from "@/shared/format/format";
import { titleOf } from "@/shared/i18n";
import { fieldTitle, stageTitle } from "@/shared/solution/titles";
import type { FunnelView, StageView } from "@/shared/solution/types";
import { useEntity, useSlug, useSolution } from "@/shared/solution/useSolution";
import { stageColor } from "@/shared/stage/StageBadge";
import { seriesVar } from "@/shared/theme/tokens";
import { explain } from "@/shared/ui/explain";

import { dueOf } from "./late";
import classes from "./NextStep.module.css";
import { StageTimes } from "./StageTimes";
import { useStageMove } from "./useStageMove";

/** What to do with a record where it stands: the stage's hint and checklist, its time, and the way on. */
export function NextStep({ record }: { record: RecordItem }) {
  const funnel = useSolution().funnels.find((candidate) => candidate.key === record.funnel);
  const stage = funnel?.stages.find((candidate) => candidate.key === record.stage);
  if (!funnel || !stage) return null;
  return <Steps record={record} funnel={funnel} stage={stage} />;
}

function Steps({ record, funnel, stage }: { record: RecordItem; funnel: FunnelView; stage: StageView }) {
  const { t } = useTranslation("stage");
  const entity = useEntity(record.entity);
  const { move, dialog } = useStageMove();
  const next = nextOf(funnel, stage);
  const missing = (entity?.fields ?? []).filter((field) => next?.requires.includes(field.key) && isBlank(record.values[field.key]));
  return (
    <section className={classes.box} aria-label={t("next")} style={{ "--stage": seriesVar(stageColor(funnel, stage.key)) } as React.CSSProperties}>
      <div className={classes.main}>
        {stage.hint && <p className={classes.hint}><strong>{t("nextIs")}</strong> {titleOf(stage.hint)}</p>}
        {(stage.checklist?.length ?? 0) > 0 && <Points record={record} stage={stage} may={entity?.rights.update ?? false} />}
        {next && missing.length > 0 && <Text size="xs" c="dimmed">{t("missing", { stage: stageTitle(next), fields: missing.map(fieldTitle).join(", ") })}</Text>}
      </div>
      <Group gap="xs" className={classes.side ?? ""}>
        <Allowed record={record} stage={stage} />
        <StageTimes record={record} />
        {next && entity?.rights.update && (
          <Button size="xs" variant="light" rightSection={<IconArrowRight size={14} />} onClick={() => void move(record, funnel, next.key)}>{t("moveOn", { stage: stageTitle(next) })}</Button>
        )}
      </Group>
      {dialog}
    </section>
  );
}

/** The stage that follows: the next open one, or the won end after the last of them. */
function nextOf(funnel: FunnelView, stage: StageView): StageView | undefined {
  if (stage.kind !== "open") return undefined;
  const after = funnel.stages.slice(funnel.stages.indexOf(stage) + 1);
  return after.find((candidate) => candidate.kind !== "lost");
}

/** How much time the stage leaves, or by how much it is over. */
function Allowed({ record, stage }: { record: RecordItem; stage: StageView }) {
  const { t } = useTranslation("stage");
  const due = dueOf(record, stage);
  if (!due) return null;
  const late = due.getTime() < Date.now();
  return (
    <span className={`${classes.allowed} tabular`} data-late={late}>
      {late ? <IconAlarm size={14} aria-hidden /> : <IconClock size={14} aria-hidden />}
      {late ? t("late", { time: formatAge(due.toISOString()) }) : t("due", { time: formatRelative(due.toISOString()) })}
    </span>
  );
}

function Points({ record, stage, may }: { record: RecordItem; stage: StageView; may: boolean }) {
  const { t } = useTranslation("stage");
  const slug = useSlug();
  const client = useQueryClient();
  const key = [...keys.record(slug, record.entity, record.id), "checklist", stage.key];
  const found = useQuery({ queryKey: key, queryFn: () => recordChecklist(slug, record.entity, record.id) });
  // What was clicked shows at once, whatever list is being read meanwhile.
  const [clicked, setClicked] = useState<Readonly<Record<string, boolean>>>({});
  const tick = useMutation({
    mutationFn: ({ item, done }: { item: string; done: boolean }) => tickChecklist(slug, record.entity, record.id, item, done),
    onMutate: ({ item, done }) => setClicked((before) => ({ ...before, [item]: done })),
    onSuccess: async (list) => {
      await client.cancelQueries({ queryKey: key });
      client.setQueryData<Checklist>(key, list);
    },
    onError: () => void client.invalidateQueries({ queryKey: key }),
    onSettled: (_list, _error, { item }) => setClicked((before) => Object.fromEntries(Object.entries(before).filter(([key]) => key !== item))),
  });
  const known = found.data?.items ?? (stage.checklist ?? []).map((point) => ({ ...point, title: point.title ?? point.key, done: false, by: null, at: null }));
  const points = known.map((point) => ({ ...point, done: clicked[point.key] ?? point.done }));
  return (
    <div role="group" aria-label={t("checklist")} className={classes.points}>
      {points.map((point) => (
        <Checkbox key={point.key} size="xs" disabled={!may} checked={point.done} onChange={(event) => tick.mutate({ item: point.key, done: event.currentTarget.checked })} label={<span data-done={point.done}>{titleOf(point.title, point.key)}{point.required && <abbr title={t("needed")}> *</abbr>}</span>} />
      ))}
      {tick.isError && <Text size="xs" c="red" role="alert">{explain(tick.error, t)}</Text>}
    </div>
  );
}
