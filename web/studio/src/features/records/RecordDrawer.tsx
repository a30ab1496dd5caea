import { Drawer } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { usePhone } from "@/shared/ui/usePhone";

import { RecordCard } from "./RecordCard";

/** A record beside the screen it was opened from. */
export function RecordDrawer({ entity, id, onClose }: { entity: string; id: string; onClose: () => void }) {
  const { t } = useTranslation("records");
  const phone = usePhone();
  return (
    <Drawer opened onClose={onClose} position="right" size={phone ? "100%" : 620} padding={0} withCloseButton={false} overlayProps={{ backgroundOpacity: 0.25 }} aria-label={t("card.label")}>
      <RecordCard entity={entity} id={id} onClose={onClose} />
    </Drawer>
  );
}
