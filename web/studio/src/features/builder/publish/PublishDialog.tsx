import { Alert, Button, Group, Loader, Modal, ScrollArea, Stack, Text, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconAlertTriangle, IconCircleX, IconRocket } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { keys } from "@/shared/api/keys";
import { ApiError } from "@/shared/api/http";
import { explain } from "@/shared/ui/explain";

import { publishDraft, type Publishing } from "../api/draft";
import { readDiff, usePins, useProofs, useUnderWay } from "../api/going";
import { useImpact } from "../api/impact";
import { DataDecisions } from "../impact/DataDecisions";
import { useLiveDocument } from "../impact/useLive";
import { decisionsOf, isOpen, mustBeSaid, type Answers } from "../model/decisions";
import { inFlightOf, isUnsaid, type InFlightAnswers } from "../model/inflight";
import { useBuild } from "../navigation";
import { useLiveVersion } from "../state/live";
import { useDraftState, useDraftStore } from "../state/draft";
import { ChangeList } from "./ChangeList";
import { InFlightDecisions } from "./InFlightDecisions";
import { PinnedProofs } from "./PinnedProofs";
import { ScenarioPictures } from "./ScenarioPictures";

/** What goes live, in words; errors stop it, warnings are shown. */
export function PublishDialog({ onClose, onIssues }: { onClose: () => void; onIssues: () => void }) {
  const { t } = useTranslation("builder");
  const { slug } = useBuild();
  const [note, setNote] = useState("");
  const [picture, setPicture] = useState<string>();
  const { report, history, checking } = useDraftState();
  const ready = useSavedAndChecked();
  const publish = usePublish(onClose);
  const live = useLiveDocument();
  const version = useLiveVersion();
  const { data: changes, error: unread } = useQuery({ queryKey: ["w", slug, "draft", "diff", version], queryFn: () => readDiff(slug, version, "draft"), enabled: ready, gcTime: 0 });
  const [answers, setAnswers] = useState<Answers>({});
  const impact = useImpact({}, ready);
  const concerns = impact.data?.data ?? [];
  // Where records of a stage go is said here: until it is, the check takes the stage for one in use.
  const errors = report.errors.filter((problem) => problem.code !== "stage_in_use" || !concerns.some(mustBeSaid));
  const blocked = errors.length > 0;
  const underWay = useUnderWay(slug, ready).data ?? [];
  const [inFlight, setInFlight] = useState<InFlightAnswers>({});
  const pinned = usePins(slug).data ?? [];
  const proofs = useProofs(slug, ready && !checking && !blocked && pinned.length > 0);
  const [accepted, setAccepted] = useState<string[]>([]);
  const unproved = (proofs.data ?? []).some((proof) => !proof.same && !accepted.includes(proof.pin.run));
  const open = isOpen(concerns, answers) || isUnsaid(underWay, inFlight) || unproved || proofs.isFetching;
  const go = (): void => publish.mutate({ note, decisions: decisionsOf(concerns, answers), in_flight: inFlightOf(inFlight), accept_pinned: accepted });
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
            {report.warnings.map((warning, at) => <Text size="sm" key={`${String(at)}${warning.pointer}${warning.code}`}>{warning.message}</Text>)}
          </Alert>
        )}
        <Text fw={600} size="sm">{t("publish.changes")}</Text>
        <ScrollArea.Autosize mah={280}>{changes ? <ChangeList changes={changes} onPicture={live && setPicture} /> : unread ? <Text c="pomegranate" size="sm" role="alert">{explain(unread, t)}</Text> : <Loader size="sm" />}</ScrollArea.Autosize>
        {impact.error && <Text c="pomegranate" size="sm" role="alert">{explain(impact.error, t)}</Text>}
        <DataDecisions concerns={concerns} answers={answers} onAnswer={(name, value) => setAnswers((now) => ({ ...now, [name]: value }))} />
        <InFlightDecisions underWay={underWay} answers={inFlight} onAnswer={(scenario, answer) => setInFlight((now) => ({ ...now, [scenario]: answer }))} />
        <PinnedProofs proofs={proofs.data ?? []} accepted={accepted} onAccept={setAccepted} />
        <Textarea label={t("publish.note")} placeholder={t("publish.note_hint")} value={note} onChange={(event) => setNote(event.currentTarget.value)} autosize minRows={2} data-autofocus />
        {publish.error && <Text c="pomegranate" size="sm" role="alert">{explain(publish.error, t)}</Text>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{t("cancel")}</Button>
          <Button leftSection={<IconRocket size={16} />} disabled={blocked || open || !ready || checking || impact.isPending} loading={publish.isPending} onClick={go}>
            {t("publish.go")}
          </Button>
        </Group>
      </Stack>
      {picture && live && changes && <ScenarioPictures scenario={picture} before={live} after={history.present} changes={changes} onClose={() => setPicture(undefined)} />}
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
    mutationFn: async (publishing: Publishing) => {
      await store.flush();
      return publishDraft(slug, publishing, store.seen);
    },
    onSuccess: async ({ version }) => {
      onDone();
      notifications.show({ color: "leaf", title: t("publish.done", { version }), message: t("publish.done_text") });
      await Promise.all([queries.invalidateQueries({ queryKey: keys.solution(slug) }), queries.invalidateQueries({ queryKey: keys.versions(slug) }), queries.invalidateQueries({ queryKey: ["w", slug, "jobs"] })]);
    },
    onError: (error) => {
      if (!(error instanceof ApiError)) return;
      if (error.status === 412) {
        onDone();
        store.overtaken();
      } else if (error.problems.length > 0) void store.check();
    },
  });
}
