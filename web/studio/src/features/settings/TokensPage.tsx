import { ActionIcon, Button, Group, Modal, Select, Stack, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconKey, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { components } from "@/generated/api";
import { http, inWorkspace } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";
import { formatDateTime } from "@/shared/format/format";
import { SettingsTabs } from "@/shared/settings/SettingsTabs";
import { useSlug, useZone } from "@/shared/solution/useSolution";
import { EmptyState } from "@/shared/ui/EmptyState";
import { ErrorState } from "@/shared/ui/ErrorState";
import { explain } from "@/shared/ui/explain";
import { Page, Panel, Table } from "@/shared/ui/Page";

import { useRoles } from "./roles";
import { Secret } from "./Secret";

type Token = components["schemas"]["TokenItem"];

export function TokensPage() {
  const { t } = useTranslation("settings");
  const slug = useSlug();
  const zone = useZone();
  const client = useQueryClient();
  const roles = useRoles();
  const [making, make] = useDisclosure();
  const found = useQuery({ queryKey: keys.tokens(slug), queryFn: () => http.get<{ items: Token[] }>(inWorkspace(slug, "tokens")) });
  const revoke = useMutation({ mutationFn: (id: string) => http.delete(inWorkspace(slug, "tokens", id)), onSettled: () => void client.invalidateQueries({ queryKey: keys.tokens(slug) }) });
  const add = <Button leftSection={<IconKey size={16} />} onClick={make.open}>{t("tokens.new")}</Button>;
  const items = found.data?.items ?? [];
  return (
    <Page title={t("tokens.title")} width={820} actions={items.length > 0 && add}>
      <SettingsTabs />
      <Text c="dimmed" mb="md">{t("tokens.lead")}</Text>
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && items.length === 0 && <EmptyState title={t("tokens.none")} text={t("tokens.noneHint")} action={add} />}
      {items.length > 0 && (
        <Panel flush>
          <Table label={t("tokens.title")} head={[{ title: t("tokens.name") }, { title: t("tokens.role") }, { title: t("tokens.created") }, { title: t("tokens.actions"), right: true }]}>
            {items.map((token) => (
              <tr key={token.id}>
                <td>{token.title}</td>
                <td>{roles.find((role) => role.value === token.role)?.label ?? token.role}</td>
                <td className="tabular">{formatDateTime(token.created_at, { zone })}</td>
                <td style={{ textAlign: "right" }}>
                  <ActionIcon aria-label={t("tokens.revoke", { title: token.title })} onClick={() => revoke.mutate(token.id)}><IconTrash size={16} /></ActionIcon>
                </td>
              </tr>
            ))}
          </Table>
        </Panel>
      )}
      {making && <NewToken onClose={make.close} />}
    </Page>
  );
}

function NewToken({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("settings");
  const slug = useSlug();
  const client = useQueryClient();
  const roles = useRoles();
  const [title, setTitle] = useState("");
  const [role, setRole] = useState("admin");
  const save = useMutation({ mutationFn: () => http.post<{ token: string }>(inWorkspace(slug, "tokens"), { title, role }), onSuccess: () => void client.invalidateQueries({ queryKey: keys.tokens(slug) }) });
  return (
    <Modal opened onClose={onClose} title={t("tokens.new")} closeButtonProps={{ "aria-label": t("common:close") }}>
      {save.data ? (
        <Stack>
          <Text size="sm">{t("tokens.once")}</Text>
          <Secret label={t("tokens.value")} value={save.data.token} />
          <Group justify="flex-end"><Button onClick={onClose}>{t("common:done")}</Button></Group>
        </Stack>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate();
          }}
        >
          <Stack>
            <TextInput data-autofocus required withAsterisk={false} label={t("tokens.name")} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
            <Select label={t("tokens.role")} allowDeselect={false} data={roles} value={role} onChange={(next) => next && setRole(next)} />
            {save.isError && <Text c="red" size="sm" role="alert">{explain(save.error, t)}</Text>}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>{t("common:cancel")}</Button>
              <Button type="submit" loading={save.isPending}>{t("common:create")}</Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
