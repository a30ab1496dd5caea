/** New things as they begin: with what they need to be sound, and nothing more. */

import type { Entity, Field, Funnel, Language, Role, Scenario, Solution, Step, Trigger } from "./solution";
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

/** A field of a type. A select begins with two options, a formula with nothing to count. */
export function newField(entity: Entity, title: string, type: string, words: readonly string[], functions: Iterable<string> = []): Field {
  const key = keyFor(title, takenFieldKeys(entity.fields, functions), "field");
  const base: Field = { key, type, title };
  if (type === "select" || type === "multi_select") return { ...base, options: words.map((word, at) => ({ key: keyFor(word, [], `option_${String(at + 1)}`), title: word })) };
  if (type === "formula") return { ...base, formula: "", result: "number" };
  return base;
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
