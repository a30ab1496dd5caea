import { ActionIcon, Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { IconTrash, IconUserPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { components } from "@/generated/api";
import { http, inWorkspace } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";
import type { Member } from "@/shared/api/types";
import { formatDateTime } from "@/shared/format/format";
import { SettingsTabs } from "@/shared/settings/SettingsTabs";
import { membersQuery, useIsAdmin, useMe, useSlug, useZone } from "@/shared/solution/useSolution";
import { ErrorState } from "@/shared/ui/ErrorState";
import { explain } from "@/shared/ui/explain";
import { Page, Panel, Table } from "@/shared/ui/Page";
import { Face } from "@/shared/ui/Person";

import { Invite } from "./Invite";
import { useRoles } from "./roles";

export function MembersPage() {
  const { t } = useTranslation("settings");
  const found = useQuery(membersQuery(useSlug()));
  const [inviting, invite] = useDisclosure();
  const admin = useIsAdmin();
  return (
    <Page title={t("members.title")} width={820} actions={admin && <Button leftSection={<IconUserPlus size={16} />} onClick={invite.open}>{t("members.invite")}</Button>}>
      <SettingsTabs />
      <Text c="dimmed" mb="md">{t("members.lead")}</Text>
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      <Panel flush>
        <Table label={t("members.title")} head={[{ title: t("members.name") }, { title: t("members.email") }, { title: t("members.role") }, { title: t("members.actions"), right: true }]}>
          {(found.data?.items ?? []).map((member) => <Row key={member.id} member={member} admin={admin} />)}
        </Table>
      </Panel>
      {admin && <Waiting />}
      {inviting && <Invite onClose={invite.close} />}
    </Page>
  );
}

function Row({ member, admin }: { member: Member; admin: boolean }) {
  const { t } = useTranslation("settings");
  const slug = useSlug();
  const client = useQueryClient();
  const me = useMe().user.id;
  const roles = useRoles();
  const [asking, ask] = useDisclosure();
  const settled = { onSettled: () => void client.invalidateQueries({ queryKey: keys.members(slug) }), onError: (error: unknown) => void notifications.show({ color: "pomegranate", message: explain(error, t) }) };
  const change = useMutation({ mutationFn: (role: string) => http.patch(inWorkspace(slug, "members", member.id), { role }), ...settled });
  const remove = useMutation({ mutationFn: () => http.delete(inWorkspace(slug, "members", member.id)), ...settled });
  return (
    <tr>
      <td>
        <Group gap="xs" wrap="nowrap"><Face name={member.name} size={26} /> {member.name}</Group>
      </td>
      <td>{member.email}</td>
      <td>
        {admin ? <Select size="xs" w={190} allowDeselect={false} aria-label={t("members.roleOf", { name: member.name })} data={roles} value={member.role} disabled={change.isPending} onChange={(role) => role && change.mutate(role)} /> : (roles.find((role) => role.value === member.role)?.label ?? member.role)}
      </td>
      <td style={{ textAlign: "right" }}>
        {admin && member.id !== me && <ActionIcon aria-label={t("members.remove", { name: member.name })} onClick={ask.open}><IconTrash size={16} /></ActionIcon>}
        <Modal opened={asking} onClose={ask.close} title={t("members.remove", { name: member.name })} closeButtonProps={{ "aria-label": t("common:close") }}>
          <Stack>
            <Text>{t("members.removeAsk", { name: member.name })}</Text>
            <Group justify="flex-end">
              <Button variant="default" onClick={ask.close}>{t("common:cancel")}</Button>
              <Button color="red" loading={remove.isPending} onClick={() => remove.mutate(undefined, { onSettled: ask.close })}>{t("common:remove")}</Button>
            </Group>
          </Stack>
        </Modal>
      </td>
    </tr>
  );
}

type Invitation = components["schemas"]["InvitationItem"];

function Waiting() {
  const { t } = useTranslation("settings");
  const slug = useSlug();
  const zone = useZone();
  const client = useQueryClient();
  const roles = useRoles();
  const key = [...keys.members(slug), "invitations"];
  const found = useQuery({ queryKey: key, queryFn: () => http.get<{ items: Invitation[] }>(inWorkspace(slug, "invitations")) });
  const withdraw = useMutation({ mutationFn: (id: string) => http.delete(inWorkspace(slug, "invitations", id)), onSettled: () => void client.invalidateQueries({ queryKey: key }) });
  const items = found.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Panel flush>
      <Table label={t("members.waiting")} head={[{ title: t("members.waiting") }, { title: t("members.role") }, { title: t("members.until") }, { title: t("members.actions"), right: true }]}>
        {items.map((item) => (
          <tr key={item.id}>
            <td>{item.email}</td>
            <td>{roles.find((role) => role.value === item.role)?.label ?? item.role}</td>
            <td className="tabular">{formatDateTime(item.expires_at, { zone })}</td>
            <td style={{ textAlign: "right" }}>
              <ActionIcon aria-label={t("members.withdraw", { email: item.email })} onClick={() => withdraw.mutate(item.id)}><IconTrash size={16} /></ActionIcon>
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  );
}

