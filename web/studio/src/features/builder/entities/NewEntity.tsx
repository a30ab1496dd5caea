import { Button, Group, Modal, SimpleGrid, Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import classes from "../builder.module.css";
import { ENTITY_ICONS } from "../icons";
import { newEntity } from "../model/making";
import { useBuild } from "../navigation";
import { useDraftStore, useLens } from "../state/draft";
import editor from "./entities.module.css";

/** Name a new kind of thing; the rest comes in its editor. */
export function NewEntity({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("builder");
  const { edit } = useDraftStore();
  const { go } = useBuild();
  const { solution, language } = useLens();
  const [title, setTitle] = useState("");
  const [plural, setPlural] = useState("");
  const [icon, setIcon] = useState("box");
  const entity = newEntity(solution, title.trim(), plural.trim(), language, icon);
  const create = (): void => {
    edit((now) => ({ ...now, entities: [...now.entities, entity] }));
    go(["entities", entity.key]);
  };
  return (
    <Modal opened onClose={onClose} title={t("entities.new")} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (title.trim()) create();
        }}
      >
        <Stack>
          <TextInput label={t("entities.title")} placeholder={t("entities.title_hint")} value={title} onChange={(event) => setTitle(event.currentTarget.value)} data-autofocus required />
          <TextInput label={t("entities.plural")} placeholder={t("entities.plural_hint")} value={plural} onChange={(event) => setPlural(event.currentTarget.value)} />
          <div>
            <Text size="sm" fw={500} mb={4}>{t("entities.icon")}</Text>
            <IconGrid value={icon} onChange={setIcon} />
          </div>
          {title.trim() && <span className={classes.key}>{entity.key}</span>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{t("cancel")}</Button>
            <Button type="submit" disabled={!title.trim()}>{t("entities.create")}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** The icons to choose from. */
export function IconGrid({ value, onChange }: { value: string | undefined; onChange: (icon: string) => void }) {
  const { t } = useTranslation("builder");
  return (
    <SimpleGrid cols={8} spacing={4} role="radiogroup" aria-label={t("entities.icon")}>
      {Object.entries(ENTITY_ICONS).map(([name, Shown]) => (
        <UnstyledButton key={name} role="radio" aria-checked={value === name} aria-label={t(`icon.${name}`)} title={t(`icon.${name}`)} className={editor.icon} onClick={() => onChange(name)}>
          <Shown size={19} stroke={1.7} />
        </UnstyledButton>
      ))}
    </SimpleGrid>
  );
}
