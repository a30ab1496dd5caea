/** A scenario in plain words: its trigger, its condition and its steps as sentences of the reader's language. */

import { formatNumber } from "@/shared/format/format";

import { parse, type Condition, type Operand } from "./conditions";
import { splitDuration } from "./durations";
import { withTitles } from "./formula";
import { resolve, type Lens } from "./scope";
import { byKey, isObject, type Entity, type Json, type Scenario, type Solution, type Step, type Trigger } from "./solution";
import { kindOf } from "./steps";
import { partsOf, readValue } from "./templates";
import { humanise, textOf, titleOf } from "./titles";

/** "When a new contact is added". */
export function triggerSentence(lens: Lens, trigger: Trigger): string {
  const { words } = lens;
  if (!trigger.on) return words("trigger.none");
  const values = {
    entity: entityTitle(lens, trigger.entity ?? byKey(lens.solution.funnels, trigger.funnel)?.entity),
    funnel: funnelTitle(lens, trigger.funnel),
    stage: watchedStage(lens, trigger),
    fields: (trigger.fields ?? []).map((key) => fieldTitle(lens, trigger.entity, key)).join(", "),
    title: textOf(trigger.title, lens.language),
    condition: trigger.condition ? conditionSentence(lens, undefined, trigger.condition, trigger.entity) : "…",
    cron: cronSentence(lens, trigger.cron),
    field: fieldTitle(lens, trigger.entity, String(trigger.field ?? "")),
    span: durationText(lens, String(trigger.offset ?? "").replace(/^[+-]/, "")),
    name: String(trigger.name ?? "") || "…",
  };
  const variant = variantOf(trigger, values.fields);
  return words(`trigger.${variant}.sentence`, values);
}

function variantOf(trigger: Trigger, fields: string): string {
  if (trigger.on === "record.updated" && fields) return "record.updated_fields";
  if (trigger.on === "date" && trigger.offset) return String(trigger.offset).startsWith("-") ? "date_before" : "date_after";
  return trigger.on === "schedule" && !trigger.cron && trigger.rrule ? "schedule_rule" : trigger.on;
}

/** The stage that a trigger watches; one named alone is looked for in the funnels of its entity. */
function watchedStage(lens: Lens, { entity, funnel, stage }: Trigger): string {
  if (!funnel && !stage) return lens.words("trigger.any_stage");
  const holder = funnel ?? lens.solution.funnels.find((one) => one.entity === entity && byKey(one.stages, stage))?.key;
  return stageTitle(lens, holder, stage) || humanise(stage ?? "");
}

/** "every day at 09:00", for the plans people make; the expression itself for others. */
export function cronSentence(lens: Lens, cron: string | undefined): string {
  if (!cron) return lens.words("cron.none");
  const [minute = "", hour = "", day = "", month = "", weekday = ""] = cron.split(/\s+/);
  const fixed = /^\d+$/.test(minute) && /^\d+$/.test(hour) && month === "*";
  const at = `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`;
  if (fixed && day === "*" && weekday === "*") return lens.words("cron.daily", { at });
  if (fixed && day === "*" && weekday === "1-5") return lens.words("cron.workdays", { at });
  if (fixed && day === "*" && /^[0-7]$/.test(weekday)) return lens.words("cron.weekly", { at, day: lens.words(`weekday.${String(Number(weekday) % 7)}`) });
  if (fixed && /^\d+$/.test(day) && weekday === "*") return lens.words("cron.monthly", { at, day });
  if (/^\d+$/.test(minute) && hour === "*") return lens.words("cron.hourly", { minute });
  if (/^\*\/\d+$/.test(minute) && hour === "*") return lens.words("cron.minutes", { minutes: minute.slice(2) });
  return cron;
}

/** What a step does, in one line. */
export function stepSentence(view: Lens, scenario: Scenario, step: Step): string {
  const lens = { ...view, step: step.key };
  const { words } = lens;
  switch (kindOf(step)) {
    case "if":
      return words("sentence.if", { condition: conditionSentence(lens, scenario, stripEquals(step.if ?? "")) });
    case "switch":
      return words("sentence.switch", { value: step.switch ? formulaText(lens, scenario, stripEquals(step.switch)) : "…" });
    case "for_each":
      return words("sentence.for_each", { list: step.for_each ? formulaText(lens, scenario, stripEquals(step.for_each)) : "…" });
    case "wait":
      return waitSentence(lens, scenario, step);
    case "set":
      return words("sentence.set", { names: Object.keys(step.set ?? {}).map(humanise).join(", ") || "…" });
    case "stop":
      return words(step.stop?.error ? "sentence.stop_error" : "sentence.stop");
    case "action":
      return actionSentence(lens, scenario, step);
    default:
      return words(`kind.${kindOf(step)}`);
  }
}

function waitSentence(lens: Lens, scenario: Scenario, { wait }: Step): string {
  if (wait?.until !== undefined) return lens.words("sentence.wait_until", { moment: wait.until ? formulaText(lens, scenario, stripEquals(wait.until)) : "…" });
  if (!wait?.for) return lens.words("sentence.wait_none");
  return lens.words(wait.working_hours ? "sentence.wait_working" : "sentence.wait", { duration: durationText(lens, wait.for) });
}

