import { Alert, Button, Group, Loader, Modal, ScrollArea, Stack, Text, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconAlertTriangle, IconCircleX, IconRocket } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { keys } from "@/shared/api/keys";
import { ApiError } from "@/shared/api/http";
import { explain } from "@/shared/ui/explain";

import { publishDraft, readVersion } from "../api/draft";
import { changesBetween } from "../model/changes";
import { useBuild } from "../navigation";
import { useDraftState, useDraftStore } from "../state/draft";
import { useLiveVersion } from "../state/live";
import { ChangeList } from "./ChangeList";

/** What goes live, in words; errors stop it, warnings are shown. */
export function PublishDialog({ onClose, onIssues }: { onClose: () => void; onIssues: () => void }) {
  const { t } = useTranslation("builder");
  const { slug } = useBuild();
  const [note, setNote] = useState("");
  const version = useLiveVersion();
  const { report, history, checking } = useDraftState();
  const ready = useSavedAndChecked();
  const publish = usePublish(onClose);
  const { data: live } = useQuery({ queryKey: [...keys.versions(slug), version], queryFn: () => readVersion(slug, version), staleTime: Infinity });
  const changes = live ? changesBetween(live, history.present) : undefined;
  const blocked = report.errors.length > 0;
  return (
    <Modal opened onClose={onClose} title={t("publish.title")} size="lg" closeButtonProps={{ "aria-label": t("close") }}>
      <Stack>
        {blocked && (
          <Alert color="pomegranate" icon={<IconCircleX />} title={t("publish.blocked", { count: report.errors.length })}>
            <Text size="sm" mb="xs">{report.errors[0]?.message}</Text>
            <Button size="xs" variant="default" onClick={onIssues}>{t("issues.show")}</Button>
          </Alert>
        )}
        {report.warnings.length > 0 && (
          <Alert color="saffron" icon={<IconAlertTriangle />} title={t("issues.warnings", { count: report.warnings.length })}>
            {report.warnings.map((warning) => <Text size="sm" key={warning.pointer + warning.code}>{warning.message}</Text>)}
          </Alert>
        )}
        <Text fw={600} size="sm">{t("publish.changes")}</Text>
        <ScrollArea.Autosize mah={240}>{changes ? <ChangeList changes={changes} /> : <Loader size="sm" />}</ScrollArea.Autosize>
        <Textarea label={t("publish.note")} placeholder={t("publish.note_hint")} value={note} onChange={(event) => setNote(event.currentTarget.value)} autosize minRows={2} data-autofocus />
        {publish.error && <Text c="pomegranate" size="sm" role="alert">{explain(publish.error, t)}</Text>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{t("cancel")}</Button>
          <Button leftSection={<IconRocket size={16} />} disabled={blocked || !ready || checking} loading={publish.isPending} onClick={() => publish.mutate(note)}>
            {t("publish.go")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** What is published is what the server has: save first, then check that. */
function useSavedAndChecked(): boolean {
  const store = useDraftStore();
  const [ready, setReady] = useState(false);
  useEffect(() => {
    store
      .flush()
      .then(() => store.check())
      .then(() => setReady(true))
      .catch(() => setReady(true));
  }, [store]);
  return ready;
}

function usePublish(onDone: () => void) {
  const { t } = useTranslation("builder");
  const { slug } = useBuild();
  const store = useDraftStore();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (note: string) => {
      await store.flush();
      return publishDraft(slug, note);
    },
    onSuccess: async ({ version }) => {
      onDone();
      notifications.show({ color: "leaf", title: t("publish.done", { version }), message: t("publish.done_text") });
      await Promise.all([queries.invalidateQueries({ queryKey: keys.solution(slug) }), queries.invalidateQueries({ queryKey: keys.versions(slug) })]);
    },
    onError: (error) => {
      if (error instanceof ApiError && error.problems.length > 0) void store.check();
    },
  });
}
