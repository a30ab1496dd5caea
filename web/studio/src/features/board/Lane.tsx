import { Droppable } from "@hello-pangea/dnd";
import { ActionIcon, Button } from "@mantine/core";
import { IconAlarm, IconPlus, IconTrophy, IconX } from "@tabler/icons-react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import type { LaneSummary } from "@/shared/api/funnels";
import type { RecordItem } from "@/shared/api/types";
import type { EntityView, FunnelView, StageView } from "@/shared/solution/types";
import { stageColor } from "@/shared/stage/StageBadge";
import { seriesVar } from "@/shared/theme/tokens";
import { explain } from "@/shared/ui/explain";
import { useOverlay } from "@/shared/ui/overlay";

import { writeAmount } from "./amounts";
import classes from "./BoardPage.module.css";
import { Card, DraggedCard } from "./Card";
import { LaneCards } from "./LaneCards";
import { namesAlone, QuickAdd } from "./QuickAdd";
import { laneId } from "./StageTabs";
import { useLane } from "./useBoard";

interface Props {
  funnel: FunnelView;
  entity: EntityView;
  stage: StageView;
  title: string;
  total: LaneSummary;
  filter: string;
  onSeen: (items: RecordItem[]) => void;
  onMove: (record: RecordItem, stage: string) => void;
}

export function Lane({ funnel, entity, stage, title, total, filter, onSeen, onMove }: Props) {
  const { t } = useTranslation("board");
  const { openCreate } = useOverlay();
  const found = useLane(funnel, entity, stage.key, filter);
  const [adding, setAdding] = useState(false);
  const items = useMemo(() => found.data?.pages.flatMap((page) => page.items) ?? [], [found.data]);
  useEffect(() => onSeen(items), [items, onSeen]);
  const End = { won: IconTrophy, lost: IconX, open: null }[stage.kind];
  const add = () => (namesAlone(entity, stage) ? setAdding(true) : openCreate(entity.key, { funnel: funnel.key, stage: stage.key }));
  return (
    <Droppable
      droppableId={stage.key}
      mode="virtual"
      isDropDisabled={!entity.rights.update}
      renderClone={(provided, snapshot, rubric) => {
        const record = items[rubric.source.index];
        return record ? <DraggedCard record={record} entity={entity} funnel={funnel} provided={provided} snapshot={snapshot} /> : <div ref={provided.innerRef} {...provided.draggableProps} />;
      }}
    >
      {(drop, state) => (
        <section id={laneId(stage.key)} className={classes.lane} data-over={state.isDraggingOver} aria-label={title} style={{ "--stage": seriesVar(stageColor(funnel, stage.key)) } as React.CSSProperties}>
          <header className={classes.laneHead}>
            <div className={classes.laneTitle}>
              {End && <End size={16} stroke={2.2} color="var(--stage)" aria-hidden />}
              <h2 title={title}>{title}</h2>
              <span className={`${classes.count} tabular`} aria-label={t("count", { count: total.count })}>{total.count}</span>
              {entity.rights.create && stage.kind === "open" && (
                <ActionIcon size="md" aria-label={t("addTo", { stage: title })} onClick={add}>
                  <IconPlus size={16} />
                </ActionIcon>
              )}
            </div>
            <div className={`${classes.sum} tabular`}>
              {writeAmount(total.amount)}
              {total.overdue > 0 && <span className={classes.late}><IconAlarm size={13} aria-hidden /> {t("lateCount", { count: total.overdue })}</span>}
            </div>
          </header>
          {adding && <QuickAdd entity={entity} funnel={funnel} stage={stage} onClose={() => setAdding(false)} />}
          <LaneCards drop={drop} items={items} extra={state.isUsingPlaceholder ? 1 : 0} onEnd={() => found.hasNextPage && !found.isFetchingNextPage && void found.fetchNextPage()}>
            {(record, index) => <Card key={record.id} record={record} index={index} entity={entity} funnel={funnel} onMove={onMove} />}
          </LaneCards>
          {found.isError && <div className={classes.empty} role="alert">{explain(found.error, t)} <Button size="compact-xs" variant="subtle" onClick={() => void found.refetch()}>{t("common:retry")}</Button></div>}
        </section>
      )}
    </Droppable>
  );
}
