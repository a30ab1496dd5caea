import { Button, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconBolt } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { runOnMany } from "@/shared/api/automation";
import { isOver } from "@/shared/api/jobs";
import { keys } from "@/shared/api/keys";
import { titleOf } from "@/shared/i18n";
import { useSlug, useSolution } from "@/shared/solution/useSolution";
import { explain } from "@/shared/ui/explain";

/** The scenarios that one may set off on many records at once: each record has a run of its own. */
export function PressMany({ entity, chosen, onDone }: { entity: string; chosen: { ids?: string[]; filter?: string }; onDone: () => void }) {
  const { t } = useTranslation("operate");
  const slug = useSlug();
  const client = useQueryClient();
  const buttons = useSolution().buttons.filter((button) => button.entity === entity && button.bulk);
  const press = useMutation({
    mutationFn: (scenario: string) => runOnMany(slug, scenario, chosen),
    onSuccess: ({ job }) => {
      onDone();
      const missed = Number(job.result?.skipped ?? 0) + Number(job.result?.refused ?? 0);
      const said = isOver(job) ? [t("bulk.started", { count: Number(job.result?.started ?? 0) }), missed > 0 && t("bulk.not_all", { count: missed })] : [t("bulk.under_way")];
      notifications.show({ color: missed > 0 ? "saffron" : "leaf", message: said.filter(Boolean).join(" ") });
      void client.invalidateQueries({ queryKey: keys.jobs(slug) });
    },
    onError: (error) => notifications.show({ color: "pomegranate", message: explain(error, t) }),
  });
  if (buttons.length === 0) return null;
  return (
    <Menu position="top-end">
      <Menu.Target><Button size="xs" variant="default" loading={press.isPending} leftSection={<IconBolt size={14} />}>{t("bulk.run")}</Button></Menu.Target>
      <Menu.Dropdown>
        {buttons.map((button) => <Menu.Item key={button.key} onClick={() => press.mutate(button.key)}>{titleOf(button.title, button.key)}</Menu.Item>)}
      </Menu.Dropdown>
    </Menu>
  );
}
