import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import type { TFunction } from "i18next";

import { explain } from "./explain";

/** Say what was done, and for a while offer the way back. */
export function undoToast(message: string, t: TFunction, undo: () => Promise<unknown>): void {
  const back = () => {
    notifications.hide(id);
    undo().catch((error: unknown) => notifications.show({ color: "pomegranate", message: explain(error, t) }));
  };
  const id = notifications.show({
    autoClose: 12_000,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <span>{message}</span>
        <Button size="xs" variant="subtle" onClick={back}>{t("common:undo")}</Button>
      </Group>
    ),
  });
}
