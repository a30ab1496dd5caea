import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { explain } from "@/shared/ui/explain";

/** Deleting takes along what hangs on the record, so it is asked; a refusal (others still point here) is said in place. */
export function DeleteDialog({ title, onCancel, onDelete }: { title: string; onCancel: () => void; onDelete: () => Promise<void> }) {
  const { t } = useTranslation("records");
  const [refused, setRefused] = useState("");
  const [busy, setBusy] = useState(false);
  const remove = () => {
    setBusy(true);
    onDelete().catch((error: unknown) => {
      setRefused(explain(error, t));
      setBusy(false);
    });
  };
  return (
    <Modal opened onClose={onCancel} title={t("delete.title", { title })} closeButtonProps={{ "aria-label": t("common:close") }}>
      <Stack>
        <Text>{t("delete.text")}</Text>
        {refused && <Text c="red" role="alert">{refused}</Text>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>{t("common:cancel")}</Button>
          <Button color="red" loading={busy} onClick={remove}>{t("common:delete")}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
