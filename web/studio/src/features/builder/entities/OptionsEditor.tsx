import { DragDropContext, Draggable, Droppable, type DropResult } from "@hello-pangea/dnd";
import { ActionIcon, Button, Group, Input, Menu, Popover, TextInput } from "@mantine/core";
import { IconArchive, IconArchiveOff, IconArrowDown, IconArrowUp, IconDots, IconGripVertical, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { seriesColor, seriesKeys, seriesVar } from "@/shared/theme/tokens";

import { moveAt } from "../model/pointer";
import type { Option } from "../model/solution";
import { keyFor, textOf, titleOf, withText } from "../model/titles";
import { useLens, useProblemAt } from "../state/draft";
import { ConfirmDelete } from "../ui/ConfirmDelete";
import editor from "./entities.module.css";

interface Props {
  options: readonly Option[];
  pointer: string;
  onChange: (options: Option[], place?: string) => void;
}

/** What may be chosen, each with its colour. A key is made with the option and stays when it is renamed. */
export function OptionsEditor({ options, pointer, onChange }: Props) {
  const { t } = useTranslation(["builder", "modelling"]);
  const error = useProblemAt(`${pointer}/options`);
  const { language } = useLens();
  const [removing, setRemoving] = useState<Option>();
  const change = (at: number, how: (option: Option) => Option, place?: string): void => onChange(options.map((one, n) => (n === at ? how(one) : one)), place);
  const add = (): void => {
    const title = t("option.new", { count: options.length + 1 });
    onChange([...options, { key: keyFor(title, options.map((one) => one.key), "option"), title }]);
  };
  const drop = ({ source, destination }: DropResult): void => {
    if (destination) onChange(moveAt([...options], [], source.index, destination.index));
  };
  return (
    <Input.Wrapper label={t("fields.options")} labelElement="div" error={error}>
      <DragDropContext onDragEnd={drop} dragHandleUsageInstructions={t("fields.drag_help")}>
        <Droppable droppableId="options">
          {(list) => (
            <div ref={list.innerRef} {...list.droppableProps} role="list" style={{ display: "grid", gap: 6, marginTop: 4 }}>
              {options.map((option, at) => (
                <Draggable key={option.key} draggableId={option.key} index={at}>
                  {(drag) => (
                    <div ref={drag.innerRef} {...drag.draggableProps} role="listitem">
                      <Row option={option} at={at} count={options.length} handle={drag.dragHandleProps} onChange={(how, place) => change(at, how, place)} onMove={(to) => onChange(moveAt([...options], [], at, to))} onRemove={() => setRemoving(option)} />
                    </div>
                  )}
                </Draggable>
              ))}
              {list.placeholder}
            </div>
          )}
        </Droppable>
      </DragDropContext>
      <Button variant="subtle" size="xs" mt={6} leftSection={<IconPlus size={14} />} onClick={add} w="fit-content">{t("option.add")}</Button>
      {removing && (
        <ConfirmDelete
          title={titleOf(removing, language)}
          pointer={`${pointer}/options/${String(options.indexOf(removing))}`}
          consequence={t("modelling:option.delete_consequence")}
          instead={
            <Button
              variant="light"
              leftSection={<IconArchive size={16} />}
              onClick={() => {
                change(options.indexOf(removing), (now) => ({ ...now, archived: true }));
                setRemoving(undefined);
              }}
            >
              {t("modelling:option.archive_instead")}
            </Button>
          }
          onConfirm={() => onChange(options.filter((one) => one !== removing))}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </Input.Wrapper>
  );
}

interface RowProps {
  option: Option;
  at: number;
  count: number;
  handle: object | null;
  onChange: (how: (option: Option) => Option, place?: string) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
}

/** One option. Archived, it stays on the records that have it and is offered no more. */
function Row({ option, at, count, handle, onChange, onMove, onRemove }: RowProps) {
  const { t } = useTranslation(["builder", "modelling"]);
  const { language } = useLens();
  const title = titleOf(option, language);
  const archive = t(option.archived ? "modelling:option.restore" : "modelling:option.archive", { title });
  return (
    <div className={editor.option} data-archived={option.archived || undefined}>
      <span {...handle} aria-label={t("modelling:option.drag", { title })} className={editor.handle}>
        <IconGripVertical size={14} aria-hidden />
      </span>
      <ColorPicker label={t("option.color", { title })} value={option.color} index={at} onChange={(color) => onChange((now) => ({ ...now, color }))} />
      <TextInput
        style={{ flex: 1 }}
        aria-label={t("option.title", { number: at + 1 })}
        placeholder={title}
        value={textOf(option.title, language)}
        onChange={(event) => onChange((now) => ({ ...now, title: withText(now.title, language, event.currentTarget.value) }), `option/${String(at)}`)}
      />
      <ActionIcon size="sm" aria-label={archive} title={archive} aria-pressed={option.archived === true} onClick={() => onChange((now) => ({ ...now, archived: now.archived ? undefined : true }))}>
        {option.archived ? <IconArchiveOff size={14} /> : <IconArchive size={14} />}
      </ActionIcon>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size="sm" aria-label={t("modelling:option.more", { title })}>
            <IconDots size={14} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconArrowUp size={14} />} disabled={at === 0} onClick={() => onMove(at - 1)}>{t("move_up")}</Menu.Item>
          <Menu.Item leftSection={<IconArrowDown size={14} />} disabled={at === count - 1} onClick={() => onMove(at + 1)}>{t("move_down")}</Menu.Item>
          <Menu.Item color="pomegranate" leftSection={<IconTrash size={14} />} onClick={onRemove}>{t("option.delete", { title })}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

/** One of the eight colours that stay apart for every eye. */
export function ColorPicker({ label, value, index, kind, onChange }: { label: string; value: string | undefined; index: number; kind?: string; onChange: (color: string) => void }) {
  const { t } = useTranslation("builder");
  const shown = seriesColor(index, value, kind);
  return (
    <Popover position="bottom-start" trapFocus>
      <Popover.Target>
        <ActionIcon size="md" aria-label={label}>
          <span className={editor.swatch} style={{ width: 16, height: 16, background: seriesVar(shown) }} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Group gap={8} role="radiogroup" aria-label={label}>
          {seriesKeys.map((color) => (
            <button key={color} type="button" role="radio" aria-checked={shown === color} aria-label={t(`color.${color}`)} title={t(`color.${color}`)} className={editor.swatch} style={{ background: seriesVar(color) }} onClick={() => onChange(color)} />
          ))}
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
