import { Button, Menu } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { titleOf } from "@/shared/i18n";
import { useSolution } from "@/shared/solution/useSolution";
import { EntityIcon } from "@/shared/ui/entityIcon";
import { useOverlay } from "@/shared/ui/overlay";

/** A new record of any kind, from anywhere. */
export function QuickCreate() {
  const { t } = useTranslation("shell");
  const solution = useSolution();
  const { openCreate } = useOverlay();
  const entities = solution.entities.filter((entity) => entity.rights.create && !entity.lines_of);
  if (entities.length === 0) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="xs" leftSection={<IconPlus size={16} />}>{t("create")}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {entities.map((entity) => (
          <Menu.Item key={entity.key} leftSection={<EntityIcon name={entity.icon} size={16} />} onClick={() => openCreate(entity.key)}>
            {titleOf(entity.title, entity.key)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
