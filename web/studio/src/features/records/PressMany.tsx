import { ActionIcon, Button, Group, Menu, Modal, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconBolt } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { runOnMany } from "@/shared/api/automation";
import { isOver } from "@/shared/api/jobs";
import { keys } from "@/shared/api/keys";
import { runScenario } from "@/shared/api/records";
import { titleOf } from "@/shared/i18n";
import type { ButtonView } from "@/shared/solution/types";
import { useSlug, useSolution } from "@/shared/solution/useSolution";
import { explain } from "@/shared/ui/explain";
import { usePhone } from "@/shared/ui/usePhone";

interface Chosen {
  ids?: string[];
  filter?: string;
}

/** Start scenarios on the chosen records: each record has a run of its own. */
function usePress(chosen: Chosen, onDone: () => void) {
  const { t } = useTranslation("operate");
  const slug = useSlug();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (button: ButtonView) => {
      if (button.bulk) return (await runOnMany(slug, button.key, chosen)).job;
      await runScenario(slug, button.key, chosen.ids?.[0]);
      return undefined;
    },
    onSuccess: (job) => {
      onDone();
      const missed = Number(job?.result?.skipped ?? 0) + Number(job?.result?.refused ?? 0);
      const said = !job || isOver(job) ? [t("bulk.started", { count: Number(job ? (job.result?.started ?? 0) : 1) }), missed > 0 && t("bulk.not_all", { count: missed })] : [t("bulk.under_way")];
      notifications.show({ color: missed > 0 ? "saffron" : "leaf", message: said.filter(Boolean).join(" ") });
      void client.invalidateQueries({ queryKey: keys.jobs(slug) });
    },
    onError: (error) => notifications.show({ color: "pomegranate", message: explain(error, t) }),
  });
}

/** The scenarios that one may set off on the ticked records: of one record, those too that take no more than one. */
export function PressMany({ entity, chosen, onDone }: { entity: string; chosen: Chosen; onDone: () => void }) {
  const { t } = useTranslation("operate");
  const alone = chosen.ids?.length === 1;
  const buttons = useSolution().buttons.filter((button) => button.entity === entity && (button.bulk || alone));
  const press = usePress(chosen, onDone);
  if (buttons.length === 0) return null;
  return (
    <Menu position="top-end">
      <Menu.Target><Button size="xs" variant="default" loading={press.isPending} leftSection={<IconBolt size={14} />}>{t("bulk.run")}</Button></Menu.Target>
      <Menu.Dropdown>
        {buttons.map((button) => <Menu.Item key={button.key} onClick={() => press.mutate(button)}>{titleOf(button.title, button.key)}</Menu.Item>)}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The scenarios that one may set off on all that a list shows, once one has said that one means all of it. */
export function PressList({ entity, filter, said }: { entity: string; filter: string; said: string }) {
  const { t } = useTranslation("operate");
  const phone = usePhone();
  const buttons = useSolution().buttons.filter((button) => button.entity === entity && button.bulk);
  const [asked, setAsked] = useState<ButtonView>();
  const press = usePress({ filter }, () => setAsked(undefined));
  if (buttons.length === 0) return null;
  const title = asked && titleOf(asked.title, asked.key);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          {phone ? <ActionIcon variant="default" size={36} aria-label={t("bulk.run")}><IconBolt size={18} stroke={1.7} /></ActionIcon> : <Button variant="default" leftSection={<IconBolt size={16} />}>{t("bulk.run")}</Button>}
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t("bulk.list")}</Menu.Label>
          {buttons.map((button) => <Menu.Item key={button.key} onClick={() => setAsked(button)}>{titleOf(button.title, button.key)}</Menu.Item>)}
        </Menu.Dropdown>
      </Menu>
      <Modal opened={asked !== undefined} onClose={() => setAsked(undefined)} title={title} closeButtonProps={{ "aria-label": t("common:close") }}>
        <Text size="sm">{t("bulk.list_text")}</Text>
        {said && <Text size="sm" fw={600} mt="xs">{said}</Text>}
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={() => setAsked(undefined)}>{t("common:cancel")}</Button>
          <Button leftSection={<IconBolt size={16} />} loading={press.isPending} onClick={() => asked && press.mutate(asked)}>{t("bulk.list_start")}</Button>
        </Group>
      </Modal>
    </>
  );
}
