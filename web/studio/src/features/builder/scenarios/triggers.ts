import type { Solution, Trigger } from "../model/solution";

const OF_RECORDS = ["record.created", "record.updated", "record.deleted", "record.matches", "button"];
const OF_STAGES = ["stage.entered", "stage.left", "stage.overdue"];

/** A trigger as it begins: with the first thing that fits, and what the one before it named. */
export function startingTrigger(on: string, solution: Solution, before?: Trigger): Trigger {
  const entity = before?.entity ?? solution.entities[0]?.key;
  if (OF_RECORDS.includes(on)) return { on, ...(entity && { entity }), ...(on === "record.matches" && { condition: before?.condition ?? "" }) };
  if (OF_STAGES.includes(on)) {
    const funnel = solution.funnels.find((one) => one.entity === entity) ?? solution.funnels[0];
    return { on, ...(funnel && { entity: funnel.entity, funnel: funnel.key, ...(on !== "stage.overdue" && { stage: funnel.stages[0]?.key }) }) };
  }
  if (on === "date") {
    const dated = solution.entities.find((one) => one.key === entity)?.fields.find((one) => one.type === "date" || one.type === "datetime");
    return { on, ...(entity && { entity }), ...(dated && { field: dated.key }), at: "09:00" };
  }
  if (on === "event") return { on, name: "" };
  if (on === "schedule") return { on, cron: "0 9 * * *" };
  if (on === "webhook") return { on, auth: "token", map: {} };
  return { on };
}
