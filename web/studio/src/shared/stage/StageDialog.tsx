import { Button, Checkbox, Group, Modal, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/shared/api/http";
import type { RecordItem } from "@/shared/api/types";
import { FieldInput, PersonPicker } from "@/shared/fields/FieldInput";
import { isBlank } from "@/shared/fields/FieldValue";
import { titleOf } from "@/shared/i18n";
import { stageTitle } from "@/shared/solution/titles";
import type { CheckView, FieldView, FunnelView } from "@/shared/solution/types";
import { explain, explainProblem } from "@/shared/ui/explain";

/** What a move is lacking: fields, somebody responsible, points of the checklist of the stage that is left. */
export interface Lacking {
  fields: FieldView[];
  points: CheckView[];
  person: boolean;
}

export interface Answers {
  values: Record<string, unknown>;
  responsible: string | null;
}

interface Props {
  record: RecordItem;
  funnel: FunnelView;
  stage: string;
  lacking: Lacking;
  onCancel: () => void;
  onSave: (answers: Answers) => Promise<void>;
}

/** Everything that a move is lacking, on one form; with it the record moves on. */
export function StageDialog({ record, funnel, stage: key, lacking, onCancel, onSave }: Props) {
  const { t } = useTranslation(["common", "stage"]);
  const [values, setValues] = useState<Record<string, unknown>>({});
  const [responsible, setResponsible] = useState<string | null>(record.responsible);
  const [ticked, setTicked] = useState<string[]>([]);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState("");
  const stage = funnel.stages.find((candidate) => candidate.key === key);
  const faults = (): Record<string, string> => ({
    ...Object.fromEntries(lacking.fields.filter((field) => isBlank(values[field.key] ?? record.values[field.key])).map((field) => [field.key, t("requiredField")])),
    ...Object.fromEntries(lacking.points.filter((point) => !ticked.includes(point.key)).map((point) => [`check:${point.key}`, t("stage:tickFirst")])),
    ...(lacking.person && !responsible ? { responsible: t("requiredField") } : {}),
  });
  const tick = (key: string, done: boolean) => setTicked((before) => (done ? [...before, key] : before.filter((one) => one !== key)));
  const save = async () => {
    const found = faults();
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      await onSave({ values, responsible });
    } catch (error) {
      if (error instanceof ApiError) setErrors(Object.fromEntries(error.problems.map((problem) => [problem.pointer.replace("/values/", ""), explainProblem(problem, t)])));
      setRefused(explain(error, t));
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onCancel} title={t("stage.needs", { stage: stage ? stageTitle(stage) : "" })} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack>
          <Text size="sm" c="dimmed">{t("stage.needsHint")}</Text>
          {lacking.fields.map((field, index) => (
            <FieldInput key={field.key} field={field} required autoFocus={index === 0} value={values[field.key] ?? record.values[field.key] ?? null} error={errors[field.key]} onChange={(value) => setValues((before) => ({ ...before, [field.key]: value }))} record={record} />
          ))}
          {lacking.person && <PersonPicker label={t("system.responsible")} required withAsterisk error={errors.responsible} value={responsible} onChange={setResponsible} />}
          {lacking.points.map((point, index) => (
            <Checkbox key={point.key} label={titleOf(point.title, point.key)} data-autofocus={index === 0 && lacking.fields.length === 0 ? true : undefined} checked={ticked.includes(point.key)} error={errors[`check:${point.key}`]} onChange={(event) => tick(point.key, event.currentTarget.checked)} />
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
