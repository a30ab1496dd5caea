import type { RecordItem } from "@/shared/api/types";
import { Chip } from "@/shared/fields/Chip";
import { stageTitle } from "@/shared/solution/titles";
import type { FunnelView, Solution } from "@/shared/solution/types";
import { useSolution } from "@/shared/solution/useSolution";
import { type SeriesColor, seriesColor } from "@/shared/theme/tokens";

/** A stage has one colour wherever it shows: by its place among the open ones, or by how it ends. */
export function stageColor(funnel: FunnelView, key: string): SeriesColor {
  const stage = funnel.stages.find((candidate) => candidate.key === key);
  const index = funnel.stages.filter((candidate) => candidate.kind === "open").findIndex((candidate) => candidate.key === key);
  return seriesColor(Math.max(0, index), stage?.color, stage?.kind);
}

export const StageBadge = ({ record }: { record: RecordItem }) => stageNode(record, useSolution());

/** The same without a component of its own, for rows. */
export function stageNode(record: RecordItem, solution: Solution) {
  const funnel = solution.funnels.find((candidate) => candidate.key === record.funnel);
  const stage = funnel?.stages.find((candidate) => candidate.key === record.stage);
  if (!funnel || !stage) return null;
  return <Chip label={stageTitle(stage)} color={stageColor(funnel, stage.key)} />;
}
