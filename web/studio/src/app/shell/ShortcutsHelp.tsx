import { Group, Kbd, Modal, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useNavigation } from "./navigation";

export function ShortcutsHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("shell");
  const going = useNavigation().flatMap((group) => group.items).filter((item) => item.letter);
  const rows: [string, string[]][] = [
    [t("shortcuts.find"), ["Ctrl", "K"]],
    [t("shortcuts.help"), ["?"]],
    ...going.map((item): [string, string[]] => [t("shortcuts.go", { label: item.label }), ["g", item.letter ?? ""]]),
    [t("shortcuts.done"), ["d"]],
    [t("shortcuts.drag"), ["Space", "← → ↑ ↓"]],
  ];
  return (
    <Modal opened onClose={onClose} title={t("shortcuts.title")} closeButtonProps={{ "aria-label": t("common:close") }}>
      <Stack gap={6}>
        {rows.map(([label, pressed]) => (
          <Group key={label} justify="space-between" wrap="nowrap">
            <Text size="sm">{label}</Text>
            <Group gap={4} wrap="nowrap">{pressed.map((key) => <Kbd key={key}>{key}</Kbd>)}</Group>
          </Group>
        ))}
      </Stack>
    </Modal>
  );
}
