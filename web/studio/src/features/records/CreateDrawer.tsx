import { Button, Drawer, Group, Select, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";
import { createRecord, type NewRecord } from "@/shared/api/records";
import { FieldInput, PersonPicker } from "@/shared/fields/FieldInput";
import { isBlank } from "@/shared/fields/FieldValue";
import { entityTitle, funnelTitle, stageTitle } from "@/shared/solution/titles";
import type { EntityView } from "@/shared/solution/types";
import { useEntity, useFunnelsOf, useIsAdmin, useSlug } from "@/shared/solution/useSolution";
import { explain, explainProblem } from "@/shared/ui/explain";
import { usePhone } from "@/shared/ui/usePhone";

import { isPlace } from "./lines/model";

interface Props {
  entity: string;
  preset: Record<string, string>;
  onClose: () => void;
  onCreated: (entity: string, id: string) => void;
}

export function CreateDrawer({ entity: key, preset, onClose, onCreated }: Props) {
  const { t } = useTranslation("records");
  const entity = useEntity(key);
  const phone = usePhone();
  if (!entity) return null;
  return (
    <Drawer opened onClose={onClose} position="right" size={phone ? "100%" : 480} padding="lg" title={<Text fw={650} size="lg">{t("newOne", { title: entityTitle(entity) })}</Text>} closeButtonProps={{ "aria-label": t("common:close") }}>
      <CreateForm entity={entity} preset={preset} onClose={onClose} onCreated={onCreated} />
    </Drawer>
  );
}

const system = new Set(["funnel", "stage", "responsible"]);

function CreateForm({ entity, preset, onClose, onCreated }: { entity: EntityView } & Omit<Props, "entity">) {
  const { t } = useTranslation("records");
  const fields = entity.fields.filter((field) => field.access === "write" && field.type !== "links" && !isPlace(field));
  const [values, setValues] = useState<Record<string, unknown>>(() => ({
    ...Object.fromEntries(fields.filter((field) => !isBlank(field.default)).map((field) => [field.key, field.default])),
    ...Object.fromEntries(Object.entries(preset).filter(([key]) => !system.has(key))),
  }));
  const [place, setPlace] = useState<{ funnel?: string | undefined; stage?: string | undefined }>(usePlace(entity, preset));
  const [responsible, setResponsible] = useState<string | null>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const save = useSave(entity);
  const slug = useSlug();
  const admin = useIsAdmin();
  const submit = () => {
    const blank = fields.filter((field) => field.required === true && isBlank(field.default) && isBlank(values[field.key]));
    if (blank.length > 0) return setErrors(Object.fromEntries(blank.map((field) => [field.key, t("common:requiredField")])));
    const record: NewRecord = {
      values: Object.fromEntries(Object.entries(values).filter(([, value]) => !isBlank(value))),
      ...(place.funnel ? { funnel: place.funnel } : {}),
      ...(place.stage ? { stage: place.stage } : {}),
      ...(responsible ? { responsible } : {}),
    };
    save.mutate(record, {
      onSuccess: (created) => {
        notifications.show({ color: "leaf", message: t("created", { title: entityTitle(entity) }) });
        onCreated(entity.key, created.id);
      },
      onError: (error) => error instanceof ApiError && setErrors(Object.fromEntries(error.problems.map((problem) => [problem.pointer.replace("/values/", ""), explainProblem(problem, t)]))),
    });
  };
  const loose = save.isError && !fields.some((field) => errors[field.key]);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="sm">
      {fields.map((field, index) => (
        <FieldInput key={field.key} field={field} autoFocus={index === 0} value={values[field.key] ?? null} error={errors[field.key]} onChange={(value) => setValues((before) => ({ ...before, [field.key]: value }))} />
      ))}
      <PlacePicker entity={entity} place={place} onChange={setPlace} />
      <PersonPicker label={t("common:system.responsible")} description={t("responsibleHint")} value={responsible} onChange={setResponsible} />
      {loose && <Text c="red" size="sm" role="alert">{explain(save.error, t)}</Text>}
      {admin && save.error instanceof ApiError && save.error.code === "limit_reached" && <Button component={Link} to={`/w/${slug}/settings/billing`} variant="light">{t("plans")}</Button>}
      <Group justify="flex-end" mt="sm">
        <Button variant="default" onClick={onClose}>{t("common:cancel")}</Button>
        <Button type="submit" loading={save.isPending}>{t("common:create")}</Button>
      </Group>
      </Stack>
    </form>
  );
}

/** A kind that has one funnel starts at its beginning, unless the place it was asked from says otherwise. */
function usePlace(entity: EntityView, preset: Record<string, string>): { funnel?: string; stage?: string } {
  const funnels = useFunnelsOf(entity.key);
  const funnel = funnels.find((candidate) => candidate.key === preset.funnel) ?? funnels[0];
  if (!funnel) return {};
  const stage = preset.stage ?? funnel.stages[0]?.key;
  return { funnel: funnel.key, ...(stage ? { stage } : {}) };
}

function PlacePicker({ entity, place, onChange }: { entity: EntityView; place: { funnel?: string | undefined; stage?: string | undefined }; onChange: (place: { funnel?: string | undefined; stage?: string | undefined }) => void }) {
  const { t } = useTranslation("common");
  const funnels = useFunnelsOf(entity.key);
  const funnel = funnels.find((candidate) => candidate.key === place.funnel);
  if (funnels.length === 0) return null;
  return (
    <Group grow align="flex-start">
      {funnels.length > 1 && (
        <Select label={t("system.funnel")} allowDeselect={false} data={funnels.map((each) => ({ value: each.key, label: funnelTitle(each) }))} value={place.funnel ?? null} onChange={(key) => onChange({ funnel: key ?? undefined, stage: funnels.find((each) => each.key === key)?.stages[0]?.key })} />
      )}
      <Select label={t("system.stage")} allowDeselect={false} data={(funnel?.stages ?? []).map((stage) => ({ value: stage.key, label: stageTitle(stage) }))} value={place.stage ?? null} onChange={(key) => onChange({ ...place, stage: key ?? undefined })} />
    </Group>
  );
}

function useSave(entity: EntityView) {
  const slug = useSlug();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (record: NewRecord) => createRecord(slug, entity.key, record),
    onSuccess: () => void client.invalidateQueries({ queryKey: keys.records(slug, entity.key) }),
  });
}