function actionSentence(lens: Lens, scenario: Scenario, step: Step): string {
  const { words } = lens;
  const input = step.with ?? {};
  const text = (name: string): string => valueText(lens, scenario, input[name]);
  const entity = entityTitle(lens, asText(input.entity));
  const place = stageTitle(lens, asText(input.funnel), asText(input.stage));
  switch (step.action) {
    case "record.create": {
      const name = valueText(lens, scenario, isObject(input.values) ? (input.values.name as Json) : undefined);
      const base = words(name ? "sentence.create_named" : "sentence.create", { entity, name });
      return place ? words("sentence.in_stage", { base, place }) : base;
    }
    case "record.update":
      return words("sentence.update", { entity, fields: fieldNames(lens, asText(input.entity), input.values, input.responsible) });
    case "record.upsert":
      return words("sentence.upsert", { entity, fields: keysOf(input.match).map((key) => fieldTitle(lens, asText(input.entity), key)).join(", ") || "…" });
    case "record.delete":
      return words("sentence.delete", { entity });
    case "record.find":
      return input.filter ? words("sentence.find_where", { entity: manyTitle(lens, asText(input.entity)), condition: conditionSentence(lens, scenario, asText(input.filter) ?? "", asText(input.entity)) }) : words("sentence.find", { entity });
    case "record.aggregate":
      return words("sentence.aggregate", { entity: manyTitle(lens, asText(input.entity)), formula: input.formula ? formulaText(lens, scenario, asText(input.formula) ?? "", asText(input.entity)) : "…" });
    case "lines.add": {
      const lines = linesNamed(lens.solution, asText(input.entity), asText(input.lines));
      return words("sentence.lines", { lines: manyTitle(lens, lines?.key), entity, count: Array.isArray(input.items) ? input.items.length : 0 });
    }
    case "stage.move":
      return words("sentence.move", { entity, place: place || "…" });
    case "assign.choose":
      return words(`sentence.assign.${asText(input.rule) || "round_robin"}`, { among: peopleText(lens, scenario, input.among) });
    case "task.create":
      return words("sentence.task", { title: text("title") || "…" });
    case "notify.users":
      return words("sentence.notify", { users: peopleText(lens, scenario, input.users), text: text("text") });
    case "http.request":
      return words("sentence.http", { method: asText(input.method) || "POST", url: text("url") || "…" });
    default:
      return words(`action.${step.action ?? "none"}`);
  }
}

function fieldNames(lens: Lens, entity: string | undefined, values: unknown, responsible: unknown): string {
  const names = isObject(values) ? Object.keys(values).map((key) => fieldTitle(lens, entity, key)) : [];
  if (responsible !== undefined) names.push(lens.words("system.responsible"));
  return names.join(", ") || "…";
}

/** A stored value as its reader knows it: holes and formulas with titles, a constant as itself. */
export function valueText(lens: Lens, scenario: Scenario | undefined, stored: Json | undefined): string {
  const value = readValue(stored);
  if (value.kind === "formula") return formulaText(lens, scenario, value.source);
  if (value.kind === "text") return partsOf(value.source).map((part) => ("hole" in part ? `[${formulaText(lens, scenario, part.hole)}]` : part.text)).join("");
  const plain = value.value;
  if (plain === undefined || plain === null) return "";
  return typeof plain === "object" ? JSON.stringify(plain) : String(plain);
}

/** A formula with titles for keys. */
export function formulaText(lens: Lens, scenario: Scenario | undefined, source: string, entity?: string): string {
  const whole = resolve(lens, scenario, source.trim(), entity);
  if (whole) return whole.title;
  return withTitles(source, (path) => resolve(lens, scenario, path, entity)?.title);
}

/** Who is meant: roles, people, or the result of a step. */
function peopleText(lens: Lens, scenario: Scenario, people: Json | undefined): string {
  const list = Array.isArray(people) ? people : people === undefined || people === null || people === "" ? [] : [people];
  const names = list.map((one) => {
    const text = typeof one === "string" ? one : "";
    if (text.startsWith("role:")) return roleTitle(lens, text.slice(5));
    return text.startsWith("=") ? valueText(lens, scenario, text) : lens.words("people.person");
  });
  const persons = names.filter((name) => name === lens.words("people.person")).length;
  const others = names.filter((name) => name !== lens.words("people.person"));
  if (persons > 0) others.push(lens.words("people.count", { count: persons }));
  return others.join(", ") || "…";
}

/** A condition in words: "Source is Website and Phone is filled in". */
export function conditionSentence(lens: Lens, scenario: Scenario | undefined, source: string, entity?: string): string {
  if (!source.trim()) return lens.words("condition.none");
  return say(lens, scenario, parse(source), entity);
}

