import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useCallback, useState } from "react";
import { useTranslation } from "react-i18next";

import { moveRecordWith, recordChecklist, tickChecklist } from "@/shared/api/funnels";
import { ApiError } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";
import { updateRecord } from "@/shared/api/records";
import type { RecordItem } from "@/shared/api/types";
import { isBlank } from "@/shared/fields/FieldValue";
import type { CheckView, FieldView, FunnelView } from "@/shared/solution/types";
import { useSlug, useSolution } from "@/shared/solution/useSolution";
import { explain } from "@/shared/ui/explain";

import { goesOn } from "./late";
import { type Answers, type Lacking, StageDialog } from "./StageDialog";

interface Asked {
  record: RecordItem;
  funnel: FunnelView;
  stage: string;
  lacking: Lacking;
  settle: (moved: RecordItem | null) => void;
}

const nothing = (lacking: Lacking): boolean => lacking.fields.length === 0 && lacking.points.length === 0 && !lacking.person;

/** What a refusal asks for, of what this reader may fill in. */
function lackingIn(error: unknown, writable: FieldView[], points: CheckView[]): Lacking {
  const pointers = error instanceof ApiError && error.status === 422 ? error.problems.map((problem) => problem.pointer) : [];
  return {
    fields: writable.filter((field) => pointers.includes(`/values/${field.key}`)),
    points: points.filter((point) => pointers.includes(`/checklist/${point.key}`)),
    person: pointers.includes("/responsible"),
  };
}

/**
 * Move a record to a stage. What the move is lacking is asked for first, all of it on one form; what the rules refuse is said
 * and resolves to null, so that a card returns to where it was.
 */
export function useStageMove(): { move: (record: RecordItem, funnel: FunnelView, stage: string) => Promise<RecordItem | null>; dialog: ReactNode } {
  const { t } = useTranslation("common");
  const slug = useSlug();
  const solution = useSolution();
  const client = useQueryClient();
  const [asked, setAsked] = useState<Asked | null>(null);

  const perform = useCallback(
    async (record: RecordItem, funnel: FunnelView, stage: string, values: Record<string, unknown> = {}): Promise<RecordItem> => {
      const moved = await moveRecordWith(slug, record, funnel.key, stage, values);
      void client.invalidateQueries({ queryKey: keys.record(slug, record.entity, record.id) });
      void client.invalidateQueries({ queryKey: keys.records(slug, record.entity) });
      void client.invalidateQueries({ queryKey: keys.tasks(slug) });
      return moved;
    },
    [client, slug],
  );

  const openPoints = useCallback(
    async (record: RecordItem, funnel: FunnelView, stage: string): Promise<CheckView[]> => {
      const needed = funnel.stages.find((candidate) => candidate.key === record.stage)?.checklist?.filter((point) => point.required) ?? [];
      if (needed.length === 0 || record.funnel !== funnel.key || !goesOn(funnel, record.stage, stage)) return [];
      const { items } = await recordChecklist(slug, record.entity, record.id);
      return needed.filter((point) => !items.some((item) => item.key === point.key && item.done));
    },
    [slug],
  );

  const move = useCallback(
    async (record: RecordItem, funnel: FunnelView, stage: string): Promise<RecordItem | null> => {
      const writable = (solution.entities.find((entity) => entity.key === record.entity)?.fields ?? []).filter((field) => field.access === "write");
      const ask = (lacking: Lacking) => new Promise<RecordItem | null>((settle) => setAsked({ record, funnel, stage, lacking, settle }));
      const needed = funnel.stages.find((candidate) => candidate.key === stage)?.requires ?? [];
      try {
        const known: Lacking = {
          fields: writable.filter((field) => needed.includes(field.key) && isBlank(record.values[field.key])),
          points: await openPoints(record, funnel, stage),
          person: needed.includes("responsible") && record.responsible === null,
        };
        return nothing(known) ? await perform(record, funnel, stage) : await ask(known);
      } catch (error) {
        const points = funnel.stages.find((candidate) => candidate.key === record.stage)?.checklist ?? [];
        const found = lackingIn(error, writable, points);
        if (!nothing(found)) return ask(found);
        notifications.show({ color: "pomegranate", title: t("stage.refused"), message: explain(error, t), autoClose: 8000 });
        return null;
      }
    },
    [openPoints, perform, solution, t],
  );

  const save = async ({ record, funnel, stage, lacking, settle }: Asked, { values, responsible }: Answers) => {
    for (const point of lacking.points) await tickChecklist(slug, record.entity, record.id, point.key, true);
    if (lacking.person && responsible !== record.responsible) await updateRecord(slug, record.entity, record.id, { responsible });
    settle(await perform(record, funnel, stage, values));
    setAsked(null);
  };
  const dialog = asked && (
    <StageDialog
      {...asked}
      onCancel={() => {
        asked.settle(null);
        setAsked(null);
      }}
      onSave={(answers) => save(asked, answers)}
    />
  );
  return { move, dialog };
}
