import { Button } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { funnelSummary } from "@/shared/api/funnels";
import { keys } from "@/shared/api/keys";
import { dayOf } from "@/shared/format/days";
import { formatDate } from "@/shared/format/format";
import { tasksQuery } from "@/shared/solution/inbox";
import { groupOf } from "@/shared/solution/tasks";
import { funnelTitle, stageTitle } from "@/shared/solution/titles";
import type { FunnelView } from "@/shared/solution/types";
import { useMe, useSlug, useSolution, useZone } from "@/shared/solution/useSolution";
import { stageColor } from "@/shared/stage/StageBadge";
import { seriesVar } from "@/shared/theme/tokens";
import { EmptyState } from "@/shared/ui/EmptyState";
import { Page, Panel } from "@/shared/ui/Page";
import { TaskList } from "@/shared/ui/TaskList";

import { Checklist } from "./Checklist";
import classes from "./Home.module.css";
import { Unattended } from "./Unattended";

/** What waits for this person today, and where the work stands. */
export function MyDay() {
  const { t } = useTranslation("home");
  const slug = useSlug();
  const { user } = useMe();
  const solution = useSolution();
  const zone = useZone();
  const now = new Date();
  const tasks = useQuery(tasksQuery(slug)).data?.items ?? [];
  const due = tasks.filter((task) => ["overdue", "today"].includes(groupOf(task, now, zone)) && (task.responsible === user.id || task.responsible === null)).toSorted((a, b) => (a.due ?? "").localeCompare(b.due ?? ""));
  const later = tasks.filter((task) => groupOf(task, now, zone) === "upcoming" && task.responsible === user.id).slice(0, 5);
  return (
    <Page title={t("hello", { name: user.name.split(" ")[0] })} lead={formatDate(dayOf(now.toISOString(), zone), "long")}>
      <Checklist />
      {solution.entities.length === 0 && <Panel>{t(solution.version === 0 ? "start.wait" : "start.closed")}</Panel>}
      <div className={classes.grid}>
        <Panel flush>
          <h2 style={{ padding: "16px 16px 8px", margin: 0 }}>{t("due")} <span className="tabular" style={{ color: "var(--ink-soft)", fontWeight: 500 }}>{due.length}</span></h2>
          {due.length > 0 ? <TaskList tasks={due} /> : <EmptyState drawing="calm" title={t("calm")} {...(later.length > 0 ? {} : { text: t("calmHint") })} />}
          {due.length === 0 && later.length > 0 && (
            <>
              <h3 style={{ padding: "8px 16px", margin: 0, fontSize: 13, color: "var(--ink-soft)" }}>{t("later")}</h3>
              <TaskList tasks={later} />
            </>
          )}
          <div style={{ padding: "8px 16px", borderTop: "1px solid var(--line)" }}>
            <Button variant="subtle" component={Link} to={`/w/${slug}/tasks`} rightSection={<IconArrowRight size={16} />}>{t("allTasks")}</Button>
          </div>
        </Panel>
        {solution.funnels.length > 0 && (
          <div className={classes.aside}>
            <Panel flush>
              <h2 style={{ padding: "16px 16px 8px", margin: 0 }}>{t("funnels")}</h2>
              {solution.funnels.map((funnel) => <FunnelSummary key={funnel.key} funnel={funnel} />)}
            </Panel>
          </div>
        )}
        <Unattended />
      </div>
    </Page>
  );
}

/** A funnel as bars: how many stand in each stage. */
function FunnelSummary({ funnel }: { funnel: FunnelView }) {
  const { t } = useTranslation("home");
  const slug = useSlug();
  const found = useQuery({
    queryKey: [...keys.records(slug, funnel.entity), "summary", funnel.key, ""],
    queryFn: ({ signal }) => funnelSummary(slug, funnel.key, "", signal),
  });
  const counts = funnel.stages.map((stage) => found.data?.stages.find((lane) => lane.key === stage.key)?.count ?? 0);
  const most = Math.max(1, ...counts);
  return (
    <Link className={classes.funnel} to={`/w/${slug}/f/${funnel.key}`}>
      <h3>
        {funnelTitle(funnel)} <span className="tabular">{t("inWork", { count: counts.reduce((sum, count, index) => (funnel.stages[index]?.kind === "open" ? sum + count : sum), 0) })}</span>
      </h3>
      <ul className={classes.bars}>
        {funnel.stages.map((stage, index) => (
          <li key={stage.key} className={classes.bar} style={{ "--stage": seriesVar(stageColor(funnel, stage.key)) } as React.CSSProperties}>
            <span>{stageTitle(stage)}</span>
            <span className={classes.track}><span className={classes.fill} style={{ display: "block", width: `${((counts[index] ?? 0) / most) * 100}%` }} /></span>
            <span className="tabular">{counts[index]}</span>
          </li>
        ))}
      </ul>
    </Link>
  );
}