function say(lens: Lens, scenario: Scenario | undefined, condition: Condition, entity?: string): string {
  if (condition.kind === "formula") return formulaText(lens, scenario, condition.source, entity);
  if (condition.kind === "group") {
    const joined = condition.items
      .map((item) => (item.kind === "group" && item.items.length > 1 && !item.not ? `(${say(lens, scenario, item, entity)})` : say(lens, scenario, item, entity)))
      .join(` ${lens.words(condition.join === "AND" ? "condition.and" : "condition.or")} `);
    return condition.not ? lens.words("condition.not", { condition: joined }) : joined;
  }
  const variable = resolve(lens, scenario, condition.path, entity);
  const left = variable?.title ?? condition.path;
  const right = operandText(lens, scenario, condition.operand, variable?.options, entity);
  return lens.words(`condition.says.${sayKey(condition)}`, { left, right });
}

function sayKey(rule: Extract<Condition, { kind: "rule" }>): string {
  const names: Record<string, string> = { "=": "is", "<>": "is_not", ">": "over", ">=": "least", "<": "under", "<=": "most" };
  return names[rule.operator] ?? rule.operator;
}

function operandText(lens: Lens, scenario: Scenario | undefined, operand: Operand | undefined, options: readonly { key: string }[] | undefined, entity?: string): string {
  if (!operand) return "…";
  if (operand.kind === "formula") return formulaText(lens, scenario, operand.source, entity);
  if (operand.kind === "boolean") return lens.words(operand.value ? "value.yes" : "value.no");
  if (operand.kind === "number") return formatNumber(operand.value, { language: lens.language });
  const option = options?.find((one) => one.key === operand.value);
  return option ? titleOf(option, lens.language) : `“${operand.value}”`;
}

/** "2 hours". */
export function durationText(lens: Lens, duration: string | undefined): string {
  const split = splitDuration(duration);
  return split ? lens.words(`duration.${split.unit}`, { count: split.amount }) : (duration ?? "");
}

/** Under whose rights a scenario runs. */
export function runAsText(lens: Lens, runAs: string | undefined): string {
  if (runAs?.startsWith("role:")) return lens.words("run_as.role", { role: roleTitle(lens, runAs.slice(5)) });
  return lens.words(runAs === "actor" ? "run_as.actor" : "run_as.author");
}

/** The title of an entity by its key. */
export function entityTitle(lens: Lens, key: string | undefined): string {
  return key ? titleOf(byKey(lens.solution.entities, key) ?? { key }, lens.language) : "…";
}

/** The title of many records of an entity. */
export function manyTitle(lens: Lens, key: string | undefined): string {
  const entity = byKey(lens.solution.entities, key);
  return key ? titleOf({ key, title: entity?.plural ?? entity?.title }, lens.language) : "…";
}

/** The entity of the lines that a record has under this name. */
export function linesNamed(solution: Solution, parent: string | undefined, as: string | undefined): Entity | undefined {
  return solution.entities.find((one) => one.lines_of?.entity === parent && (as === undefined || one.lines_of?.as === as));
}

/** The title of a field of an entity by their keys. */
export function fieldTitle(lens: Lens, entity: string | undefined, key: string): string {
  return titleOf(byKey(byKey(lens.solution.entities, entity)?.fields, key) ?? { key }, lens.language);
}

/** The title of a role by its key; preset roles have theirs in the catalogue of texts. */
export function roleTitle(lens: Lens, key: string): string {
  if (key === "owner" || key === "admin" || key === "member") return lens.words(`role.${key}`);
  return titleOf(byKey(lens.solution.roles, key) ?? { key }, lens.language);
}

function funnelTitle(lens: Lens, key: string | undefined): string {
  return key ? titleOf(byKey(lens.solution.funnels, key) ?? { key }, lens.language) : "…";
}

/** "Requests › New", or "" where no funnel is named. */
export function stageTitle(lens: Lens, funnelKey: string | undefined, stageKey: string | undefined): string {
  if (!funnelKey) return "";
  const funnel = byKey(lens.solution.funnels, funnelKey);
  const stage = byKey(funnel?.stages, stageKey);
  const parts = [funnelTitle(lens, funnelKey), stageKey ? titleOf(stage ?? { key: stageKey }, lens.language) : ""];
  return parts.filter(Boolean).join(" › ");
}

/** The title of a scenario; one without is named by its trigger. */
export function scenarioTitle(lens: Lens, scenario: Scenario): string {
  return textOf(scenario.title, lens.language) || triggerSentence(lens, scenario.trigger);
}

/** The whole scenario in one line: when, if, then. */
export function scenarioSentence(lens: Lens, scenario: Scenario): string {
  const [first, ...rest] = scenario.steps;
  const then = first ? stepSentence(lens, scenario, scenario.steps.find((step) => step.action && step.action !== "assign.choose") ?? first) : lens.words("sentence.nothing");
  return rest.length > 0 ? lens.words("sentence.and_more", { then, count: scenario.steps.length - 1 }) : then;
}

/** A formula of a step without its leading "=". */
export function stripEquals(source: string): string {
  return source.startsWith("=") ? source.slice(1) : source;
}

function keysOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

