import { Badge, Button, Loader, Text } from "@mantine/core";
import { IconCheck, IconFlask } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { http, inWorkspace } from "@/shared/api/http";
import { formatSize } from "@/shared/files/size";
import { formatDateTime, formatMoney, formatNumber } from "@/shared/format/format";
import { titleOf } from "@/shared/i18n";
import { SettingsTabs } from "@/shared/settings/SettingsTabs";
import { useSlug, useZone } from "@/shared/solution/useSolution";
import { ErrorState } from "@/shared/ui/ErrorState";
import { explain } from "@/shared/ui/explain";
import { Loading } from "@/shared/ui/Loading";
import { Page, Panel } from "@/shared/ui/Page";

import classes from "./BillingPage.module.css";
import { type Billing, type Plan, useBilling } from "./useBilling";

const metrics = ["records", "runs", "seats", "storage"] as const;
/** All that a plan allows; what is not metered above bounds single runs, or how long they are kept. */
const allowances = [...metrics, "queue", "at_once", "history_days", "run_steps", "run_records", "run_seconds", "code"] as const;
type Metric = (typeof metrics)[number];
type Allowance = (typeof allowances)[number];
const MINUTE = 60_000;

/** Storage is counted in bytes, code in milliseconds and shown in minutes, all else in pieces. */
function amountOf(allowance: Allowance, count: number): string {
  if (allowance === "storage") return formatSize(count);
  return formatNumber(allowance === "code" ? Math.round(count / MINUTE) : count);
}

export function BillingPage() {
  const { t } = useTranslation("billing");
  const { found, confirming } = useBilling();
  if (found.isError) return <Page title={t("title")}><ErrorState error={found.error} onRetry={() => void found.refetch()} /></Page>;
  if (!found.data) return <Loading />;
  return <Overview billing={found.data} confirming={confirming} />;
}

function Overview({ billing, confirming }: { billing: Billing; confirming: boolean }) {
  const { t } = useTranslation("billing");
  const zone = useZone();
  return (
    <Page title={t("title")} width={920} actions={billing.manageable && <Manage />}>
      <SettingsTabs />
      {billing.demonstration && <div className={classes.demo} role="note"><IconFlask size={18} aria-hidden />{t("demonstration")}</div>}
      {confirming && <div className={classes.confirm} role="status"><Loader size="sm" aria-hidden />{t("confirming")}</div>}
      {billing.status === "past_due" && <div className={classes.demo} role="alert">{t("pastDue")}</div>}
      <Panel title={t("usage")}>
        <div className={classes.meters}>
          {metrics.filter((metric) => metric in billing.usage || metric in billing.limits).map((metric) => <Meter key={metric} metric={metric} used={billing.usage[metric] ?? 0} most={billing.limits[metric] ?? null} />)}
        </div>
        {billing.period_end && <Text size="sm" c="dimmed" mt="md">{t("periodEnd", { date: formatDateTime(billing.period_end, { zone }) })}</Text>}
      </Panel>
      <div className={classes.plans}>
        {billing.plans.map((plan) => <PlanCard key={plan.key} plan={plan} current={plan.key === billing.plan} waiting={confirming} />)}
      </div>
    </Page>
  );
}

function Meter({ metric, used, most }: { metric: Metric; used: number; most: number | null }) {
  const { t } = useTranslation("billing");
  const name = t(`metric.${metric}`);
  const share = most ? Math.min(1, used / most) : 0;
  const level = share >= 1 ? "full" : share >= 0.8 ? "near" : "calm";
  return (
    <div className={classes.meter}>
      <div className={classes.meterHead}>
        <strong>{name}</strong>
        <span className="tabular">{most === null ? amountOf(metric, used) : t("usedOf", { used: amountOf(metric, used), most: amountOf(metric, most) })}</span>
      </div>
      <div className={classes.track} role="meter" aria-label={name} aria-valuenow={used} aria-valuemin={0} aria-valuemax={most ?? used}>
        <div className={classes.fill} data-level={level} style={{ width: `${share * 100}%` }} />
      </div>
      {level !== "calm" && <Text size="xs" c={level === "full" ? "red" : "saffron"}>{t(`level.${level}`)}</Text>}
    </div>
  );
}

function PlanCard({ plan, current, waiting }: { plan: Plan; current: boolean; waiting: boolean }) {
  const { t } = useTranslation("billing");
  const slug = useSlug();
  const buy = useMutation({ mutationFn: () => http.post<{ url: string }>(inWorkspace(slug, "billing", "checkout"), { plan: plan.key }), onSuccess: ({ url }) => location.assign(url) });
  const title = titleOf(plan.title, plan.key);
  return (
    <section className={classes.plan} data-current={current} aria-label={title}>
      <h3>
        {title}
        {current && <Badge variant="light">{t("current")}</Badge>}
      </h3>
      <div className={`${classes.price} tabular`}>
        {plan.price ? formatMoney(plan.price) : t("free")} {plan.price && <small>{t("perSeat")}</small>}
      </div>
      <ul>
        {allowances.filter((metric) => metric in plan.limits).map((metric) => <li key={metric}><IconCheck size={16} color="var(--mantine-color-leaf-text)" aria-hidden />{t(`allows.${metric}`, { most: amountOf(metric, plan.limits[metric] ?? 0) })}</li>)}
      </ul>
      {!current && plan.price && <Button onClick={() => buy.mutate()} loading={buy.isPending || buy.isSuccess} disabled={waiting}>{t("upgrade", { title })}</Button>}
      {buy.isError && <Text size="sm" c="red" role="alert">{explain(buy.error, t)}</Text>}
    </section>
  );
}

function Manage() {
  const { t } = useTranslation("billing");
  const slug = useSlug();
  const open = useMutation({ mutationFn: () => http.post<{ url: string }>(inWorkspace(slug, "billing", "portal")), onSuccess: ({ url }) => location.assign(url) });
  return <Button variant="default" loading={open.isPending} onClick={() => open.mutate()}>{t("manage")}</Button>;
}
