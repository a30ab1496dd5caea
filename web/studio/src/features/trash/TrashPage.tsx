import { Button, Checkbox, Group, Modal, Stack, Tabs, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconRestore, IconTrashX } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { type Discarded, listTrash, purgeRecords, restoreRecords } from "@/shared/api/jobs";
import { keys } from "@/shared/api/keys";
import { formatDate, formatNumber, formatWhen } from "@/shared/format/format";
import { entityPlural } from "@/shared/solution/titles";
import type { EntityView } from "@/shared/solution/types";
import { useSlug, useSolution, useZone } from "@/shared/solution/useSolution";
import { EmptyState } from "@/shared/ui/EmptyState";
import { ErrorState } from "@/shared/ui/ErrorState";
import { explain } from "@/shared/ui/explain";
import { Loading } from "@/shared/ui/Loading";
import { Page, Panel, Table } from "@/shared/ui/Page";
import { usePhone } from "@/shared/ui/usePhone";

const trashKey = (slug: string, ...rest: string[]) => [...keys.workspace(slug), "trash", ...rest] as const;

/** What was deleted in the last thirty days, and the way back. */
export function TrashPage() {
  const { t } = useTranslation("trash");
  const slug = useSlug();
  const { entities } = useSolution();
  const found = useQuery({ queryKey: trashKey(slug), queryFn: () => listTrash(slug) });
  const [chosen, choose] = useState<string | null>(null);
  const counts = found.data?.counts ?? {};
  const shown = entities.filter((entity) => (counts[entity.key] ?? 0) > 0 || entity.key === chosen);
  const entity = shown.find((candidate) => candidate.key === chosen) ?? shown[0];
  return (
    <Page title={t("title")} lead={t("lead")} width={920}>
      {found.isPending && <Loading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && !entity && <EmptyState drawing="calm" title={t("none")} text={t("noneHint")} />}
      {entity && (
        <Tabs value={entity.key} onChange={choose} keepMounted={false}>
          <Tabs.List mb="md">
            {shown.map((each) => (
              <Tabs.Tab key={each.key} value={each.key}>
                {entityPlural(each)} <Text span c="dimmed" size="sm" className="tabular">{formatNumber(counts[each.key] ?? 0)}</Text>
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {shown.map((each) => <Tabs.Panel key={each.key} value={each.key}><Deleted entity={each} /></Tabs.Panel>)}
        </Tabs>
      )}
    </Page>
  );
}

function Deleted({ entity }: { entity: EntityView }) {
  const { t } = useTranslation("trash");
  const slug = useSlug();
  const client = useQueryClient();
  const [ticked, tick] = useState<ReadonlySet<string>>(new Set());
  const [asking, ask] = useState(false);
  const phone = usePhone();
  const found = useInfiniteQuery({
    queryKey: trashKey(slug, entity.key),
    queryFn: ({ pageParam }) => listTrash(slug, entity.key, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const ids = [...ticked];
  const settle = () => {
    tick(new Set());
    ask(false);
    void client.invalidateQueries({ queryKey: keys.workspace(slug) });
  };
  const refuse = (error: unknown) => void notifications.show({ color: "pomegranate", message: explain(error, t) });
  const restore = useMutation({
    mutationFn: (which: string[]) => restoreRecords(slug, entity.key, which),
    onSuccess: ({ restored, refused }) => {
      if (restored.length > 0) notifications.show({ color: "leaf", message: t("restored", { count: restored.length }) });
      for (const one of refused) notifications.show({ color: "saffron", message: `${nameOf(items, one.id)}: ${t(`refused.${one.code}`, { defaultValue: t("refused.other") })}` });
    },
    onError: refuse,
    onSettled: settle,
  });
  const purge = useMutation({
    mutationFn: () => purgeRecords(slug, entity.key, ids),
    onSuccess: ({ purged }) => notifications.show({ message: t("purged", { count: purged }) }),
    onError: refuse,
    onSettled: settle,
  });
  if (found.isPending) return <Loading />;
  if (found.isError) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  const toggle = (id: string) => tick((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]));
  return (
    <Stack>
      <Group role="toolbar" aria-label={t("title")} justify="space-between">
        <Checkbox label={ids.length > 0 ? t("chosen", { count: ids.length }) : t("all")} checked={ids.length > 0 && ids.length === items.length} indeterminate={ids.length > 0 && ids.length < items.length} onChange={() => tick(new Set(ids.length === items.length ? [] : items.map((item) => item.id)))} />
        <Group gap="xs" wrap="nowrap">
          <Button size="xs" leftSection={<IconRestore size={16} />} disabled={ids.length === 0} loading={restore.isPending} onClick={() => restore.mutate(ids)}>{t("restore")}</Button>
          <Button size="xs" variant="default" leftSection={<IconTrashX size={16} />} disabled={ids.length === 0} onClick={() => ask(true)}>{t("purge")}</Button>
        </Group>
      </Group>
      <Panel flush>
        <Table label={entityPlural(entity)} head={[{ title: t("record") }, ...(phone ? [] : [{ title: t("when") }, { title: t("until") }]), { title: t("actions"), right: true }]}>
          {items.map((item) => <Row key={item.id} item={item} ticked={ticked.has(item.id)} onTick={() => toggle(item.id)} onRestore={() => restore.mutate([item.id])} />)}
        </Table>
      </Panel>
      {found.hasNextPage && <Button variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("common:more")}</Button>}
      {asking && (
        <Modal opened onClose={() => ask(false)} title={t("purgeTitle", { count: ids.length })} closeButtonProps={{ "aria-label": t("common:close") }}>
          <Stack>
            <Text>{t("purgeText")}</Text>
            <Group justify="flex-end">
              <Button variant="default" onClick={() => ask(false)}>{t("common:cancel")}</Button>
              <Button color="red" loading={purge.isPending} onClick={() => purge.mutate()}>{t("purge")}</Button>
            </Group>
          </Stack>
        </Modal>
      )}
    </Stack>
  );
}

const nameOf = (items: Discarded[], id: string): string => {
  const item = items.find((candidate) => candidate.id === id);
  return item ? (item.display ?? `#${item.number}`) : "";
};

function Row({ item, ticked, onTick, onRestore }: { item: Discarded; ticked: boolean; onTick: () => void; onRestore: () => void }) {
  const { t } = useTranslation("trash");
  const zone = useZone();
  const phone = usePhone();
  const name = item.display ?? `#${item.number}`;
  const when = formatWhen(item.deleted_at, { zone });
  const by = item.deleted_by?.title;
  return (
    <tr>
      <td>
        <Checkbox checked={ticked} onChange={onTick} label={<>{name} <Text span c="dimmed" size="xs" className="tabular">#{item.number}</Text></>} description={phone ? [when, by].filter(Boolean).join(" · ") : undefined} />
      </td>
      {!phone && (
        <>
          <td>
            {when}
            {by && <Text size="xs" c="dimmed">{by}</Text>}
          </td>
          <td>{formatDate(item.purged_at)}</td>
        </>
      )}
      <td style={{ textAlign: "right", whiteSpace: "nowrap" }}>
        <Button size="compact-sm" variant="subtle" aria-label={t("restoreOne", { title: name })} onClick={onRestore}>{t("restore")}</Button>
      </td>
    </tr>
  );
}
