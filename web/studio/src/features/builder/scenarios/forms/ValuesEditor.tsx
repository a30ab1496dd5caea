import { ActionIcon, Group, Input, Select, Stack } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { changeAt, pointerOf, valueAt, type Path } from "../../model/pointer";
import { byKey, isObject, type Field, type Json } from "../../model/solution";
import { titleOf } from "../../model/titles";
import type { StepHandle } from "../context";
import { ValueInput } from "./ValueInput";

interface Props {
  handle: StepHandle;
  entity: string | undefined;
  /** Which part of `with` it fills. */
  at?: Path;
  /** Null where what is around says it. */
  label?: string | null;
  /** Shows the fields that must be filled from the start. */
  withRequired?: boolean;
  /** The responsible is chosen among the fields. */
  withSystem?: boolean;
  /** A field that is set elsewhere in the form. */
  without?: string;
}

const COMPUTED = ["formula", "rollup", "lookup", "autonumber"];
const VALUES: Path = ["values"];

/** Whether a value can be written into a field. */
export const isWritable = (field: Field): boolean => !COMPUTED.includes(field.type);

/** A value for each field that is written. */
export function ValuesEditor({ handle, entity: entityKey, at = VALUES, label, withRequired = false, withSystem = false, without }: Props) {
  const { t } = useTranslation("builder");
  const { lens, step, errorOf, edit } = handle;
  const entity = byKey(lens.solution.entities, entityKey);
  const place = at.join("/");
  const stored = valueAt(step.with, at);
  const values = isObject(stored) ? (stored as Record<string, Json>) : {};
  if (!entity) return null;
  const system: Field[] = withSystem ? [{ key: "responsible", type: "user", title: t("system.responsible") }] : [];
  const writable = [...entity.fields.filter((field) => isWritable(field) && field.key !== without), ...system];
  const asked = (field: Field): boolean => withRequired && field.required === true && field.default === undefined;
  const shown = writable.filter((field) => field.key in values || asked(field));
  const rest = writable.filter((field) => !shown.includes(field));
  const put = (next: Record<string, Json>): void => edit((now) => changeAt(now, ["with", ...at], () => next), place);
  const set = (key: string, value: Json | undefined): void => {
    const next = { ...values, [key]: value };
    if (value === undefined && byKey(shown, key) && asked(byKey(shown, key) as Field)) delete next[key];
    put(Object.fromEntries(Object.entries(next).map(([name, one]) => [name, one === undefined ? null : one])));
  };
  const remove = (key: string): void => put(Object.fromEntries(Object.entries(values).filter(([name]) => name !== key)));
  return (
    <Input.Wrapper label={label === null ? undefined : (label ?? t("values.label"))} labelElement="div" error={shown.length === 0 ? errorOf(place) : undefined}>
      <Stack gap="sm" mt={label === null ? 0 : 6}>
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
                pointer={`${handle.pointer}${pointerOf(["with", ...at, field.key])}`}
                error={errorOf(`${place}/${field.key}`) ?? (asked(field) && !(field.key in values) ? errorOf(place) : undefined)}
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
            onChange={(key) => key && put({ ...values, [key]: null })}
          />
        )}
      </Stack>
    </Input.Wrapper>
  );
}
