import { DragDropContext, type DropResult } from "@hello-pangea/dnd";
import { ActionIcon, Button, CloseButton } from "@mantine/core";
import { IconFilter, IconList, IconPlus } from "@tabler/icons-react";
import { Link, useParams } from "@tanstack/react-router";
import { useCallback, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/shared/api/http";
import type { RecordItem } from "@/shared/api/types";
import { displayOf, entityTitle, funnelTitle, searchName, stageTitle } from "@/shared/solution/titles";
import type { EntityView, FunnelView } from "@/shared/solution/types";
import { useEntity, useFunnel, useSlug, useSolution } from "@/shared/solution/useSolution";
import { useStageMove } from "@/shared/stage/useStageMove";
import { EmptyState } from "@/shared/ui/EmptyState";
import { ErrorState } from "@/shared/ui/ErrorState";
import { useOverlay } from "@/shared/ui/overlay";
import { usePhone } from "@/shared/ui/usePhone";

import { writeAmount } from "./amounts";
import { useAnnouncements } from "./announcements";
import { formulaOf, isNarrow } from "./boardFilter";
import { BoardFilters } from "./BoardFilters";
import classes from "./BoardPage.module.css";
import { inWords } from "./inWords";
import { Lane } from "./Lane";
import { StageTabs } from "./StageTabs";
import { useOptimisticMove, useSummary } from "./useBoard";
import { useBoardFilter } from "./useBoardFilter";

export function BoardPage() {
  const { funnel: key } = useParams({ strict: false }) as { funnel: string };
  const funnel = useFunnel(key);
  const entity = useEntity(funnel?.entity ?? "");
  if (!funnel || !entity) return <ErrorState error={new ApiError(404, "not_found", "")} />;
  return <Board key={key} funnel={funnel} entity={entity} />;
}

/** The funnel as lanes: lift a card with the mouse, a finger or the space bar, or choose its stage from its menu. */
function Board({ funnel, entity }: { funnel: FunnelView; entity: EntityView }) {
  const { t } = useTranslation("board");
  const slug = useSlug();
  const { openCreate } = useOverlay();
  const phone = usePhone();
  const { entities } = useSolution();
  const name = searchName(entity, entities);
  const [narrowed, narrow] = useBoardFilter();
  const filter = formulaOf(narrowed, funnel, name);
  const { laneOf, open } = useSummary(funnel, filter);
  const known = useRef(new Map<string, RecordItem>());
  const { move, dialog } = useStageMove();
  const place = useOptimisticMove(funnel, filter);
  const say = useAnnouncements(funnel, (id) => displayOf(known.current.get(id) ?? ({ values: {}, number: 0 } as unknown as RecordItem), entity));
  const drop = useCallback(
    async (record: RecordItem, stage: string, index = 0) => {
      if (record.stage === stage) return;
      const undo = place(record, stage, index);
      const moved = await move(record, funnel, stage).catch(() => null);
      if (!moved) undo();
    },
    [funnel, move, place],
  );
  const onDragEnd = (result: DropResult, provided: Parameters<typeof say.onDragEnd>[1]) => {
    say.onDragEnd(result, provided);
    const record = known.current.get(result.draggableId);
    if (record && result.destination) void drop(record, result.destination.droppableId, result.destination.index);
  };
  const onSeen = useCallback((items: RecordItem[]) => items.forEach((item) => known.current.set(item.id, item)), []);
  const onMove = useCallback((record: RecordItem, to: string) => void drop(record, to), [drop]);
  const sums = useMemo(() => [writeAmount(open.amount), open.weighted === null ? "" : t("expected", { amount: writeAmount(open.weighted) })].filter(Boolean).join(" · "), [open, t]);
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <h1>{funnelTitle(funnel)}</h1>
        <span className={`${classes.total} tabular`}>{[t("openCount", { count: open.count }), sums].filter(Boolean).join(" · ")}</span>
        {!phone && <span className={classes.spring} />}
        <BoardFilters funnel={funnel} filter={narrowed} named={name !== null} onChange={narrow} />
        {phone ? (
          <ActionIcon size={44} variant="default" component={Link} to={`/w/${slug}/r/${entity.key}`} search={{ view: "all", formula: narrowed.formula || undefined, q: narrowed.text || undefined } as never} aria-label={t("asList")}><IconList size={18} /></ActionIcon>
        ) : (
          <>
            <Button variant="default" leftSection={<IconList size={16} />} component={Link} to={`/w/${slug}/r/${entity.key}`} search={{ view: "all", formula: narrowed.formula || undefined, q: narrowed.text || undefined } as never}>{t("asList")}</Button>
            {entity.rights.create && <Button leftSection={<IconPlus size={16} />} onClick={() => openCreate(entity.key, { funnel: funnel.key })}>{t("newOne", { title: entityTitle(entity) })}</Button>}
          </>
        )}
      </div>
      {phone && <StageTabs funnel={funnel} countOf={(stage) => laneOf(stage).count} />}
      {narrowed.formula && (
        <p className={classes.kept}>
          <IconFilter size={14} aria-hidden /> <span>{inWords(narrowed.formula, entity, entities, funnel, (key) => t(`common:system.${key}`))}</span>
          <CloseButton size="sm" aria-label={t("filter.leave")} onClick={() => narrow({ formula: "" })} />
        </p>
      )}
      {isNarrow(narrowed) && <p className={classes.narrow} role="status">{t("narrowed", { count: funnel.stages.reduce((sum, stage) => sum + laneOf(stage.key).count, 0) })}</p>}
      {funnel.stages.length === 0 ? (
        <EmptyState title={t("noStages")} />
      ) : (
        <DragDropContext onDragStart={say.onDragStart} onDragUpdate={say.onDragUpdate} onDragEnd={onDragEnd} dragHandleUsageInstructions={t("drag.how")}>
          <div className={classes.board} role="group" aria-label={t("lanes", { title: funnelTitle(funnel) })}>
            {funnel.stages.map((stage) => (
              <Lane key={stage.key} funnel={funnel} entity={entity} stage={stage} title={stageTitle(stage)} total={laneOf(stage.key)} filter={filter} onSeen={onSeen} onMove={onMove} />
            ))}
          </div>
        </DragDropContext>
      )}
      {dialog}
    </div>
  );
}
