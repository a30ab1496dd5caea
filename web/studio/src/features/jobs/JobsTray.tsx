import { ActionIcon, Popover, RingProgress, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconStackPush } from "@tabler/icons-react";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";

import { isOver } from "@/shared/api/jobs";

import { JobRow } from "./JobRow";
import classes from "./jobs.module.css";
import { useJobs } from "./useJobs";

/** Long work of one's own, wherever one goes in the workspace: how far it is, and what can be done about it. */
export function JobsTray() {
  return (
    <Suspense>
      <Tray />
    </Suspense>
  );
}

function Tray() {
  const { t } = useTranslation("jobs");
  const [opened, tray] = useDisclosure();
  const jobs = useJobs(opened);
  const open = jobs.filter((job) => !isOver(job));
  if (jobs.length === 0) return null;
  const total = open.reduce((sum, job) => sum + (job.total ?? 0), 0);
  const done = open.reduce((sum, job) => sum + (job.total === null ? 0 : job.done), 0);
  const share = total > 0 ? Math.min(100, Math.round((done / total) * 100)) : 0;
  const label = open.length > 0 ? t("open", { count: open.length, share }) : t("title");
  return (
    <Popover opened={opened} onChange={tray.set} position="bottom-end" width={380} trapFocus withinPortal>
      <Popover.Target>
        <Tooltip label={label} disabled={opened}>
          <ActionIcon aria-label={label} aria-expanded={opened} onClick={tray.toggle}>
            {open.length > 0 ? <RingProgress size={26} thickness={3} sections={[{ value: share, color: "saffron" }]} aria-hidden /> : <IconStackPush size={20} stroke={1.7} />}
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={0} className={classes.tray ?? ""} aria-label={t("title")}>
        <h2 className={classes.title}>{t("title")}</h2>
        <ul className={classes.list}>
          {jobs.map((job) => <JobRow key={job.id} job={job} />)}
        </ul>
        <span className="visually-hidden" role="status">{open.length > 0 ? label : ""}</span>
      </Popover.Dropdown>
    </Popover>
  );
}
