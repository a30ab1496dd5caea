import { Button, Group, List, Modal, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Use } from "../model/uses";

interface Props {
  title: string;
  uses: readonly Use[];
  /** What becomes of stored data. */
  consequence?: string;
  onConfirm: () => void;
  onClose: () => void;
}

/** Before something goes: what uses it, and what becomes of the data. */
export function ConfirmDelete({ title, uses, consequence, onConfirm, onClose }: Props) {
  const { t } = useTranslation("builder");
  return (
    <Modal opened onClose={onClose} title={t("delete.title", { title })} closeButtonProps={{ "aria-label": t("close") }}>
      {uses.length > 0 ? (
        <>
          <Text size="sm" mb={4}>{t("delete.used_in")}</Text>
          <List size="sm" mb="md">
            {uses.map((use) => (
              <List.Item key={use.pointer}>
                {t(`delete.kind.${use.kind}`)} “{use.title}”
              </List.Item>
            ))}
          </List>
        </>
      ) : (
        <Text size="sm" mb="md">{t("delete.unused")}</Text>
      )}
      {consequence && <Text size="sm" c="dimmed" mb="md">{consequence}</Text>}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>{t("cancel")}</Button>
        <Button
          color="pomegranate"
          onClick={() => {
            onConfirm();
            onClose();
          }}
        >
          {t("delete.confirm")}
        </Button>
      </Group>
    </Modal>
  );
}
