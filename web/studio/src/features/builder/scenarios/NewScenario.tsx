import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { TRIGGER_GROUPS, triggerIcon } from "../icons";
import editor from "../entities/entities.module.css";
import type { Trigger } from "../model/solution";
import { useDraftSolution } from "../state/draft";
import { Glyph } from "../ui/Glyph";
import { TriggerFields } from "./TriggerFields";
import { startingTrigger } from "./triggers";
import { useCreateScenario } from "./useCreateScenario";

/** What sets a new scenario off. */
export function NewScenario({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("builder");
  const solution = useDraftSolution();
  const create = useCreateScenario();
  const [title, setTitle] = useState("");
  const [trigger, setTrigger] = useState<Trigger>(() => startingTrigger("record.created", solution));
  return (
    <Modal opened onClose={onClose} title={t("scenarios.new")} size="lg" closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create(trigger, title.trim() || undefined);
        }}
      >
        <Stack>
          <TextInput label={t("scenarios.title")} placeholder={t("scenarios.title_hint")} value={title} onChange={(event) => setTitle(event.currentTarget.value)} data-autofocus />
          <div>
            <Text size="sm" fw={500} mb={4}>{t("trigger.choose")}</Text>
            <TriggerChoice value={trigger.on} onChange={(on) => setTrigger(startingTrigger(on, solution, trigger))} />
          </div>
          <TriggerFields trigger={trigger} onChange={setTrigger} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{t("cancel")}</Button>
            <Button type="submit">{t("scenarios.create")}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** The triggers as cards. */
export function TriggerChoice({ value, onChange }: { value: string; onChange: (on: string) => void }) {
  const { t } = useTranslation("builder");
  return (
    <div className={editor.types} role="radiogroup" aria-label={t("trigger.choose")}>
      {TRIGGER_GROUPS.flatMap((group) => group.types).map((on) => (
        <button key={on} type="button" role="radio" aria-checked={value === on} className={editor.type} data-active={value === on || undefined} onClick={() => onChange(on)}>
          <Glyph of={triggerIcon(on)} tone="saffron" small />
          <span>
            {t(`trigger.${on}.title`)}
            <small>{t(`trigger.${on}.help`)}</small>
          </span>
        </button>
      ))}
    </div>
  );
}
