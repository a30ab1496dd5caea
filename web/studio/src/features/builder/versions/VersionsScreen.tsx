import { Badge, Button, Group, Modal, ScrollArea, Select, Stack, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconHistory, IconRestore } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { keys } from "@/shared/api/keys";
import { formatDateTime } from "@/shared/format/format";
import { usePeople, useZone } from "@/shared/solution/useSolution";
import { ErrorState } from "@/shared/ui/ErrorState";
import { Loading } from "@/shared/ui/Loading";

import { readVersion, readVersions, type VersionItem } from "../api/draft";
import { readDiff, type Side } from "../api/going";
import classes from "../builder.module.css";
import type { Solution } from "../model/solution";
import { useBuild } from "../navigation";
import { ChangeList } from "../publish/ChangeList";
import { ScenarioPictures } from "../publish/ScenarioPictures";
import { useDraftSolution, useDraftStore } from "../state/draft";
import { Empty } from "../ui/Empty";
import { Glyph } from "../ui/Glyph";
import { DraftCard } from "./DraftCard";

/** What was published, when and by whom; any of it can be brought back. */
export function VersionsScreen() {
  const { t } = useTranslation("builder");
  const { slug } = useBuild();
  const { data, error, refetch } = useQuery({ queryKey: keys.versions(slug), queryFn: () => readVersions(slug) });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <div className={classes.page} style={{ maxWidth: 820 }}>
      <Title order={1} size="h2" mb="lg">{t("nav.versions")}</Title>
      <DraftCard />
      {data.length === 0 && <Empty title={t("versions.empty")} text={t("versions.empty_text")} />}
      <Stack gap="xs" component="ol" p={0} m={0} style={{ listStyle: "none" }}>
        {data.map((version, at) => <Version key={version.version} version={version} live={at === 0} />)}
      </Stack>
    </div>
  );
}

function Version({ version, live }: { version: VersionItem; live: boolean }) {
  const { t } = useTranslation("builder");
  const { nameOf } = usePeople();
  const zone = useZone();
  const [comparing, setComparing] = useState(false);
  return (
    <li className={classes.card} style={{ flexDirection: "row", alignItems: "center", gap: 14 }}>
      <Glyph of={IconHistory} />
      <div style={{ flex: 1, minWidth: 0 }}>
        <Group gap="xs">
          <Text fw={600}>{t("versions.version", { version: version.version })}</Text>
          {live && <Badge color="leaf" variant="light">{t("versions.live")}</Badge>}
        </Group>
        <Text size="sm" truncate>{version.note || <Text span c="dimmed">{t("versions.no_note")}</Text>}</Text>
        <Text size="xs" c="dimmed">
          {[formatDateTime(version.published_at, { zone }), nameOf(version.author) || version.author].filter(Boolean).join(" · ")}
        </Text>
      </div>
      <Button size="xs" variant="default" onClick={() => setComparing(true)}>{t("versions.compare")}</Button>
      {comparing && <Compare version={version.version} onClose={() => setComparing(false)} />}
    </li>
  );
}

function Compare({ version, onClose }: { version: number; onClose: () => void }) {
  const { t } = useTranslation(["builder", "live"]);
  const { slug } = useBuild();
  const store = useDraftStore();
  const draft = useDraftSolution();
  const [other, setOther] = useState<Side>("draft");
  const [picture, setPicture] = useState<string>();
  const { data: versions } = useQuery({ queryKey: keys.versions(slug), queryFn: () => readVersions(slug) });
  const { data: changes, error } = useQuery({
    queryKey: ["w", slug, "diff", version, other],
    queryFn: async () => {
      await store.flush();
      return readDiff(slug, version, other);
    },
    gcTime: 0,
  });
  const { data: then } = useQuery({ queryKey: [...keys.versions(slug), version], queryFn: () => readVersion(slug, version), staleTime: Infinity });
  const { data: beside } = useQuery({ queryKey: [...keys.versions(slug), other], queryFn: () => readVersion(slug, Number(other)), enabled: other !== "draft", staleTime: Infinity });
  const after = other === "draft" ? draft : beside;
  /** Into the draft, where going live asks what becomes of data, of runs under way and of pinned runs; undo takes it back. */
  const take = (document: Solution): void => {
    store.edit(() => document);
    onClose();
    notifications.show({ color: "leaf", message: t("versions.taken", { version }) });
  };
  const choices = [{ value: "draft", label: t("live:draft") }, ...(versions ?? []).filter((one) => one.version !== version).map((one) => ({ value: String(one.version), label: t("versions.version", { version: one.version }) }))];
  return (
    <Modal opened onClose={onClose} size="lg" title={t("versions.version", { version })} closeButtonProps={{ "aria-label": t("close") }}>
      <Select label={t("live:compare_with")} data={choices} value={String(other)} allowDeselect={false} onChange={(value) => value && setOther(value === "draft" ? "draft" : Number(value))} mb="sm" maw={280} />
      <Text size="sm" c="dimmed" mb="sm">{t("live:compare_text", { version })}</Text>
      {error ? <ErrorState error={error} /> : changes ? <ScrollArea.Autosize mah="50vh"><ChangeList changes={changes} onPicture={then && after && setPicture} /></ScrollArea.Autosize> : <Loading />}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>{t("cancel")}</Button>
        <Button leftSection={<IconRestore size={16} />} disabled={!then} onClick={() => then && take(then)}>{t("versions.take")}</Button>
      </Group>
      {picture && then && after && changes && <ScenarioPictures scenario={picture} before={then} after={after} changes={changes} onClose={() => setPicture(undefined)} />}
    </Modal>
  );
}
