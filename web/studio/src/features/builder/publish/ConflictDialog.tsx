import { Alert, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { formatDateTime } from "@/shared/format/format";
import { useZone } from "@/shared/solution/useSolution";
import { Loading } from "@/shared/ui/Loading";

import { readDraftState } from "../api/draft";
import { compareDocuments } from "../api/going";
import type { Solution } from "../model/solution";
import { useDraftSolution, useDraftState, useDraftStore } from "../state/draft";
import { ChangeList } from "./ChangeList";

/** Somebody else saved the draft meanwhile: join both, take theirs, or keep ours. */
export function ConflictDialog() {
  const { t } = useTranslation(["builder", "proving"]);
  const { status } = useDraftState();
  return (
    <Modal opened={status === "conflict"} onClose={() => undefined} withCloseButton={false} size="lg" title={t("conflict.title")}>
      {status === "conflict" && <Choice />}
    </Modal>
  );
}

function Choice() {
  const { t } = useTranslation(["builder", "proving"]);
  const store = useDraftStore();
  const ours = useDraftSolution();
  const zone = useZone();
  const { data: saved } = useQuery({ queryKey: ["w", store.slug, "draft", "state"], queryFn: () => readDraftState(store.slug), gcTime: 0 });
  const { data: found } = useQuery({ queryKey: ["w", store.slug, "draft", "compare"], queryFn: store.compare, gcTime: 0 });
  return (
    <Stack gap="md">
      <Text>{saved?.author && saved.saved_at ? t("proving:conflict.by", { name: saved.author.name, time: formatDateTime(saved.saved_at, { zone }) }) : t("proving:conflict.somebody")}</Text>
      {!found && <Loading />}
      {found && (
        <>
          <section aria-label={t("proving:conflict.theirs")}>
            <Text fw={600} size="sm" mb={6}>{t("proving:conflict.theirs")}</Text>
            <Between side="theirs" from={found.base} to={found.theirs} />
          </section>
          <section aria-label={t("proving:conflict.ours")}>
            <Text fw={600} size="sm" mb={6}>{t("proving:conflict.ours")}</Text>
            <Between side="ours" from={found.base} to={ours} />
          </section>
          <Alert color={found.conflicts.length > 0 ? "saffron" : "leaf"} icon={<IconInfoCircle />}>
            {found.conflicts.length > 0 ? t("proving:conflict.same", { count: found.conflicts.length }) : t("proving:conflict.apart")}
          </Alert>
        </>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={() => void store.reload()}>{t("conflict.reload")}</Button>
        <Button variant="default" onClick={() => void store.keep()}>{t("conflict.keep")}</Button>
        <Button onClick={() => void store.merge()}>{t("proving:conflict.join")}</Button>
      </Group>
    </Stack>
  );
}

/** What one of both has changed since the draft was the same for both. */
function Between({ side, from, to }: { side: string; from: Solution; to: Solution }) {
  const { slug } = useDraftStore();
  const { data } = useQuery({ queryKey: ["w", slug, "draft", "compare", side], queryFn: () => compareDocuments(slug, from, to), gcTime: 0 });
  return data ? <ChangeList changes={data} /> : <Loading />;
}
