import { DragDropContext, Draggable, Droppable, type DropResult } from "@hello-pangea/dnd";
import { ActionIcon, Group, Menu, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconColumns3, IconDots, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import classes from "../builder.module.css";
import { moveAt, pointerOf } from "../model/pointer";
import { problemsUnder } from "../model/problems";
import { entityTitle } from "../model/sentences";
import type { Funnel, Stage } from "../model/solution";
import { keyFor, titleOf } from "../model/titles";
import { useBuild } from "../navigation";
import { useDraftState, useDraftStore, useLens, useThing } from "../state/draft";
import { ConfirmDelete } from "../ui/ConfirmDelete";
import { Glyph } from "../ui/Glyph";
import { Problems } from "../ui/Problems";
import { TitleInput } from "../ui/TitleInput";
import { AmountSettings } from "./AmountSettings";
import funnelClasses from "./funnels.module.css";
import { StageColumn } from "./StageColumn";
import { Transitions } from "./Transitions";

/** A funnel: its stages as the columns they will be. */
export function FunnelEditor({ funnelKey }: { funnelKey: string }) {
  const { t } = useTranslation("builder");
  const { thing: funnel, index, change, path } = useThing("funnels", funnelKey);
  const lens = useLens();
  const { language } = lens;
  const { report } = useDraftState();
  const phone = useMediaQuery("(max-width: 760px)");
  if (!funnel) return null;
  const own = problemsUnder(report.errors, path).filter((problem) => !/\/(stages\/\d+|amount|transitions)/.test(problem.pointer));
  const drop = (result: DropResult): void => {
    const { destination, source } = result;
    if (destination) change((now) => moveAt(now, ["stages"], source.index, destination.index));
  };
  return (
    <>
      <Group gap="sm" wrap="nowrap">
        <Glyph of={IconColumns3} tone="indigo" />
        <div style={{ flex: 1, maxWidth: 420 }}>
          <TitleInput aria-label={t("funnels.title")} className={classes.titleInput} value={funnel.title} fallback={titleOf(funnel, language)} onChange={(title) => change((now) => ({ ...now, title }), "title")} />
        </div>
        <span className={classes.key}>{funnel.key}</span>
        <FunnelMenu funnel={funnel} pointer={pointerOf(path)} />
      </Group>
      <Text size="sm" c="dimmed" mt="xs">{t("funnels.entity")}: {entityTitle(lens, funnel.entity)}</Text>
      <AmountSettings funnel={funnel} index={index} onChange={(amount) => change((now) => ({ ...now, amount }), "amount")} />
      <Problems errors={own} />
      <DragDropContext onDragEnd={drop} dragHandleUsageInstructions={t("stages.drag_help")}>
        <Droppable droppableId="stages" direction={phone ? "vertical" : "horizontal"}>
          {(list) => (
            <div className={funnelClasses.board}>
            <div className={funnelClasses.stages} ref={list.innerRef} {...list.droppableProps} role="list" aria-label={t("stages.label")}>
              {funnel.stages.map((stage, index) => (
                <Draggable key={stage.key} draggableId={stage.key} index={index}>
                  {(drag, { isDragging }) => (
                    <div ref={drag.innerRef} {...drag.draggableProps} style={{ ...drag.draggableProps.style, display: "flex", flex: "none" }} role="listitem">
                      <StageColumn funnelKey={funnelKey} index={index} handle={drag.dragHandleProps} dragging={isDragging} />
                    </div>
                  )}
                </Draggable>
              ))}
              {list.placeholder}
            </div>
              <button type="button" className={funnelClasses.add} onClick={() => change((now) => withStage(now, t("stages.another")))}>
                <Group gap={6}>
                  <IconPlus size={16} aria-hidden />
                  {t("stages.add")}
                </Group>
              </button>
            </div>
          )}
        </Droppable>
      </DragDropContext>
      <Transitions funnel={funnel} index={index} pointer={pointerOf(path)} onChange={(transitions) => change((now) => ({ ...now, transitions }))} />
    </>
  );
}

/** A new stage stands before the ends. */
function withStage(funnel: Funnel, title: string): Funnel {
  const stage: Stage = { key: keyFor(title, funnel.stages.map((one) => one.key), "stage"), title };
  const end = funnel.stages.findIndex((one) => one.kind === "won" || one.kind === "lost");
  const at = end < 0 ? funnel.stages.length : end;
  return { ...funnel, stages: [...funnel.stages.slice(0, at), stage, ...funnel.stages.slice(at)] };
}

function FunnelMenu({ funnel, pointer }: { funnel: Funnel; pointer: string }) {
  const { t } = useTranslation("builder");
  const { edit } = useDraftStore();
  const { go } = useBuild();
  const lens = useLens();
  const [asking, setAsking] = useState(false);
  const remove = (): void => {
    edit((now) => ({ ...now, funnels: now.funnels.filter((one) => one.key !== funnel.key) }));
    go(["funnels"]);
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t("funnels.more")}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item color="pomegranate" leftSection={<IconTrash size={16} />} onClick={() => setAsking(true)}>{t("funnels.delete")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asking && <ConfirmDelete title={titleOf(funnel, lens.language)} pointer={pointer} consequence={t("funnels.delete_consequence")} onConfirm={remove} onClose={() => setAsking(false)} />}
    </>
  );
}
