import { Button, Group, Modal, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useDraftState, useDraftStore } from "../state/draft";

/** Somebody else saved the draft meanwhile: take theirs, or keep ours. */
export function ConflictDialog() {
  const { t } = useTranslation("builder");
  const store = useDraftStore();
  const { status } = useDraftState();
  return (
    <Modal opened={status === "conflict"} onClose={() => undefined} withCloseButton={false} title={t("conflict.title")}>
      <Text mb="md">{t("conflict.text")}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={() => void store.keep()}>{t("conflict.keep")}</Button>
        <Button onClick={() => void store.reload()}>{t("conflict.reload")}</Button>
      </Group>
    </Modal>
  );
}
