import { ActionIcon, Button, Group, Text } from "@mantine/core";
import { IconPlugConnected, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { http, inWorkspace } from "@/shared/api/http";
import { connectionsQuery, type Connection } from "@/shared/connections/connections";
import { SettingsTabs } from "@/shared/settings/SettingsTabs";
import { useIsAdmin, useSlug } from "@/shared/solution/useSolution";
import { EmptyState } from "@/shared/ui/EmptyState";
import { ErrorState } from "@/shared/ui/ErrorState";
import { explain } from "@/shared/ui/explain";
import { Page, Panel, Table } from "@/shared/ui/Page";

import { ConnectionDialog } from "./ConnectionDialog";
import { ConnectionTest } from "./ConnectionTest";

/** The ways into other systems: their secrets are given once and never shown. */
export function ConnectionsPage() {
  const { t } = useTranslation("connections");
  const slug = useSlug();
  const client = useQueryClient();
  const admin = useIsAdmin();
  const found = useQuery(connectionsQuery(slug));
  const [edited, edit] = useState<Connection | "new">();
  const [tested, test] = useState<Connection>();
  const remove = useMutation({ mutationFn: (key: string) => http.delete(inWorkspace(slug, "connections", key)), onSettled: () => void client.invalidateQueries(connectionsQuery(slug)) });
  const items = found.data?.items ?? [];
  const add = admin && <Button leftSection={<IconPlugConnected size={16} />} onClick={() => edit("new")}>{t("new")}</Button>;
  return (
    <Page title={t("title")} width={820} actions={items.length > 0 && add}>
      <SettingsTabs />
      <Text c="dimmed" mb="md">{t("lead")}</Text>
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {remove.isError && <Text c="red" size="sm" role="alert">{explain(remove.error, t)}</Text>}
      {found.data && items.length === 0 && <EmptyState title={t("none")} text={t("noneHint")} action={add} />}
      {items.length > 0 && (
        <Panel flush>
          <Table label={t("title")} head={[{ title: t("name") }, { title: t("kind") }, { title: t("hosts") }, { title: t("actions"), right: true }]}>
            {items.map((one) => (
              <tr key={one.key}>
                <td>{one.title}</td>
                <td>{t(`kinds.${one.kind}`)}</td>
                <td>{one.hosts.join(", ")}</td>
                <td>
                  {admin && (
                    <Group gap={4} justify="flex-end" wrap="nowrap">
                      <Button size="xs" variant="default" onClick={() => test(one)}>{t("test")}</Button>
                      <Button size="xs" variant="default" onClick={() => edit(one)}>{t("common:edit")}</Button>
                      <ActionIcon aria-label={t("remove", { title: one.title })} onClick={() => remove.mutate(one.key)}><IconTrash size={16} /></ActionIcon>
                    </Group>
                  )}
                </td>
              </tr>
            ))}
          </Table>
        </Panel>
      )}
      {edited && <ConnectionDialog connection={edited === "new" ? undefined : edited} onClose={() => edit(undefined)} />}
      {tested && <ConnectionTest connection={tested} onClose={() => test(undefined)} />}
    </Page>
  );
}
