import { ActionIcon, Button, Group, Modal, MultiSelect, Select, Stack, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { IconPencil, IconTrash, IconUsersPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { http, inWorkspace } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";
import { SettingsTabs } from "@/shared/settings/SettingsTabs";
import { type Team, teamsQuery } from "@/shared/solution/teams";
import { useIsAdmin, useMe, usePeople, useSlug } from "@/shared/solution/useSolution";
import { EmptyState } from "@/shared/ui/EmptyState";
import { ErrorState } from "@/shared/ui/ErrorState";
import { explain } from "@/shared/ui/explain";
import { Loading } from "@/shared/ui/Loading";
import { Page, Panel, Table } from "@/shared/ui/Page";
import { Face } from "@/shared/ui/Person";
import { usePhone } from "@/shared/ui/usePhone";

/** Who works with whom: teams, their leads and their people. */
export function TeamsPage() {
  const { t } = useTranslation("teams");
  const found = useQuery(teamsQuery(useSlug()));
  const admin = useIsAdmin();
  const [making, make] = useDisclosure();
  const teams = found.data?.items ?? [];
  const button = admin && <Button leftSection={<IconUsersPlus size={16} />} onClick={make.open}>{t("new")}</Button>;
  return (
    <Page title={t("title")} width={820} actions={teams.length > 0 && button}>
      <SettingsTabs />
      <Text c="dimmed" mb="md">{t("lead")}</Text>
      {found.isPending && <Loading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && teams.length === 0 && <EmptyState title={t("none")} text={t("noneHint")} action={button} />}
      {teams.length > 0 && (
        <Panel flush>
          <Table label={t("title")} head={[{ title: t("name") }, { title: t("leadOf") }, { title: t("members") }, { title: t("actions"), right: true }]}>
            {teams.map((team) => <Row key={team.id} team={team} admin={admin} />)}
          </Table>
        </Panel>
      )}
      {making && <TeamForm onClose={make.close} />}
    </Page>
  );
}

function Row({ team, admin }: { team: Team; admin: boolean }) {
  const { t } = useTranslation("teams");
  const { nameOf } = usePeople();
  const me = useMe().user.id;
  const phone = usePhone();
  const [editing, edit] = useDisclosure();
  const [asking, ask] = useDisclosure();
  return (
    <tr>
      <td>{team.title}</td>
      <td>{team.lead ? nameOf(team.lead) : t("noLead")}</td>
      <td>
        <Group gap={4} wrap="nowrap">
          {!phone && team.members.slice(0, 5).map((id) => <Face key={id} name={nameOf(id)} size={22} />)}
          <span className="tabular">{t("count", { count: team.members.length })}</span>
        </Group>
      </td>
      <td style={{ textAlign: "right", whiteSpace: "nowrap" }}>
        {(admin || team.lead === me) && <ActionIcon aria-label={t("edit", { title: team.title })} onClick={edit.open}><IconPencil size={16} /></ActionIcon>}
        {admin && <ActionIcon aria-label={t("remove", { title: team.title })} onClick={ask.open}><IconTrash size={16} /></ActionIcon>}
        {editing && <TeamForm team={team} onClose={edit.close} />}
        {asking && <Removal team={team} onClose={ask.close} />}
      </td>
    </tr>
  );
}

function useTeamsChange(onClose: () => void) {
  const slug = useSlug();
  const client = useQueryClient();
  return { onSuccess: onClose, onSettled: () => void client.invalidateQueries({ queryKey: keys.teams(slug) }) };
}

/** A new team, or one that is changed; its lead changes the people only. */
function TeamForm({ team, onClose }: { team?: Team; onClose: () => void }) {
  const { t } = useTranslation("teams");
  const slug = useSlug();
  const admin = useIsAdmin();
  const { people } = usePeople();
  const [title, setTitle] = useState(team?.title ?? "");
  const [lead, setLead] = useState<string | null>(team?.lead ?? null);
  const [members, setMembers] = useState<string[]>(team?.members ?? []);
  const data = people.map((person) => ({ value: person.id, label: person.name }));
  const body = admin ? { title, lead, members } : { members };
  const save = useMutation({ mutationFn: () => (team ? http.patch(inWorkspace(slug, "teams", team.id), body) : http.post(inWorkspace(slug, "teams"), body)), ...useTeamsChange(onClose) });
  return (
    <Modal opened onClose={onClose} title={team ? t("edit", { title: team.title }) : t("new")} closeButtonProps={{ "aria-label": t("common:close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack>
          {admin && <TextInput data-autofocus required withAsterisk={false} maxLength={200} label={t("name")} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />}
          {admin && <Select label={t("leadOf")} clearable searchable placeholder={t("noLead")} data={data} value={lead} onChange={setLead} clearButtonProps={{ "aria-label": t("common:clear") }} />}
          <MultiSelect label={t("members")} searchable hidePickedOptions data={data} value={members} onChange={setMembers} />
          {save.isError && <Text c="red" size="sm" role="alert">{explain(save.error, t)}</Text>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{t("common:cancel")}</Button>
            <Button type="submit" loading={save.isPending} disabled={admin && title.trim() === ""}>{t("common:save")}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function Removal({ team, onClose }: { team: Team; onClose: () => void }) {
  const { t } = useTranslation("teams");
  const slug = useSlug();
  const onError = (error: unknown) => void notifications.show({ color: "pomegranate", message: explain(error, t) });
  const remove = useMutation({ mutationFn: () => http.delete(inWorkspace(slug, "teams", team.id)), ...useTeamsChange(onClose), onError });
  return (
    <Modal opened onClose={onClose} title={t("remove", { title: team.title })} closeButtonProps={{ "aria-label": t("common:close") }}>
      <Stack>
        <Text>{t("removeAsk", { title: team.title })}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{t("common:cancel")}</Button>
          <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>{t("common:remove")}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
