import { ActionIcon, Group, Stack } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import classes from "../builder.module.css";
import { SETTINGS } from "../model/fields";
import { titleOf } from "../model/titles";
import { useLens, useProblems, useThing } from "../state/draft";
import { Problems } from "../ui/Problems";
import { TitleInput } from "../ui/TitleInput";
import { FieldRules } from "./FieldRules";
import { FieldSettings } from "./FieldSettings";
import type { Change } from "./part";
import { TypeSelect } from "./TypeSelect";

/** What is told beside its own input. */
const TOLD = [...SETTINGS, "validate", "visible", "required", "default"];

/** The settings of one field; each type shows what it takes. */
export function FieldForm({ entityKey, index, onClose }: { entityKey: string; index: number; onClose: () => void }) {
  const { t } = useTranslation("builder");
  const { thing: entity, index: at, change } = useThing("entities", entityKey);
  const { language } = useLens();
  const field = entity?.fields[index];
  const pointer = `/entities/${String(at)}/fields/${String(index)}`;
  const { errors, warnings } = useProblems(["entities", at, "fields", index]);
  if (!entity || !field) return null;
  const changeField: Change = (how, place) => change((now) => ({ ...now, fields: now.fields.map((one, n) => (n === index ? how(one) : one)) }), place && `field/${String(index)}/${place}`);
  const part = { field, entity, pointer, change: changeField };
  const told = TOLD.map((name) => `${pointer}/${name}`);
  return (
    <Stack gap="sm">
      <Group justify="space-between" wrap="nowrap">
        <span className={classes.key}>{field.key}</span>
        <ActionIcon size="md" aria-label={t("fields.close")} onClick={onClose} visibleFrom="sm">
          <IconX size={16} />
        </ActionIcon>
      </Group>
      <TitleInput label={t("fields.title")} value={field.title} fallback={titleOf(field, language)} onChange={(title) => changeField((now) => ({ ...now, title }), "title")} />
      <TypeSelect {...part} />
      <FieldSettings key={field.type} {...part} />
      <Problems errors={errors.filter((problem) => !told.includes(problem.pointer))} warnings={warnings} />
      <TitleInput label={t("fields.help")} placeholder={t("fields.help_hint")} value={field.help} onChange={(help) => changeField((now) => ({ ...now, help }), "help")} />
      <FieldRules {...part} />
    </Stack>
  );
}
