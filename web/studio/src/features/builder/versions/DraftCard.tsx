import { Button, Group, Modal, Text } from "@mantine/core";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { formatDateTime } from "@/shared/format/format";
import { useZone } from "@/shared/solution/useSolution";
import { explain } from "@/shared/ui/explain";

import { readDraftState } from "../api/draft";
import classes from "../builder.module.css";
import { useLiveDocument } from "../impact/useLive";
import { same } from "../model/same";
import { useBuild } from "../navigation";
import { useDraftState, useDraftStore } from "../state/draft";
import { useLiveVersion } from "../state/live";
import { Glyph } from "../ui/Glyph";

/** The draft: who saved it last, which version it began from, and the way back to what is live. */
export function DraftCard() {
  const { t } = useTranslation("live");
  const { slug } = useBuild();
  const zone = useZone();
  const { history, savedAt } = useDraftState();
  const live = useLiveDocument();
  const version = useLiveVersion();
  const [asking, setAsking] = useState(false);
  const { data } = useQuery({ queryKey: ["w", slug, "draft", "state", savedAt?.getTime()], queryFn: () => readDraftState(slug) });
  if (!data || live === undefined || (version > 0 && same(live, history.present))) return null;
  const author = data.author?.name;
  const facts = [
    author && data.saved_at ? t("saved_by", { name: author, time: formatDateTime(data.saved_at, { zone }) }) : undefined,
    data.base_version > 0 ? t("begins_from", { version: data.base_version }) : undefined,
  ];
  return (
    <section className={classes.card} aria-label={t("draft")} style={{ flexDirection: "row", alignItems: "center", gap: 14, marginBottom: 12, borderStyle: "dashed" }}>
      <Glyph of={IconPencil} tone="saffron" />
      <div style={{ flex: 1, minWidth: 0 }}>
        <Text fw={600}>{t("draft")}</Text>
        <Text size="xs" c="dimmed">{facts.filter(Boolean).join(" · ")}</Text>
      </div>
      {version > 0 && <Button size="xs" variant="default" leftSection={<IconTrash size={14} aria-hidden />} onClick={() => setAsking(true)}>{t("discard")}</Button>}
      {asking && <Discard version={version} onClose={() => setAsking(false)} />}
    </section>
  );
}

function Discard({ version, onClose }: { version: number; onClose: () => void }) {
  const { t } = useTranslation(["live", "builder"]);
  const store = useDraftStore();
  const queries = useQueryClient();
  const discard = useMutation({
    mutationFn: store.discard,
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: ["w", store.slug, "draft"] });
    },
  });
  return (
    <Modal opened onClose={onClose} title={t("discard_title")} closeButtonProps={{ "aria-label": t("builder:close") }}>
      <Text size="sm">{t("discard_text", { version })}</Text>
      {discard.error && <Text c="pomegranate" size="sm" role="alert" mt="sm">{explain(discard.error, t)}</Text>}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>{t("builder:cancel")}</Button>
        <Button color="pomegranate" loading={discard.isPending} onClick={() => discard.mutate()}>{t("discard")}</Button>
      </Group>
    </Modal>
  );
}
