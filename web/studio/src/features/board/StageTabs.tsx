import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { stageTitle } from "@/shared/solution/titles";
import type { FunnelView } from "@/shared/solution/types";
import { stageColor } from "@/shared/stage/StageBadge";
import { seriesVar } from "@/shared/theme/tokens";

import classes from "./BoardPage.module.css";

export const laneId = (stage: string): string => `lane-${stage}`;

/** On a phone one lane is seen at a time: a press on its name, or a swipe, brings another. */
export function StageTabs({ funnel, countOf }: { funnel: FunnelView; countOf: (stage: string) => number }) {
  const { t } = useTranslation("board");
  const [shown, setShown] = useState(funnel.stages[0]?.key);
  useEffect(() => {
    const seen = new IntersectionObserver((entries) => entries.forEach((entry) => entry.isIntersecting && setShown(entry.target.id.slice(5))), { threshold: 0.6 });
    for (const stage of funnel.stages) {
      const lane = document.getElementById(laneId(stage.key));
      if (lane) seen.observe(lane);
    }
    return () => seen.disconnect();
  }, [funnel]);
  useEffect(() => void document.getElementById(`tab-${shown}`)?.scrollIntoView({ inline: "center", block: "nearest" }), [shown]);
  return (
    <nav className={classes.tabs} aria-label={t("tabs")}>
      {funnel.stages.map((stage) => (
        <button key={stage.key} id={`tab-${stage.key}`} type="button" aria-current={stage.key === shown ? "true" : undefined} style={{ "--stage": seriesVar(stageColor(funnel, stage.key)) } as React.CSSProperties} onClick={() => document.getElementById(laneId(stage.key))?.scrollIntoView({ inline: "start", block: "nearest" })}>
          {stageTitle(stage)} <span className="tabular">{countOf(stage.key)}</span>
        </button>
      ))}
    </nav>
  );
}
