import { Drawer } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { usePhone } from "@/shared/ui/usePhone";

import { RecordCard } from "./RecordCard";

/** A record beside the screen it was opened from. */
export function RecordDrawer({ entity, id, onClose }: { entity: string; id: string; onClose: () => void }) {
  const { t } = useTranslation("records");
  const phone = usePhone();
  return (
    <Drawer.Root opened onClose={onClose} position="right" size={phone ? "100%" : "min(960px, 92vw)"}>
      <Drawer.Overlay backgroundOpacity={0.25} />
      <Drawer.Content aria-label={t("card.label")}>
        <Drawer.Body p={0}>
          <RecordCard entity={entity} id={id} onClose={onClose} />
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
