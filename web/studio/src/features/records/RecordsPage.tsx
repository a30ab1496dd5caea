import { Button, Skeleton, Stack } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useParams } from "@tanstack/react-router";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/shared/api/http";
import { entityPlural, entityTitle } from "@/shared/solution/titles";
import type { EntityView } from "@/shared/solution/types";
import { useEntity, useSolution } from "@/shared/solution/useSolution";
import { EmptyState } from "@/shared/ui/EmptyState";
import { ErrorState } from "@/shared/ui/ErrorState";
import { useOverlay } from "@/shared/ui/overlay";
import { usePhone } from "@/shared/ui/usePhone";

import { CardList } from "./CardList";
import { columnsOf } from "./columns";
import { FilterBar } from "./FilterBar";
import { Grid } from "./Grid";
import classes from "./RecordsPage.module.css";
import { useListState, useRecords } from "./useRecords";

export function RecordsPage() {
  const { entity: key } = useParams({ strict: false }) as { entity: string };
  const entity = useEntity(key);
  if (!entity) return <ErrorState error={new ApiError(404, "not_found", "")} />;
  return <RecordsList key={key} entity={entity} />;
}

function RecordsList({ entity }: { entity: EntityView }) {
  const { t } = useTranslation("records");
  const { openCreate } = useOverlay();
  const state = useListState();
  const found = useRecords(entity, state);
  const search = useDebouncedCallback((q: string) => state.set({ q: q || undefined } as { q?: string }), 250);
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <h1>{entityPlural(entity)}</h1>
        <span className={`${classes.count} tabular`} role="status">{found.data && (found.hasNextPage ? t("countMore", { count: found.items.length }) : t("count", { count: found.items.length }))}</span>
        <span className={classes.spring} />
        {entity.rights.create && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => openCreate(entity.key)}>{t("newOne", { title: entityTitle(entity) })}</Button>
        )}
      </div>
      <FilterBar entity={entity} where={state.where} q={state.q} onWhere={(where) => state.set({ where })} onSearch={search} />
      <Listing entity={entity} state={state} found={found} />
    </div>
  );
}

function Listing({ entity, state, found }: { entity: EntityView; state: ReturnType<typeof useListState>; found: ReturnType<typeof useRecords> }) {
  const { t } = useTranslation("records");
  const { openCreate } = useOverlay();
  const phone = usePhone();
  const hasFunnel = useSolution().funnels.some((funnel) => funnel.entity === entity.key);
  const columns = columnsOf(entity, hasFunnel);
  const { fetchNextPage, isFetchingNextPage } = found;
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  if (found.isError && found.items.length === 0) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (found.isPending) return <Waiting />;
  if (found.items.length === 0 && found.filtered) {
    return <EmptyState drawing="search" title={t("empty.filtered")} text={t("empty.filteredHint")} action={<Button variant="default" onClick={() => state.set({ where: [], q: "" })}>{t("filter.clear")}</Button>} />;
  }
  if (found.items.length === 0) {
    return (
      <EmptyState
        title={t("empty.title", { title: entityPlural(entity) })}
        text={t("empty.hint")}
        action={entity.rights.create ? <Button leftSection={<IconPlus size={16} />} onClick={() => openCreate(entity.key)}>{t("empty.first", { title: entityTitle(entity) })}</Button> : undefined}
      />
    );
  }
  const shared = { entity, columns, items: found.items, more: found.hasNextPage, onMore: more };
  return phone ? <CardList {...shared} /> : <Grid {...shared} sort={state.sort} onSort={(sort) => state.set({ sort } as { sort?: string })} />;
}

function Waiting() {
  return (
    <Stack gap={8} p={20} aria-busy aria-hidden>
      {Array.from({ length: 10 }, (_, index) => <Skeleton key={index} height={28} radius="sm" />)}
    </Stack>
  );
}
