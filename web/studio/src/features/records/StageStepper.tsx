import { IconCheck, IconTrophy, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { RecordItem } from "@/shared/api/types";
import { formatAge } from "@/shared/format/format";
import { stageTitle } from "@/shared/solution/titles";
import type { StageView } from "@/shared/solution/types";
import { useEntity, useSolution } from "@/shared/solution/useSolution";
import { stageColor } from "@/shared/stage/StageBadge";
import { useStageMove } from "@/shared/stage/useStageMove";
import { seriesVar } from "@/shared/theme/tokens";

import classes from "./RecordCard.module.css";

/** The funnel as one line: where the record has been, where it is, where it may go with one press. */
export function StageStepper({ record }: { record: RecordItem }) {
  const { t } = useTranslation("records");
  const funnel = useSolution().funnels.find((candidate) => candidate.key === record.funnel);
  const may = useEntity(record.entity)?.rights.update ?? false;
  const { move, dialog } = useStageMove();
  if (!funnel) return null;
  const at = funnel.stages.findIndex((stage) => stage.key === record.stage);
  const current = funnel.stages[at];
  const state = (index: number): string | undefined => (index === at ? classes.here : index < at && current?.kind !== "lost" ? classes.past : undefined);
  return (
    <>
      <ol className={classes.stepper} aria-label={t("card.stages")}>
        {funnel.stages.map((stage, index) => (
          <li key={stage.key} className={[classes.step, state(index)].filter(Boolean).join(" ")} style={{ "--stage": seriesVar(stageColor(funnel, stage.key)) } as React.CSSProperties}>
            <button type="button" disabled={!may || index === at} aria-current={index === at ? "step" : undefined} title={stageTitle(stage)} onClick={() => void move(record, funnel, stage.key)}>
              <span className={classes.node}><Mark stage={stage} past={index < at} here={index === at} /></span>
              <span>{stageTitle(stage)}{index === at && record.stage_since && <span className={classes.age}> · {formatAge(record.stage_since)}</span>}</span>
            </button>
          </li>
        ))}
      </ol>
      {dialog}
    </>
  );
}

function Mark({ stage, past, here }: { stage: StageView; past: boolean; here: boolean }) {
  const props = { size: 12, stroke: 3, "aria-hidden": true, color: past || here ? "var(--surface)" : "var(--ink-soft)" };
  if (stage.kind === "won") return <IconTrophy {...props} stroke={2.2} />;
  if (stage.kind === "lost") return <IconX {...props} />;
  return past || here ? <IconCheck {...props} /> : null;
}
