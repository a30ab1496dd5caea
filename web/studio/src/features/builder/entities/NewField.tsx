import { Button, Group, Modal, ScrollArea, Stack, Text, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useRunningTypes } from "../api/catalog";
import { fieldIcon, groupsOf } from "../icons";
import { fold } from "../model/formula";
import { Glyph } from "../ui/Glyph";
import editor from "./entities.module.css";

/** A new field: what it is called, and what it holds. */
export function NewField({ onPick, onClose }: { onPick: (title: string, type: string) => void; onClose: () => void }) {
  const { t } = useTranslation("builder");
  const [title, setTitle] = useState("");
  const [type, setType] = useState("text");
  const ready = title.trim() !== "";
  return (
    <Modal opened onClose={onClose} title={t("fields.new")} size="xl" closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) onPick(title.trim(), type);
        }}
      >
        <Stack>
          <TextInput label={t("fields.title")} placeholder={t("fields.title_hint")} value={title} onChange={(event) => setTitle(event.currentTarget.value)} data-autofocus required />
          <TypePicker value={type} onChange={setType} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{t("cancel")}</Button>
            <Button type="submit" disabled={!ready}>{t("fields.create")}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** All types of field, with what each looks like. */
function TypePicker({ value, onChange }: { value: string; onChange: (type: string) => void }) {
  const { t } = useTranslation("builder");
  const [search, setSearch] = useState("");
  const wanted = fold(search);
  const running = useRunningTypes();
  const groups = groupsOf((type) => running(type) && fold(`${t(`type.${type}`)} ${t(`sample.${type}`)}`).includes(wanted));
  return (
    <div>
      <TextInput aria-label={t("fields.search_type")} placeholder={t("fields.search_type")} leftSection={<IconSearch size={15} />} value={search} onChange={(event) => setSearch(event.currentTarget.value)} mb="xs" />
      <ScrollArea.Autosize mah={360} type="auto">
        <div role="radiogroup" aria-label={t("fields.type")}>
          {groups.map((group) => (
            <div key={group.key}>
              <Text size="xs" fw={650} c="dimmed" mt="xs" mb={6}>{t(`fields.group.${group.key}`)}</Text>
              <div className={editor.types}>
                {group.types.map((type) => (
                  <button key={type} type="button" role="radio" aria-checked={value === type} className={editor.type} data-active={value === type || undefined} onClick={() => onChange(type)}>
                    <Glyph of={fieldIcon(type)} small />
                    <span>
                      {t(`type.${type}`)}
                      <small>{t(`sample.${type}`)}</small>
                    </span>
                  </button>
                ))}
              </div>
            </div>
          ))}
        </div>
      </ScrollArea.Autosize>
    </div>
  );
}
