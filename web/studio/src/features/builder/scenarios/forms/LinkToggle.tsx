import { Button, Select, Stack, Switch, Text } from "@mantine/core";
import { IconLink } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { linksTo, triggerEntity } from "../../model/scope";
import { entityTitle, fieldTitle } from "../../model/sentences";
import { isObject, type Field, type Json, type With } from "../../model/solution";
import { keyFor, takenFieldKeys } from "../../model/titles";
import { useDraftStore } from "../../state/draft";
import type { StepHandle } from "../context";
import editor from "../scenarios.module.css";

const RECORD = "=record.id";

/** "Make the record that set this off the object of the new one": fills the link, and asks which if several fit. */
export function LinkToggle({ handle }: { handle: StepHandle }) {
  const { t } = useTranslation("builder");
  const { lens, scenario, step, put } = handle;
  const { edit } = useDraftStore();
  const source = triggerEntity(scenario, lens.solution);
  const entity = typeof step.with?.entity === "string" ? step.with.entity : undefined;
  if (!source || !entity) return null;
  const fitting = linksTo(lens.solution, entity, source);
  const linked = LinkToggle.fieldOf(handle);
  const values = valuesOf(handle);
  const names = { source: entityTitle(lens, source), entity: entityTitle(lens, entity) };
  const link = (field: string | undefined): void => {
    const rest = Object.fromEntries(Object.entries(values).filter(([key]) => key !== linked));
    put("values", field ? { ...rest, [field]: RECORD } : rest);
  };
  const addField = (): void => {
    const fields = lens.solution.entities.find((one) => one.key === entity)?.fields ?? [];
    const key = keyFor(source, takenFieldKeys(fields));
    const field: Field = { key, type: "link", title: names.source, to: source, inverse: `${entity}s` };
    edit((now) => ({ ...now, entities: now.entities.map((one) => (one.key === entity ? { ...one, fields: [...one.fields, field] } : one)) }));
    put("values", { ...values, [key]: RECORD });
  };
  if (fitting.length === 0)
    return (
      <div className={editor.box}>
        <Text size="sm">{t("link.no_field", names)}</Text>
        <Button size="xs" variant="light" w="fit-content" leftSection={<IconLink size={15} />} onClick={addField}>{t("link.add_field", names)}</Button>
      </div>
    );
  return (
    <Stack gap="xs" className={editor.box}>
      <Switch label={t("link.toggle", names)} checked={linked !== undefined} onChange={(event) => link(event.currentTarget.checked ? fitting[0] : undefined)} />
      {linked !== undefined && fitting.length > 1 && (
        <Select label={t("link.which")} data={fitting.map((key) => ({ value: key, label: fieldTitle(lens, entity, key) }))} value={linked} allowDeselect={false} onChange={(key) => key && link(key)} />
      )}
    </Stack>
  );
}

/** The field that holds the record which set the scenario off. */
LinkToggle.fieldOf = (handle: StepHandle): string | undefined => {
  const { lens, scenario, step } = handle;
  const values = valuesOf(handle);
  return linksTo(lens.solution, step.with?.entity as string | undefined, triggerEntity(scenario, lens.solution)).find((key) => values[key] === RECORD);
};

/** What a new record begins with: linked, where there is one way only; in the first stage of its funnel. */
LinkToggle.starting = (handle: StepHandle, input: With): With => {
  const { lens, scenario } = handle;
  const fitting = linksTo(lens.solution, input.entity as string, triggerEntity(scenario, lens.solution));
  const funnel = lens.solution.funnels.find((one) => one.entity === input.entity);
  const values = fitting[0] ? { [fitting[0]]: RECORD } : {};
  const all: With = { ...input, values, ...(funnel && { funnel: funnel.key, stage: funnel.stages[0]?.key }) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
};

function valuesOf({ step }: StepHandle): Record<string, Json> {
  return isObject(step.with?.values) ? (step.with.values as Record<string, Json>) : {};
}
