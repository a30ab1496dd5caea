import { Drawer } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { usePhone } from "@/shared/ui/usePhone";

import { RecordCard } from "./RecordCard";

/** A record beside the screen it was opened from. Escape closes it unless a field that is being edited takes the key for itself. */
export function RecordDrawer({ entity, id, onClose }: { entity: string; id: string; onClose: () => void }) {
  const { t } = useTranslation("records");
  const phone = usePhone();
  return (
    <Drawer.Root opened onClose={onClose} position="right" size={phone ? "100%" : "min(960px, 92vw)"} closeOnEscape={false}>
      <Drawer.Overlay backgroundOpacity={0.25} />
      <Drawer.Content aria-label={t("card.label")} onKeyDown={(event) => event.key === "Escape" && event.currentTarget.contains(event.target as Node) && onClose()}>
        <Drawer.Body p={0} mih="100%" display="flex">
          <RecordCard entity={entity} id={id} onClose={onClose} />
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
