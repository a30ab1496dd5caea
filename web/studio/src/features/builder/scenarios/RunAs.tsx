import { Button, Menu } from "@mantine/core";
import { IconChevronDown, IconShieldCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { runAsText } from "../model/sentences";
import { titleOf } from "../model/titles";
import { useLens } from "../state/draft";

/** Under whose rights the scenario reads and writes, in words. */
export function RunAs({ value, onChange }: { value: string | undefined; onChange: (value: string | undefined) => void }) {
  const { t } = useTranslation("builder");
  const lens = useLens();
  const { roles } = lens.solution;
  return (
    <Menu position="bottom-end" width={300}>
      <Menu.Target>
        <Button size="xs" variant="default" leftSection={<IconShieldCheck size={15} />} rightSection={<IconChevronDown size={14} />} aria-label={t("run_as.label", { who: runAsText(lens, value) })}>
          {runAsText(lens, value)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("run_as.help")}</Menu.Label>
        <Menu.Item onClick={() => onChange(undefined)}>{t("run_as.author_long")}</Menu.Item>
        <Menu.Item onClick={() => onChange("actor")}>{t("run_as.actor_long")}</Menu.Item>
        {roles.length > 0 && <Menu.Label>{t("run_as.roles")}</Menu.Label>}
        {roles.map((role) => (
          <Menu.Item key={role.key} onClick={() => onChange(`role:${role.key}`)}>{titleOf(role, lens.language)}</Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
