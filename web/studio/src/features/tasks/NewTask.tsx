import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { http, inWorkspace } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";
import { DateInput } from "@/shared/fields/DateInput";
import { PersonPicker } from "@/shared/fields/FieldInput";
import { useMe, useSlug } from "@/shared/solution/useSolution";
import { explain } from "@/shared/ui/explain";

export function NewTask({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("tasks");
  const slug = useSlug();
  const client = useQueryClient();
  const [title, setTitle] = useState("");
  const [due, setDue] = useState("");
  const [responsible, setResponsible] = useState<string | null>(useMe().user.id);
  const save = useMutation({
    mutationFn: () => http.post(inWorkspace(slug, "tasks"), { title, ...(due ? { due } : {}), ...(responsible ? { responsible } : {}) }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.tasks(slug) });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t("new")} closeButtonProps={{ "aria-label": t("common:close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack>
          <TextInput data-autofocus required label={t("what")} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
          <DateInput time label={t("due")} value={due} onChange={(next) => setDue(next ?? "")} />
          <PersonPicker label={t("common:system.responsible")} value={responsible} onChange={setResponsible} />
          {save.isError && <Text c="red" size="sm" role="alert">{explain(save.error, t)}</Text>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{t("common:cancel")}</Button>
            <Button type="submit" loading={save.isPending}>{t("common:create")}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
