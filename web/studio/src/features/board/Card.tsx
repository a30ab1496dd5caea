import { Draggable, type DraggableProvided, type DraggableStateSnapshot } from "@hello-pangea/dnd";
import { ActionIcon, Menu } from "@mantine/core";
import { IconAlarm, IconArrowRight, IconClock, IconDots } from "@tabler/icons-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";

import type { RecordItem } from "@/shared/api/types";
import { isBlank, valueNode } from "@/shared/fields/FieldValue";
import { useValueWords } from "@/shared/fields/words";
import { formatAge } from "@/shared/format/format";
import { displayOf, fieldTitle, stageTitle } from "@/shared/solution/titles";
import type { EntityView, FunnelView } from "@/shared/solution/types";
import { dueOf, isLate } from "@/shared/stage/late";
import { stageColor } from "@/shared/stage/StageBadge";
import { seriesVar } from "@/shared/theme/tokens";
import { Face } from "@/shared/ui/Person";

import classes from "./BoardPage.module.css";
import { amountField } from "./useBoard";

interface Props {
  record: RecordItem;
  entity: EntityView;
  funnel: FunnelView;
}

/** Drawn anew only when its own record changes: a lane of a thousand is scrolled through. */
export const Card = memo(function Card({ record, index, entity, funnel, onMove }: Props & { index: number; onMove: (record: RecordItem, stage: string) => void }) {
  return (
    <Draggable draggableId={record.id} index={index} isDragDisabled={!entity.rights.update} disableInteractiveElementBlocking>
      {(provided) => (
        <div ref={provided.innerRef} {...provided.draggableProps} {...(provided.dragHandleProps ?? {})} role="group" aria-label={displayOf(record, entity)} className={classes.card} data-card={record.id}>
          <CardFace record={record} entity={entity} funnel={funnel} menu={entity.rights.update ? <MoveMenu record={record} entity={entity} funnel={funnel} onMove={onMove} /> : null} />
        </div>
      )}
    </Draggable>
  );
});

/** The card in the hand: the same face, lifted. */
export function DraggedCard({ record, entity, funnel, provided, snapshot }: Props & { provided: DraggableProvided; snapshot: DraggableStateSnapshot }) {
  const colour = { "--stage": seriesVar(stageColor(funnel, snapshot.draggingOver ?? record.stage ?? "")) } as React.CSSProperties;
  return (
    <div ref={provided.innerRef} {...provided.draggableProps} {...(provided.dragHandleProps ?? {})} style={{ ...provided.draggableProps.style, ...colour }} className={classes.card} data-dragging="true">
      <CardFace record={record} entity={entity} funnel={funnel} menu={null} />
    </div>
  );
}

function CardFace({ record, entity, funnel, menu }: Props & { menu: React.ReactNode }) {
  const { t } = useTranslation("board");
  const words = useValueWords();
  const amount = amountField(funnel, entity);
  const late = isLate(record, funnel);
  const facts = entity.fields.filter((field) => field.key !== entity.display && field.key !== amount?.key && ["link", "phone", "select", "date"].includes(field.type) && !isBlank(record.values[field.key])).slice(0, 2);
  const responsible = record.responsible ? words.nameOf(record.responsible) : "";
  return (
    <>
      <div className={classes.cardTop}>
        <button type="button" className={classes.name} onClick={() => words.openRecord(entity.key, record.id)}>{displayOf(record, entity)}</button>
        {menu}
      </div>
      <div className={classes.facts}>
        {facts.map((field) => <div key={field.key}>{field.type === "select" && <span>{fieldTitle(field)}: </span>}{valueNode({ field, value: record.values[field.key], record, flat: true }, words)}</div>)}
      </div>
      <div className={classes.cardFoot}>
        {responsible && <Face name={responsible} size={20} />}
        {amount && !isBlank(record.values[amount.key]) && <span className={`${classes.amount} tabular`}>{valueNode({ field: amount, value: record.values[amount.key], flat: true }, words)}</span>}
        {record.stage_since && (late ? <Late record={record} funnel={funnel} /> : (
          <span className={`${classes.age} tabular`} title={t("age")}>
            <IconClock size={13} aria-hidden /> {formatAge(record.stage_since)}
          </span>
        ))}
      </div>
    </>
  );
}

/** How long the card is past the time that its stage allows. */
function Late({ record, funnel }: { record: RecordItem; funnel: FunnelView }) {
  const { t } = useTranslation("board");
  const due = dueOf(record, funnel.stages.find((stage) => stage.key === record.stage));
  return (
    <span className={`${classes.age} ${classes.late} tabular`}>
      <IconAlarm size={13} aria-hidden /> {t("late", { time: due ? formatAge(due.toISOString()) : "" })}
    </span>
  );
}

/** The same move without dragging. */
function MoveMenu({ record, entity, funnel, onMove }: Props & { onMove: (record: RecordItem, stage: string) => void }) {
  const { t } = useTranslation("board");
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon size="md" className={classes.menu ?? ""} aria-label={t("moveTo", { name: displayOf(record, entity) })}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("move")}</Menu.Label>
        {funnel.stages.filter((stage) => stage.key !== record.stage).map((stage) => (
          <Menu.Item key={stage.key} leftSection={<IconArrowRight size={14} color={seriesVar(stageColor(funnel, stage.key))} />} onClick={() => onMove(record, stage.key)}>
            {stageTitle(stage)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
