import { CloseButton } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { IconCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { http, inWorkspace } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";
import { listRecords } from "@/shared/api/records";
import type { Page } from "@/shared/api/types";
import { membersQuery, useSlug, useSolution } from "@/shared/solution/useSolution";
import { Panel } from "@/shared/ui/Page";

import classes from "./Home.module.css";

/** The first steps of whoever builds the workspace; each ticks itself off when it is true. */
export function Checklist() {
  const { t } = useTranslation("home");
  const slug = useSlug();
  const solution = useSolution();
  const [hidden, setHidden] = useLocalStorage({ key: `axin-checklist-${slug}`, defaultValue: false, getInitialValueInEffect: false });
  const members = useQuery(membersQuery(slug)).data?.items.length ?? 1;
  const first = solution.entities[0];
  const records = useQuery({ queryKey: [...keys.records(slug, first?.key ?? ""), "any"], queryFn: () => listRecords(slug, first?.key ?? "", { limit: 1 }), enabled: first !== undefined && !hidden, retry: false }).data?.items.length ?? 0;
  const runs = useQuery({ queryKey: [...keys.runs(slug), "any"], queryFn: () => http.get<Page<unknown>>(inWorkspace(slug, "runs"), { query: { limit: 1 } }), enabled: solution.me.can_build && !hidden, retry: false }).data?.items.length ?? 0;
  if (hidden || !solution.me.can_build) return null;
  const base = `/w/${slug}`;
  const steps = [
    { id: "entities", to: `${base}/build/entities`, done: solution.entities.length > 0 },
    { id: "funnel", to: `${base}/build/funnels`, done: solution.funnels.length > 0 },
    { id: "scenario", to: `${base}/build/scenarios`, done: runs > 0 },
    { id: "record", to: first ? `${base}/r/${first.key}` : `${base}/build/entities`, done: records > 0 },
    { id: "team", to: `${base}/settings/members`, done: members > 1 },
  ];
  const done = steps.filter((step) => step.done).length;
  if (done === steps.length) return null;
  return (
    <Panel title={<><span style={{ flex: 1 }}>{t("checklist.title")} <span className="tabular" style={{ color: "var(--ink-soft)", fontWeight: 500 }}>{done} / {steps.length}</span></span><CloseButton aria-label={t("checklist.hide")} onClick={() => setHidden(true)} /></>}>
      <ol className={classes.steps}>
        {steps.map((step, index) => (
          <li key={step.id} className={step.done ? classes.ticked : undefined}>
            <span className={classes.tick} aria-hidden>{step.done ? <IconCheck size={14} stroke={3} /> : index + 1}</span>
            <Link to={step.to}>{t(`checklist.${step.id}`)}{step.done && <span className="visually-hidden"> ({t("common:done")})</span>}</Link>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
