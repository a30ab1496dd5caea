import { DragDropContext, Draggable, Droppable, type DropResult } from "@hello-pangea/dnd";
import { ActionIcon, Badge, Menu, Text } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconDots, IconGripVertical, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import classes from "../builder.module.css";
import { fieldIcon } from "../icons";
import { moveAt, pointerOf } from "../model/pointer";
import { problemsUnder } from "../model/problems";
import type { Entity, Field } from "../model/solution";
import { titleOf } from "../model/titles";
import { useDraftState, useLens, useThing } from "../state/draft";
import { ConfirmDelete } from "../ui/ConfirmDelete";
import { Glyph } from "../ui/Glyph";
import editor from "./entities.module.css";

interface Props {
  entityKey: string;
  selected: string | undefined;
  onSelect: (key: string | undefined) => void;
}

/** The fields of an entity in their order; drag them, or lift one with the space bar and move it with the arrows. */
export function FieldList({ entityKey, selected, onSelect }: Props) {
  const { t } = useTranslation("builder");
  const { thing: entity, change, path } = useThing("entities", entityKey);
  const lens = useLens();
  const [removing, setRemoving] = useState<Field>();
  if (!entity) return null;
  const move = (from: number, to: number): void => change((now) => moveAt(now, ["fields"], from, to));
  const drop = (result: DropResult): void => {
    if (result.destination) move(result.source.index, result.destination.index);
  };
  const remove = (field: Field): void => {
    change((now) => ({ ...now, fields: now.fields.filter((one) => one.key !== field.key) }));
    if (selected === field.key) onSelect(undefined);
  };
  return (
    <>
      <DragDropContext onDragEnd={drop} dragHandleUsageInstructions={t("fields.drag_help")}>
        <Droppable droppableId="fields">
          {(list) => (
            <ul className={editor.rows} ref={list.innerRef} {...list.droppableProps} aria-label={t("fields.tab")}>
              {entity.fields.map((field, index) => (
                <Draggable key={field.key} draggableId={field.key} index={index}>
                  {(drag, { isDragging }) => (
                    <li ref={drag.innerRef} {...drag.draggableProps}>
                      <Row entity={entity} field={field} index={index} selected={selected === field.key} dragging={isDragging} onOpen={() => onSelect(field.key)} onMove={move} onRemove={() => setRemoving(field)} handle={drag.dragHandleProps} />
                    </li>
                  )}
                </Draggable>
              ))}
              {list.placeholder}
            </ul>
          )}
        </Droppable>
      </DragDropContext>
      {removing && (
        <ConfirmDelete
          title={titleOf(removing, lens.language)}
          pointer={pointerOf([...path, "fields", entity.fields.indexOf(removing)])}
          consequence={t("fields.delete_consequence")}
          onConfirm={() => remove(removing)}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </>
  );
}

interface RowProps {
  entity: Entity;
  field: Field;
  index: number;
  selected: boolean;
  dragging: boolean;
  onOpen: () => void;
  onMove: (from: number, to: number) => void;
  onRemove: () => void;
  handle: object | null;
}

function Row({ entity, field, index, selected, dragging, onOpen, onMove, onRemove, handle }: RowProps) {
  const { t } = useTranslation("builder");
  const { language, solution } = useLens();
  const { report } = useDraftState();
  const errors = problemsUnder(report.errors, ["entities", solution.entities.indexOf(entity), "fields", index]);
  const title = titleOf(field, language);
  return (
    <div className={editor.row} data-selected={selected || undefined} data-dragging={dragging || undefined} data-error={errors.length > 0 || undefined}>
      <span className={editor.handle} {...handle} aria-label={t("fields.drag", { title })}>
        <IconGripVertical size={16} aria-hidden />
      </span>
      <button type="button" className={editor.open} onClick={onOpen}>
        <Glyph of={fieldIcon(field.type)} small />
        <span className={editor.name}>
          <span className="visually-hidden">{t("fields.open", { title })}</span>
          <Text span fw={550} size="sm" display="block" truncate aria-hidden>{title}</Text>
          <span className={classes.key}>{field.key}</span>
        </span>
        <span className={editor.flags}>
          {field.required === true && <Badge size="sm" variant="light" color="saffron">{t("fields.required")}</Badge>}
          {field.unique && <Badge size="sm" variant="light" color="caspian">{t("fields.unique")}</Badge>}
          <Badge size="sm" variant="light" color="gray">{t(`type.${field.type}`, { defaultValue: field.type })}</Badge>
        </span>
      </button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size="md" aria-label={t("fields.more", { title })}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconArrowUp size={15} />} disabled={index === 0} onClick={() => onMove(index, index - 1)}>{t("move_up")}</Menu.Item>
          <Menu.Item leftSection={<IconArrowDown size={15} />} disabled={index === entity.fields.length - 1} onClick={() => onMove(index, index + 1)}>{t("move_down")}</Menu.Item>
          <Menu.Item color="pomegranate" leftSection={<IconTrash size={15} />} onClick={onRemove}>{t("fields.delete")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
