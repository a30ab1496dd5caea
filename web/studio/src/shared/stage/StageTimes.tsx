import { ActionIcon, Popover, Tooltip } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { recordStages, type Visit } from "@/shared/api/funnels";
import { keys } from "@/shared/api/keys";
import type { RecordItem } from "@/shared/api/types";
import { formatAge, formatDateTime } from "@/shared/format/format";
import { humanize } from "@/shared/i18n";
import { stageTitle } from "@/shared/solution/titles";
import { usePeople, useSlug, useSolution, useZone } from "@/shared/solution/useSolution";
import { stageColor } from "@/shared/stage/StageBadge";
import { seriesVar } from "@/shared/theme/tokens";
import { explain } from "@/shared/ui/explain";

import classes from "./NextStep.module.css";

/** Where the record has stood and for how long, asked for when it is opened. */
export function StageTimes({ record }: { record: RecordItem }) {
  const { t } = useTranslation("stage");
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" withArrow trapFocus returnFocus shadow="md" width={320}>
      <Popover.Target>
        <Tooltip label={t("times")}>
          <ActionIcon aria-label={t("times")} aria-expanded={open} onClick={() => setOpen(!open)}>
            <IconHistory size={18} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("times")}>{open && <Way record={record} />}</Popover.Dropdown>
    </Popover>
  );
}

function Way({ record }: { record: RecordItem }) {
  const { t } = useTranslation("stage");
  const slug = useSlug();
  const found = useQuery({ queryKey: [...keys.record(slug, record.entity, record.id), "stages", record.version], queryFn: () => recordStages(slug, record.entity, record.id) });
  if (found.isError) return <p className={classes.note} role="alert">{explain(found.error, t)}</p>;
  if (!found.data) return <p className={classes.note}>{t("common:loading")}</p>;
  const visits = [...found.data.items].reverse();
  return visits.length === 0 ? <p className={classes.note}>{t("noTimes")}</p> : <ol className={classes.way} tabIndex={0}>{visits.map((visit) => <Stay key={visit.entered_at} visit={visit} />)}</ol>;
}

function Stay({ visit }: { visit: Visit }) {
  const { t } = useTranslation("stage");
  const { nameOf } = usePeople();
  const zone = useZone();
  const funnel = useSolution().funnels.find((candidate) => candidate.key === visit.funnel);
  const stage = funnel?.stages.find((candidate) => candidate.key === visit.stage);
  const lasted = formatAge(new Date(Date.now() - visit.seconds * 1000).toISOString());
  const who = nameOf(visit.cause?.actor?.id) || visit.cause?.scenario || visit.cause?.actor?.title || "";
  return (
    <li style={funnel ? ({ "--stage": seriesVar(stageColor(funnel, visit.stage)) } as React.CSSProperties) : undefined}>
      <b>{stage ? stageTitle(stage) : humanize(visit.stage)}</b>
      <span className="tabular">{visit.left_at ? lasted : t("since", { time: lasted })}</span>
      <small>{[formatDateTime(visit.entered_at, { zone }), who].filter(Boolean).join(" · ")}</small>
    </li>
  );
}
