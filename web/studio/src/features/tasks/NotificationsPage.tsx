import { Button } from "@mantine/core";
import { IconChecks } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { http, inWorkspace } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";
import type { Notification, Page as Paged } from "@/shared/api/types";
import { formatWhen } from "@/shared/format/format";
import { notificationsQuery, useSubject } from "@/shared/solution/inbox";
import { useSlug, useSolution, useZone } from "@/shared/solution/useSolution";
import { EmptyState } from "@/shared/ui/EmptyState";
import { ErrorState } from "@/shared/ui/ErrorState";
import { Loading } from "@/shared/ui/Loading";
import { useOverlay } from "@/shared/ui/overlay";
import { Page, Panel } from "@/shared/ui/Page";

import classes from "./NotificationsPage.module.css";

function useRead() {
  const slug = useSlug();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (which: { ids: string[] } | { all: true }) => http.post(inWorkspace(slug, "notifications", "read"), which),
    onMutate: (which) =>
      client.setQueryData<Paged<Notification>>(keys.notifications(slug), (page) => page && { ...page, items: page.items.map((item) => ("all" in which || which.ids.includes(item.id) ? { ...item, read_at: item.read_at ?? new Date().toISOString() } : item)) }),
    onSettled: () => void client.invalidateQueries({ queryKey: keys.notifications(slug) }),
  });
}

export function NotificationsPage() {
  const { t } = useTranslation("tasks");
  const found = useQuery(notificationsQuery(useSlug()));
  const read = useRead();
  const items = found.data?.items ?? [];
  const unread = items.some((item) => item.read_at === null);
  return (
    <Page title={t("notifications.title")} width={820} actions={unread && <Button variant="default" leftSection={<IconChecks size={16} />} onClick={() => read.mutate({ all: true })}>{t("notifications.readAll")}</Button>}>
      {found.isPending && <Loading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && items.length === 0 && <EmptyState drawing="calm" title={t("notifications.none")} text={t("notifications.noneHint")} />}
      {items.length > 0 && (
        <Panel flush>
          <ul className={classes.list}>
            {items.map((item) => <Row key={item.id} item={item} onRead={() => item.read_at === null && read.mutate({ ids: [item.id] })} />)}
          </ul>
        </Panel>
      )}
    </Page>
  );
}

/** Whether it tells that a scenario fails. */
const isFailure = (cause: unknown): boolean => typeof cause === "object" && cause !== null && (cause as { kind?: unknown }).kind === "failure";

function Row({ item, onRead }: { item: Notification; onRead: () => void }) {
  const { t } = useTranslation("tasks");
  const zone = useZone();
  const { openRecord } = useOverlay();
  const record = useSubject(item);
  const slug = useSlug();
  const { can_build } = useSolution().me;
  return (
    <li className={`${classes.item} ${item.read_at === null ? classes.unread : ""}`}>
      <span className={classes.dot} role={item.read_at === null ? "img" : undefined} aria-label={item.read_at === null ? t("notifications.unread") : undefined} />
      <div className={classes.text}>
        {item.text}
        <small>
          <time dateTime={item.created_at}>{formatWhen(item.created_at, { zone })}</time>
          {isFailure(item.cause) && can_build && (
            <>
              {" · "}
              <Link to={`/w/${slug}/build/runs`} search={{ view: "errors" } as never} onClick={onRead}>{t("notifications.errors")}</Link>
            </>
          )}
          {record && (
            <>
              {" · "}
              <button
                type="button"
                onClick={() => {
                  onRead();
                  openRecord(record.entity, record.id);
                }}
              >
                {record.title}
              </button>
            </>
          )}
        </small>
      </div>
      {item.read_at === null && <Button variant="subtle" size="compact-xs" onClick={onRead}>{t("notifications.read")}</Button>}
    </li>
  );
}
