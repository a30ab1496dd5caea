import { Button, Group, Modal, Select, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { http, inWorkspace } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";
import { useSlug } from "@/shared/solution/useSolution";
import { explain } from "@/shared/ui/explain";

import { useRoles } from "./roles";
import { Secret } from "./Secret";

/** Whom and as what; the answer is a link to hand over. */
export function Invite({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("settings");
  const slug = useSlug();
  const client = useQueryClient();
  const roles = useRoles();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState("member");
  const save = useMutation({ mutationFn: () => http.post<{ link: string }>(inWorkspace(slug, "invitations"), { email, role }), onSuccess: () => void client.invalidateQueries({ queryKey: keys.members(slug) }) });
  return (
    <Modal opened onClose={onClose} title={t("members.inviteTitle")} closeButtonProps={{ "aria-label": t("common:close") }}>
      {save.data ? (
        <Stack>
          <Text size="sm">{t("members.link", { email })}</Text>
          <Secret label={t("members.linkLabel")} value={save.data.link} />
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
            <TextInput data-autofocus type="email" required withAsterisk={false} label={t("members.email")} value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
            <Select label={t("members.role")} allowDeselect={false} data={roles} value={role} onChange={(next) => next && setRole(next)} />
            {save.isError && <Text c="red" size="sm" role="alert">{explain(save.error, t)}</Text>}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>{t("common:cancel")}</Button>
              <Button type="submit" loading={save.isPending}>{t("members.invite")}</Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
