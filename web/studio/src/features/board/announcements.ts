import type { DragStart, DragUpdate, DropResult, ResponderProvided } from "@hello-pangea/dnd";
import { useTranslation } from "react-i18next";

import { stageTitle } from "@/shared/solution/titles";
import type { FunnelView } from "@/shared/solution/types";

/** What a screen reader hears while a card is carried: the names of stages, not numbers of lists. */
export function useAnnouncements(funnel: FunnelView, nameOf: (id: string) => string) {
  const { t } = useTranslation("board");
  const stage = (key: string | undefined): string => {
    const found = funnel.stages.find((candidate) => candidate.key === key);
    return found ? stageTitle(found) : "";
  };
  return {
    onDragStart: (start: DragStart, provided: ResponderProvided) => provided.announce(t("drag.lifted", { name: nameOf(start.draggableId), stage: stage(start.source.droppableId) })),
    onDragUpdate: (update: DragUpdate, provided: ResponderProvided) =>
      provided.announce(update.destination ? t("drag.over", { stage: stage(update.destination.droppableId), position: update.destination.index + 1 }) : t("drag.outside")),
    onDragEnd: (result: DropResult, provided: ResponderProvided) => provided.announce(result.destination ? t("drag.dropped", { name: nameOf(result.draggableId), stage: stage(result.destination.droppableId) }) : t("drag.cancelled")),
  };
}
