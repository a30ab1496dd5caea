import { Alert, Button, Group, Loader, Modal, ScrollArea, Stack, Text, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconAlertTriangle, IconCircleX, IconRocket } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { keys } from "@/shared/api/keys";
import { ApiError } from "@/shared/api/http";
import { explain } from "@/shared/ui/explain";

import { publishDraft } from "../api/draft";
import { useImpact, type Decision } from "../api/impact";
import { DataDecisions } from "../impact/DataDecisions";
import { useLiveDocument } from "../impact/useLive";
import { changesBetween } from "../model/changes";
import { decisionsOf, isOpen, mustBeSaid, type Answers } from "../model/decisions";
import { useBuild } from "../navigation";
import { useDraftState, useDraftStore } from "../state/draft";
import { ChangeList } from "./ChangeList";

/** What goes live, in words; errors stop it, warnings are shown. */
export function PublishDialog({ onClose, onIssues }: { onClose: () => void; onIssues: () => void }) {
  const { t } = useTranslation("builder");
  const [note, setNote] = useState("");
  const { report, history, checking } = useDraftState();
  const ready = useSavedAndChecked();
  const publish = usePublish(onClose);
  const live = useLiveDocument();
  const changes = live ? changesBetween(live, history.present) : undefined;
  const [answers, setAnswers] = useState<Answers>({});
  const impact = useImpact({}, ready);
  const concerns = impact.data?.data ?? [];
  const open = isOpen(concerns, answers);
  // Where records of a stage go is said here: until it is, the check takes the stage for one in use.
  const errors = report.errors.filter((problem) => problem.code !== "stage_in_use" || !concerns.some(mustBeSaid));
  const blocked = errors.length > 0;
  return (
    <Modal opened onClose={onClose} title={t("publish.title")} size="lg" closeButtonProps={{ "aria-label": t("close") }}>
      <Stack>
        {blocked && (
          <Alert color="pomegranate" icon={<IconCircleX />} title={t("publish.blocked", { count: errors.length })}>
            <Text size="sm" mb="xs">{errors[0]?.message}</Text>
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
        {impact.error && <Text c="pomegranate" size="sm" role="alert">{explain(impact.error, t)}</Text>}
        <DataDecisions concerns={concerns} answers={answers} onAnswer={(name, value) => setAnswers((now) => ({ ...now, [name]: value }))} />
        <Textarea label={t("publish.note")} placeholder={t("publish.note_hint")} value={note} onChange={(event) => setNote(event.currentTarget.value)} autosize minRows={2} data-autofocus />
        {publish.error && <Text c="pomegranate" size="sm" role="alert">{explain(publish.error, t)}</Text>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{t("cancel")}</Button>
          <Button leftSection={<IconRocket size={16} />} disabled={blocked || open || !ready || checking || impact.isPending} loading={publish.isPending} onClick={() => publish.mutate({ note, decisions: decisionsOf(concerns, answers) })}>
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
    mutationFn: async ({ note, decisions }: { note: string; decisions: Decision[] }) => {
      await store.flush();
      return publishDraft(slug, note, decisions);
    },
    onSuccess: async ({ version }) => {
      onDone();
      notifications.show({ color: "leaf", title: t("publish.done", { version }), message: t("publish.done_text") });
      await Promise.all([queries.invalidateQueries({ queryKey: keys.solution(slug) }), queries.invalidateQueries({ queryKey: keys.versions(slug) }), queries.invalidateQueries({ queryKey: ["w", slug, "jobs"] })]);
    },
    onError: (error) => {
      if (error instanceof ApiError && error.problems.length > 0) void store.check();
    },
  });
}
