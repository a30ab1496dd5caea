import { ActionIcon, Group, Input, Select, Stack } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { byKey, isObject, type Field, type Json } from "../../model/solution";
import { titleOf } from "../../model/titles";
import type { StepHandle } from "../context";
import { ValueInput } from "./ValueInput";

interface Props {
  handle: StepHandle;
  entity: string | undefined;
  /** Shows the fields that must be filled from the start. */
  withRequired?: boolean;
  /** A field that is set elsewhere in the form. */
  without?: string;
}

/** A value for each field that is written. */
export function ValuesEditor({ handle, entity: entityKey, withRequired = false, without }: Props) {
  const { t } = useTranslation("builder");
  const { lens, step, put, errorOf } = handle;
  const entity = byKey(lens.solution.entities, entityKey);
  const values = isObject(step.with?.values) ? (step.with.values as Record<string, Json>) : {};
  if (!entity) return null;
  const writable = entity.fields.filter((field) => field.type !== "formula" && field.type !== "autonumber" && field.key !== without);
  const asked = (field: Field): boolean => withRequired && field.required === true && field.default === undefined;
  const shown = writable.filter((field) => field.key in values || asked(field));
  const rest = writable.filter((field) => !shown.includes(field));
  const set = (key: string, value: Json | undefined): void => {
    const next = { ...values, [key]: value };
    if (value === undefined && byKey(shown, key) && asked(byKey(shown, key) as Field)) delete next[key];
    put("values", Object.fromEntries(Object.entries(next).map(([name, one]) => [name, one === undefined ? null : one])));
  };
  const remove = (key: string): void => put("values", Object.fromEntries(Object.entries(values).filter(([name]) => name !== key)));
  return (
    <Input.Wrapper label={t("values.label")} labelElement="div" error={shown.length === 0 ? errorOf("values") : undefined}>
      <Stack gap="sm" mt={6}>
        {shown.map((field) => (
          <Group key={field.key} gap={2} wrap="nowrap" align="flex-end">
            <div style={{ flex: 1, minWidth: 0 }}>
              <ValueInput
                label={titleOf(field, lens.language)}
                field={field}
                required={asked(field)}
                value={values[field.key]}
                onChange={(value) => set(field.key, value)}
                groups={handle.groups}
                nameOf={handle.nameOf}
                pointer={`${handle.pointer}/with/values/${field.key}`}
                error={errorOf(`values/${field.key}`) ?? (asked(field) && !(field.key in values) ? errorOf("values") : undefined)}
              />
            </div>
            {!asked(field) && (
              <ActionIcon size="lg" aria-label={t("values.remove", { title: titleOf(field, lens.language) })} onClick={() => remove(field.key)}>
                <IconTrash size={15} />
              </ActionIcon>
            )}
          </Group>
        ))}
        {rest.length > 0 && (
          <Select
            aria-label={t("values.add")}
            placeholder={t("values.add")}
            data={rest.map((field) => ({ value: field.key, label: titleOf(field, lens.language) }))}
            value={null}
            searchable
            onChange={(key) => key && put("values", { ...values, [key]: null })}
          />
        )}
      </Stack>
    </Input.Wrapper>
  );
}
