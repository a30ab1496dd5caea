import { Collapse, Group, Input, SegmentedControl, Stack, Switch, Text, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { COMPUTED_TYPES, mayBeUnique } from "../model/fields";
import { ConditionInput } from "../ui/ConditionInput";
import { TitleInput } from "../ui/TitleInput";
import { DefaultInput } from "./DefaultInput";
import { set, type Part } from "./part";

/** When a field must be filled in, what it begins with, what may stand in it, and when it shows. */
export function FieldRules(part: Part) {
  const { field } = part;
  const written = !COMPUTED_TYPES.includes(field.type);
  return (
    <>
      {written && <Required {...part} />}
      <More {...part} written={written} />
    </>
  );
}

function Required({ field, entity, pointer, change }: Part) {
  const { t } = useTranslation("modelling");
  const [conditional, setConditional] = useState(typeof field.required === "string");
  const mode = conditional ? "when" : field.required ? "always" : "never";
  const choose = (next: string): void => {
    setConditional(next === "when");
    set(change, "required", next === "always" || undefined);
  };
  return (
    <Input.Wrapper label={t("required.label")} labelElement="div">
      <SegmentedControl fullWidth size="xs" mt={4} aria-label={t("required.label")} value={mode} onChange={choose} data={["never", "always", "when"].map((value) => ({ value, label: t(`required.${value}`) }))} />
      {conditional && (
        <div style={{ marginTop: 10 }}>
          <ConditionInput label={t("required.condition")} none={t("required.no_condition")} add={t("condition.add")} value={typeof field.required === "string" ? field.required : undefined} entity={entity.key} pointer={`${pointer}/required`} onChange={(required) => set(change, "required", required, "required")} />
        </div>
      )}
    </Input.Wrapper>
  );
}

function More({ written, ...part }: Part & { written: boolean }) {
  const { t } = useTranslation(["modelling", "builder"]);
  const { field, entity, pointer, change } = part;
  const [opened, { toggle }] = useDisclosure([field.default, field.visible, field.validate, field.unique, field.indexed].some((one) => one !== undefined));
  return (
    <div>
      <UnstyledButton onClick={toggle} aria-expanded={opened}>
        <Group gap={4}>
          {opened ? <IconChevronDown size={15} /> : <IconChevronRight size={15} />}
          <Text size="sm" fw={550}>{t("builder:more_settings")}</Text>
        </Group>
      </UnstyledButton>
      <Collapse expanded={opened}>
        <Stack gap="md" mt="sm">
          {written && <DefaultInput {...part} />}
          {written && <Validation {...part} />}
          <ConditionInput label={t("visible.label")} none={t("visible.always")} add={t("condition.add")} value={field.visible} entity={entity.key} pointer={`${pointer}/visible`} onChange={(visible) => set(change, "visible", visible, "visible")} />
          {mayBeUnique(field.type) && <Switch label={t("builder:fields.unique_label")} checked={Boolean(field.unique)} onChange={(event) => set(change, "unique", event.currentTarget.checked || undefined)} />}
          <Switch label={t("builder:fields.indexed_label")} checked={Boolean(field.indexed)} onChange={(event) => set(change, "indexed", event.currentTarget.checked || undefined)} />
        </Stack>
      </Collapse>
    </div>
  );
}

/** A rule that must hold before the record is saved, and what people read where it does not. */
function Validation({ field, entity, pointer, change }: Part) {
  const { t } = useTranslation("modelling");
  const drop = (): void => change((now) => Object.fromEntries(Object.entries(now).filter(([name]) => name !== "validate" && name !== "message")) as unknown as typeof now);
  return (
    <Stack gap="xs">
      <ConditionInput label={t("validate.label")} description={t("validate.help")} none={t("validate.none")} add={t("validate.add")} value={field.validate} entity={entity.key} pointer={`${pointer}/validate`} onChange={(validate) => (validate === undefined ? drop() : set(change, "validate", validate, "validate"))} />
      {(field.validate !== undefined || field.message !== undefined) && <TitleInput label={t("validate.message")} placeholder={t("validate.message_hint")} value={field.message} onChange={(message) => set(change, "message", message, "message")} />}
    </Stack>
  );
}
