import { Alert, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconArrowBackUp, IconPlayerPlay } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { http, inWorkspace } from "@/shared/api/http";
import type { UndoConflict } from "@/shared/api/jobs";
import { keys } from "@/shared/api/keys";
import { useJob } from "@/shared/tables/job";
import { ConflictList } from "@/shared/ui/ConflictList";
import { explain } from "@/shared/ui/explain";

import type { Run } from "../api/runs";
import { useBuild } from "../navigation";

/** What one may do with a run that is over: run it again from the start, or take back what it has done. */
export function RunAgain({ run }: { run: Run }) {
  const { t } = useTranslation("runs");
  const { slug, hrefOf } = useBuild();
  const navigate = useNavigate();
  const [asking, ask] = useDisclosure();
  const again = useMutation({
    mutationFn: () => http.post<{ run: Run }>(inWorkspace(slug, "runs", run.id, "retry"), { from: "start" }),
    onSuccess: (answer) => navigate({ to: hrefOf("runs", answer.run.id) }),
  });
  if (["queued", "running", "waiting"].includes(run.status)) return null;
  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconPlayerPlay size={15} />} loading={again.isPending} onClick={() => again.mutate()}>{t("again")}</Button>
      {!run.undone_by && <Button size="xs" variant="default" leftSection={<IconArrowBackUp size={15} />} onClick={ask.open}>{t("undo")}</Button>}
      {again.error && <Text size="xs" c="var(--mantine-color-error)" role="alert">{explain(again.error, t)}</Text>}
      {asking && <UndoDialog slug={slug} run={run.id} onClose={ask.close} />}
    </>
  );
}

function UndoDialog({ slug, run, onClose }: { slug: string; run: string; onClose: () => void }) {
  const { t } = useTranslation("runs");
  const client = useQueryClient();
  const undo = useMutation({
    mutationFn: () => http.post<{ id: string }>(inWorkspace(slug, "runs", run, "undo")),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.runs(slug) });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t("undo_title")} closeButtonProps={{ "aria-label": t("common:close") }}>
      <Stack>
        <Text size="sm">{t("undo_text")}</Text>
        {undo.error && <Alert color="pomegranate">{explain(undo.error, t)}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>{t("cancel")}</Button>
          <Button color="pomegranate" loading={undo.isPending} onClick={() => undo.mutate()}>{t("undo_yes")}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface Undone {
  undone: number;
  conflicts: UndoConflict[];
  conflict_count: number;
  not_undone: { step: string; action: string }[];
  set_off: unknown[];
}

/** What became of a run that was undone. */
export function UndoneNote({ job }: { job: string }) {
  const { t } = useTranslation("runs");
  const { slug } = useBuild();
  const { data } = useJob<Undone>(slug, job);
  const result = data?.result;
  const stays = [...new Set(result?.not_undone.map((one) => one.step))].join(", ");
  return (
    <Alert color="saffron" icon={<IconArrowBackUp />} radius={0} title={t(data?.status === "done" ? "undone" : "undoing")}>
      {result && (
        <Text size="sm">
          {[t("result", { count: result.undone }), stays && t("stays", { steps: stays }), result.set_off.length > 0 && t("set_off", { count: result.set_off.length })].filter(Boolean).join(" ")}
        </Text>
      )}
      {result && result.conflict_count > 0 && <ConflictList conflicts={result.conflicts} count={result.conflict_count} open />}
    </Alert>
  );
}
