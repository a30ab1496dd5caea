import { Button, Group, Text } from "@mantine/core";
import { IconArrowMerge } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/shared/api/http";
import { type DuplicateGroup, listDuplicates } from "@/shared/api/jobs";
import { keys } from "@/shared/api/keys";
import { displayOf, entityPlural, fieldTitle } from "@/shared/solution/titles";
import type { EntityView } from "@/shared/solution/types";
import { useEntity, useSlug } from "@/shared/solution/useSolution";
import { EmptyState } from "@/shared/ui/EmptyState";
import { ErrorState } from "@/shared/ui/ErrorState";
import { Loading } from "@/shared/ui/Loading";
import { useOverlay } from "@/shared/ui/overlay";
import { Page, Panel } from "@/shared/ui/Page";

import { MergeDialog } from "./MergeDialog";

/** Records that seem to be the same one, group by group, to be looked at side by side and merged. */
export function DuplicatesPage() {
  const { entity: key = "" } = useParams({ strict: false });
  const entity = useEntity(key);
  return entity ? <Duplicates key={key} entity={entity} /> : <ErrorState error={new ApiError(404, "not_found", "")} />;
}

function Duplicates({ entity }: { entity: EntityView }) {
  const { t } = useTranslation("merge");
  const slug = useSlug();
  const [merging, merge] = useState<DuplicateGroup | null>(null);
  const found = useInfiniteQuery({
    queryKey: [...keys.records(slug, entity.key), "duplicates"],
    queryFn: ({ pageParam }) => listDuplicates(slug, entity.key, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const groups = found.data?.pages.flatMap((page) => page.items) ?? [];
  const rule = (entity.match ?? []).map((name) => entity.fields.find((field) => field.key === name)).filter((field) => field !== undefined);
  return (
    <Page title={t("title", { title: entityPlural(entity) })} {...(rule.length > 0 ? { lead: t("rule", { fields: rule.map(fieldTitle).join(", ") }) } : {})} width={920}>
      {found.isPending && <Loading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && groups.length === 0 && <EmptyState drawing="calm" title={t("none")} text={t(rule.length > 0 ? "noneHint" : "noRule")} />}
      {groups.map((group) => <Alike key={group.records.map((record) => record.id).join()} entity={entity} group={group} onMerge={() => merge(group)} />)}
      {found.hasNextPage && <Button variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t("common:more")}</Button>}
      {merging && <MergeDialog entity={entity} records={merging.records} onClose={() => merge(null)} />}
    </Page>
  );
}

function Alike({ entity, group, onMerge }: { entity: EntityView; group: DuplicateGroup; onMerge: () => void }) {
  const { t } = useTranslation("merge");
  const { openRecord } = useOverlay();
  const fields = entity.fields.filter((field) => group.fields.includes(field.key));
  const [first] = group.records;
  const name = first ? displayOf(first, entity) : "";
  return (
    <Panel>
      <Group justify="space-between" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Text fw={600}>{name}</Text>
          <Text size="sm" c="dimmed">{t("same", { count: group.records.length, fields: fields.map(fieldTitle).join(", ") })}</Text>
          <Group gap="xs" mt={6}>
            {group.records.map((record) => (
              <Button key={record.id} size="compact-sm" variant="light" onClick={() => openRecord(entity.key, record.id)}>
                {displayOf(record, entity)} #{record.number}
              </Button>
            ))}
          </Group>
        </div>
        {entity.rights.delete && entity.rights.update && <Button size="xs" leftSection={<IconArrowMerge size={16} />} aria-label={t("mergeOne", { title: name })} onClick={onMerge}>{t("merge")}</Button>}
      </Group>
    </Panel>
  );
}
