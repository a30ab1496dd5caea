import { Button, Group, Modal, Select, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import classes from "../builder.module.css";
import { newFunnel } from "../model/making";
import { titleOf } from "../model/titles";
import { useBuild } from "../navigation";
import { useDraftStore, useLens } from "../state/draft";

/** Name a new funnel and say whose records go through it. */
export function NewFunnel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("builder");
  const { edit } = useDraftStore();
  const { go } = useBuild();
  const { solution, language } = useLens();
  const [title, setTitle] = useState("");
  const [entity, setEntity] = useState(solution.entities.find((one) => !solution.funnels.some((funnel) => funnel.entity === one.key))?.key ?? "");
  const made = newFunnel(solution, title.trim(), entity, { new: t("stages.new"), work: t("stages.work"), won: t("stages.won"), lost: t("stages.lost") });
  const ready = title.trim() !== "" && entity !== "";
  return (
    <Modal opened onClose={onClose} title={t("funnels.new")} closeButtonProps={{ "aria-label": t("close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready) return;
          edit((now) => ({ ...now, funnels: [...now.funnels, made] }));
          go(["funnels", made.key]);
        }}
      >
        <Stack>
          <TextInput label={t("funnels.title")} placeholder={t("funnels.title_hint")} value={title} onChange={(event) => setTitle(event.currentTarget.value)} data-autofocus required />
          <Select label={t("funnels.entity")} data={solution.entities.map((one) => ({ value: one.key, label: titleOf(one, language) }))} value={entity || null} onChange={(value) => setEntity(value ?? "")} allowDeselect={false} required />
          {title.trim() && <span className={classes.key}>{made.key}</span>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{t("cancel")}</Button>
            <Button type="submit" disabled={!ready}>{t("funnels.create")}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
