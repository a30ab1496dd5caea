/** New things as they begin: with what they need to be sound, and nothing more. */

import { needed } from "./fields";
import type { Entity, Field, Funnel, Language, Option, Role, Scenario, Solution, Stage, Step, Trigger } from "./solution";
import { keyFor, takenFieldKeys } from "./titles";

const NAME: Record<Language, string> = { az: "Ad", ru: "Название", en: "Name" };

/** An entity with a name field, which shows its records. */
export function newEntity(solution: Solution, title: string, plural: string, language: Language, icon: string): Entity {
  return {
    key: keyFor(title, solution.entities.map((one) => one.key), "object"),
    title,
    ...(plural && { plural }),
    display: "name",
    icon,
    fields: [{ key: "name", type: "text", title: NAME[language], required: true, max_length: 200 }],
  };
}

/** A field of a type. It begins with what its type cannot be without. */
export function newField(entity: Entity, title: string, type: string, words: readonly string[], functions: Iterable<string> = []): Field {
  const key = keyFor(title, takenFieldKeys(entity.fields, functions), "field");
  const base: Field = { key, type, title };
  return { ...base, ...needed(base, words) };
}

/** A funnel with the stages most begin with. */
export function newFunnel(solution: Solution, title: string, entity: string, stages: Record<"new" | "work" | "won" | "lost", string>): Funnel {
  return {
    key: keyFor(title, solution.funnels.map((one) => one.key), "funnel"),
    entity,
    title,
    stages: [
      { key: "new", title: stages.new, probability: 10 },
      { key: "in_work", title: stages.work, probability: 50 },
      { key: "won", title: stages.won, kind: "won" },
      { key: "lost", title: stages.lost, kind: "lost" },
    ],
  };
}

/** The solution with a field of reasons, which every lost stage of the entity's funnels then asks for. */
export function lossReason(solution: Solution, entityKey: string, words: { title: string; options: Option[] }): Solution {
  const entity = solution.entities.find((one) => one.key === entityKey);
  const there = entity?.fields.find((field) => field.key === "lost_reason" && field.type === "select");
  const key = there?.key ?? (entity?.fields.some((field) => field.key === "lost_reason") ? keyFor(words.title, takenFieldKeys(entity.fields), "reason") : "lost_reason");
  const asking = (stage: Stage): Stage => (stage.kind === "lost" && !stage.requires?.includes(key) ? { ...stage, requires: [...(stage.requires ?? []), key] } : stage);
  return {
    ...solution,
    entities: there ? solution.entities : solution.entities.map((one) => (one.key === entityKey ? { ...one, fields: [...one.fields, { key, type: "select", title: words.title, options: words.options }] } : one)),
    funnels: solution.funnels.map((funnel) => (funnel.entity === entityKey ? { ...funnel, stages: funnel.stages.map(asking) } : funnel)),
  };
}

/** A scenario that begins with this trigger and does nothing yet. */
export function newScenario(solution: Solution, trigger: Trigger, title?: string): Scenario {
  const name = title ?? [trigger.on.replace(".", "_"), trigger.entity ?? trigger.funnel, trigger.stage].filter(Boolean).join("_");
  return {
    key: keyFor(name, solution.scenarios.map((one) => one.key), "scenario"),
    ...(title && { title }),
    enabled: true,
    trigger,
    steps: [],
  };
}

/** A role that may do nothing yet. */
export function newRole(solution: Solution, title: string): Role {
  return { key: keyFor(title, [...solution.roles.map((one) => one.key), "owner", "admin", "member"], "role"), title, access: [] };
}

/** A step of the picker: an action by its name, or a kind. Its key says what it is. */
export function newStep(what: string, solution: Solution, scenario: Scenario): Step {
  const entity = scenario.trigger.entity ?? solution.funnels.find((one) => one.key === scenario.trigger.funnel)?.entity;
  switch (what) {
    case "if":
      return { key: "check", if: "", then: [], else: [] };
    case "switch":
      return { key: "choose", switch: "", cases: [{ is: "", then: [] }], default: [] };
    case "for_each":
      return { key: "each", for_each: "", do: [] };
    case "wait":
      return { key: "wait", wait: { for: "2h" } };
    case "set":
      return { key: "set", set: {} };
    case "stop":
      return { key: "stop", stop: {} };
    case "record.create":
      return { key: "create", action: what, with: { values: {} } };
    case "record.update":
      return { key: "update", action: what, with: { ...(entity && { entity, id: "=record.id" }), values: {} } };
    case "record.upsert":
      return { key: "record", action: what, with: { match: [], values: {} } };
    case "record.delete":
      return { key: "remove", action: what, with: { ...(entity && { entity, id: "=record.id" }) } };
    case "record.aggregate":
      return { key: "total", action: what, with: { formula: "COUNT(id)" } };
    case "lines.add":
      return { key: "lines", action: what, with: { ...linesOf(solution, entity), on_duplicate: "add_anyway" } };
    case "record.find":
      return { key: "found", action: what, with: { limit: 50 } };
    case "stage.move":
      return { key: "move", action: what, with: { ...(entity && { entity, id: "=record.id" }) } };
    case "assign.choose":
      return { key: "owner", action: what, with: { among: "role:owner", rule: "round_robin" } };
    case "task.create":
      return { key: "task", action: what, with: { title: "", ...(entity && { record: "=record.id" }) } };
    case "notify.users":
      return { key: "notify", action: what, with: { users: [], text: "", ...(entity && { record: "=record.id" }) } };
    case "http.request":
      return { key: "call", action: what, with: { method: "POST", url: "" } };
    default:
      return { key: what.replace(".", "_"), action: what, with: {} };
  }
}

/** Where new lines go, as a step begins: to the record that set the scenario off, if it has lines, else to the first that may have some. */
function linesOf(solution: Solution, entity: string | undefined): Step["with"] {
  const lines = solution.entities.find((one) => one.lines_of && one.lines_of.entity === entity) ?? solution.entities.find((one) => one.lines_of);
  if (!lines?.lines_of) return { items: [{}] };
  return { entity: lines.lines_of.entity, ...(lines.lines_of.entity === entity && { id: "=record.id" }), lines: lines.lines_of.as, items: [{}] };
}
