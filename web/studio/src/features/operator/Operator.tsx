import { Button, Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { IconSearch } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { components } from "@/generated/api";
import { http } from "@/shared/api/http";
import type { Page as Paged } from "@/shared/api/types";
import { formatSize } from "@/shared/files/size";
import { formatDate, formatNumber } from "@/shared/format/format";
import { ErrorState } from "@/shared/ui/ErrorState";
import { explain } from "@/shared/ui/explain";
import { Loading } from "@/shared/ui/Loading";
import { Page, Panel, Table } from "@/shared/ui/Page";
import { Stream } from "@/shared/ui/Stream";

import classes from "./Operator.module.css";

type Tenant = components["schemas"]["TenantItem"];

const metrics = ["records", "runs", "seats", "storage"] as const;
const written = (metric: (typeof metrics)[number], count: number): string => (metric === "storage" ? formatSize(count) : formatNumber(count));

/** The house from outside: every tenant with its plan and what it uses. The frame says where one is. */
export function Operator() {
  const { t } = useTranslation("operator");
  const [search, setSearch] = useState("");
  const [wanted] = useDebouncedValue(search.trim(), 250);
  const found = useInfiniteQuery({
    queryKey: ["operator", "tenants", wanted],
    queryFn: ({ pageParam }) => http.get<Paged<Tenant>>("/api/operator/tenants", { query: { limit: 100, after: pageParam, search: wanted } }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    retry: false,
  });
  return (
    <div className={classes.frame}>
      <header className={classes.bar}>
        <Stream />
        <strong>Axın · {t("title")}</strong>
        <span>{t("frame")}</span>
        <Link to="/">{t("back")}</Link>
      </header>
      <main>
        <Page title={t("tenants")} width={1200} actions={<TextInput aria-label={t("search")} placeholder={t("search")} leftSection={<IconSearch size={16} />} value={search} onChange={(event) => setSearch(event.currentTarget.value)} />}>
          {found.isPending && <Loading />}
          {found.isError && <ErrorState error={found.error} />}
          {found.data && (
            <Panel flush>
              <Table label={t("tenants")} head={[{ title: t("workspace") }, { title: t("plan") }, { title: t("status") }, ...metrics.map((metric) => ({ title: t(metric), right: true })), { title: t("created") }]}>
                {found.data.pages.flatMap((page) => page.items).map((tenant) => <Row key={tenant.slug} tenant={tenant} />)}
              </Table>
            </Panel>
          )}
          {found.hasNextPage && <Button variant="default" onClick={() => void found.fetchNextPage()}>{t("more")}</Button>}
        </Page>
      </main>
    </div>
  );
}

function Row({ tenant }: { tenant: Tenant }) {
  const { t } = useTranslation("operator");
  const client = useQueryClient();
  const grant = useMutation({
    mutationFn: (plan: string) => http.put(`/api/operator/tenants/${encodeURIComponent(tenant.slug)}/plan`, { plan }),
    onError: (error) => void notifications.show({ color: "pomegranate", message: explain(error, t) }),
    onSettled: () => void client.invalidateQueries({ queryKey: ["operator"] }),
  });
  return (
    <tr>
      <td className={classes.name}>
        <strong>{tenant.title}</strong>
        <small>{tenant.slug}</small>
      </td>
      <td>
        <Select size="xs" w={130} allowDeselect={false} aria-label={t("planOf", { title: tenant.title })} data={["free", "team"]} value={tenant.plan} disabled={grant.isPending} onChange={(plan) => plan && grant.mutate(plan)} />
      </td>
      <td>{tenant.status}</td>
      {metrics.map((metric) => (
        <td key={metric} className="tabular" style={{ textAlign: "right" }}>
          {written(metric, tenant.usage[metric] ?? 0)} <span style={{ color: "var(--ink-soft)" }}>/ {written(metric, tenant.limits[metric] ?? 0)}</span>
        </td>
      ))}
      <td className="tabular">{formatDate(tenant.created_at)}</td>
    </tr>
  );
}
