import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useCallback, useState } from "react";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";
import { moveRecord, updateRecord } from "@/shared/api/records";
import type { RecordItem } from "@/shared/api/types";
import { FieldInput } from "@/shared/fields/FieldInput";
import { isBlank } from "@/shared/fields/FieldValue";
import { stageTitle } from "@/shared/solution/titles";
import type { FieldView, FunnelView } from "@/shared/solution/types";
import { useSlug, useSolution } from "@/shared/solution/useSolution";
import { explain, explainProblem } from "@/shared/ui/explain";

interface Asked {
  record: RecordItem;
  funnel: FunnelView;
  stage: string;
  fields: FieldView[];
  settle: (moved: RecordItem | null) => void;
}

/** The fields that a refusal is about. */
const fieldsOf = (error: unknown): string[] => (error instanceof ApiError && error.status === 422 ? error.problems.map((problem) => /^\/values\/(\w+)/.exec(problem.pointer)?.[1]).filter((key): key is string => key !== undefined) : []);

/**
 * Move a record to a stage. What the stage requires and the record lacks is asked for first; what the rules refuse is said
 * and resolves to null, so that a card returns to where it was.
 */
export function useStageMove(): { move: (record: RecordItem, funnel: FunnelView, stage: string) => Promise<RecordItem | null>; dialog: ReactNode } {
  const { t } = useTranslation("common");
  const slug = useSlug();
  const solution = useSolution();
  const client = useQueryClient();
  const [asked, setAsked] = useState<Asked | null>(null);

  const perform = useCallback(
    async (record: RecordItem, funnel: FunnelView, stage: string): Promise<RecordItem> => {
      const moved = await moveRecord(slug, record.entity, record.id, funnel.key, stage);
      void client.invalidateQueries({ queryKey: keys.record(slug, record.entity, record.id) });
      void client.invalidateQueries({ queryKey: keys.records(slug, record.entity) });
      return moved;
    },
    [client, slug],
  );

  const move = useCallback(
    async (record: RecordItem, funnel: FunnelView, stage: string): Promise<RecordItem | null> => {
      const fields = solution.entities.find((entity) => entity.key === record.entity)?.fields ?? [];
      const ask = (wanted: string[]) => new Promise<RecordItem | null>((settle) => setAsked({ record, funnel, stage, fields: fields.filter((field) => wanted.includes(field.key)), settle }));
      const target = funnel.stages.find((candidate) => candidate.key === stage);
      const missing = (target?.requires ?? []).filter((key) => isBlank(record.values[key]) && fields.some((field) => field.key === key && field.access === "write"));
      if (missing.length > 0) return ask(missing);
      try {
        return await perform(record, funnel, stage);
      } catch (error) {
        const wanted = fieldsOf(error).filter((key) => fields.some((field) => field.key === key && field.access === "write"));
        if (wanted.length > 0) return ask(wanted);
        notifications.show({ color: "pomegranate", title: t("stage.refused"), message: explain(error, t), autoClose: 8000 });
        return null;
      }
    },
    [perform, solution, t],
  );

  const dialog = asked && (
    <RequiredDialog
      asked={asked}
      onCancel={() => {
        asked.settle(null);
        setAsked(null);
      }}
      onSave={async (values) => {
        await updateRecord(slug, asked.record.entity, asked.record.id, { values });
        asked.settle(await perform(asked.record, asked.funnel, asked.stage));
        setAsked(null);
      }}
    />
  );
  return { move, dialog };
}

function RequiredDialog({ asked, onCancel, onSave }: { asked: Asked; onCancel: () => void; onSave: (values: Record<string, unknown>) => Promise<void> }) {
  const { t } = useTranslation("common");
  const [values, setValues] = useState<Record<string, unknown>>({});
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState("");
  const stage = asked.funnel.stages.find((candidate) => candidate.key === asked.stage);
  const save = async () => {
    const blank = asked.fields.filter((field) => isBlank(values[field.key] ?? asked.record.values[field.key]));
    if (blank.length > 0) return setErrors(Object.fromEntries(blank.map((field) => [field.key, t("requiredField")])));
    setBusy(true);
    try {
      await onSave(values);
    } catch (error) {
      if (error instanceof ApiError) setErrors(Object.fromEntries(error.problems.map((problem) => [problem.pointer.replace("/values/", ""), explainProblem(problem, t)])));
      setRefused(explain(error, t));
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onCancel} title={t("stage.needs", { stage: stage ? stageTitle(stage) : "" })} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack>
          <Text size="sm" c="dimmed">{t("stage.needsHint")}</Text>
          {asked.fields.map((field, index) => (
            <FieldInput key={field.key} field={field} required autoFocus={index === 0} value={values[field.key] ?? asked.record.values[field.key] ?? null} error={errors[field.key]} onChange={(value) => setValues((before) => ({ ...before, [field.key]: value }))} record={asked.record} />
          ))}
          {refused && <Text size="sm" c="red" role="alert">{refused}</Text>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onCancel}>{t("cancel")}</Button>
            <Button type="submit" loading={busy}>{t("stage.fillAndMove")}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
