/** What a formula in a scenario can name: the record that set it off, what earlier steps gave, and the fields behind links. */

import { byKey, type Entity, type Field, type Language, type Option, type Scenario, type Solution, type Step } from "./solution";
import { findStep, kindOf, loopAround, stepsBefore } from "./steps";
import { humanise, titleOf } from "./titles";

/** Looks a text of the namespace up. */
export type Words = (key: string, values?: Record<string, string | number>) => string;

/** Something a formula can read. */
export interface Variable {
  path: string;
  title: string;
  /** A field type; a formula has the type of its result. */
  type: string;
  options?: readonly Option[];
  /** For a link: the entity at its other end. */
  to?: string;
}

export interface VariableGroup {
  title: string;
  variables: Variable[];
}

/** The solution in one language: what every helper that makes text of it needs. */
export interface Lens {
  solution: Solution;
  language: Language;
  words: Words;
  /** The step whose formulas are read, where one is open: in a loop, `item` is that loop's. */
  step?: string;
}

const SYSTEM: readonly [string, string][] = [
  ["id", "id"],
  ["number", "integer"],
  ["responsible", "user"],
  ["created_at", "datetime"],
  ["created_by", "user"],
  ["updated_at", "datetime"],
];
const STAGED: readonly [string, string][] = [
  ["funnel", "select"],
  ["stage", "select"],
  ["stage_since", "datetime"],
];

/** The fields of an entity and the system fields, each under the plain name that formulas use. */
export function fieldsOf(lens: Lens, entityKey: string | undefined, prefix = ""): Variable[] {
  const entity = byKey(lens.solution.entities, entityKey);
  if (!entity) return [];
  const own = entity.fields.map((field) => fieldVariable(lens, field, prefix));
  return [...own, ...parentVariable(lens, entity, prefix), ...systemVariables(lens, entity, prefix)];
}

function fieldVariable(lens: Lens, field: Field, prefix: string): Variable {
  return {
    path: prefix + field.key,
    title: titleOf(field, lens.language),
    type: valueType(field),
    options: field.options,
    to: field.to,
  };
}

function parentVariable(lens: Lens, entity: Entity, prefix: string): Variable[] {
  const parent = byKey(lens.solution.entities, entity.lines_of?.entity);
  return parent ? [{ path: prefix + parent.key, title: titleOf(parent, lens.language), type: "link", to: parent.key }] : [];
}

function systemVariables(lens: Lens, entity: Entity, prefix: string): Variable[] {
  const funnels = lens.solution.funnels.filter((funnel) => funnel.entity === entity.key);
  const system = funnels.length > 0 ? [...STAGED, ...SYSTEM] : SYSTEM;
  return system.map(([key, type]) => ({
    path: prefix + key,
    title: lens.words(`system.${key}`),
    type,
    ...(key === "stage" && { options: funnels.flatMap((funnel) => funnel.stages) }),
    ...(key === "funnel" && { options: funnels }),
    ...(key === "id" && { to: entity.key }),
  }));
}

/** The type of a field's value. */
export function valueType(field: Field): string {
  if (field.type === "formula" || field.type === "rollup" || field.type === "lookup") return field.result ?? "any";
  return field.type === "autonumber" ? "text" : field.type;
}

/** Fields of an entity and, behind each link to one record, that record's fields. */
export function fieldsAndLinked(lens: Lens, entityKey: string | undefined, prefix = ""): Variable[] {
  const direct = fieldsOf(lens, entityKey, prefix);
  const linked = direct
    .filter((variable) => variable.type === "link" && variable.to)
    .flatMap((link) =>
      byKey(lens.solution.entities, link.to)?.fields.map((field) => ({
        ...fieldVariable(lens, field, `${link.path}.`),
        title: `${link.title} › ${titleOf(field, lens.language)}`,
      })) ?? [],
    );
  return [...direct, ...linked];
}

/** The links that leave an entity or come back to it, each with where it leads: those of many records for a rollup, those of one for a lookup. */
export function linksOf(lens: Lens, entityKey: string): Variable[] {
  const { solution, language } = lens;
  const many = (entity: Entity): string => titleOf({ key: entity.key, title: entity.plural ?? entity.title }, language);
  const entity = byKey(solution.entities, entityKey);
  const own = (entity?.fields ?? []).filter((field) => field.to).map((field) => ({ path: field.key, title: titleOf(field, language), type: field.type, to: field.to }));
  const back = solution.entities.flatMap((other) => [
    ...other.fields.filter((field) => field.to === entityKey && field.inverse).map((field) => ({ path: field.inverse ?? "", title: `${many(other)} (${titleOf(field, language)})`, type: "links", to: other.key })),
    ...(other.lines_of?.entity === entityKey ? [{ path: other.lines_of.as, title: many(other), type: "links", to: other.key }] : []),
  ]);
  return [...own, ...(entity ? parentVariable(lens, entity, "") : []), ...back];
}

/** Link fields of an entity that could hold a record of another. */
export function linksTo(solution: Solution, entity: string | undefined, target: string | undefined): string[] {
  if (!entity || !target) return [];
  return (byKey(solution.entities, entity)?.fields ?? []).filter((field) => field.type === "link" && field.to === target).map((field) => field.key);
}

/** The entity whose record sets a scenario off. */
export function triggerEntity(scenario: Pick<Scenario, "trigger">, solution: Solution): string | undefined {
  const { entity, funnel } = scenario.trigger;
  return entity ?? byKey(solution.funnels, funnel)?.entity;
}

/** Fields as a scenario's condition and its trigger's see them: bare. */
export function conditionScope(lens: Lens, scenario: Scenario): VariableGroup[] {
  const key = triggerEntity(scenario, lens.solution);
  const entity = byKey(lens.solution.entities, key);
  const groups = entity ? [{ title: titleOf(entity, lens.language), variables: fieldsAndLinked(lens, key) }] : [];
  if (scenario.trigger.on === "record.updated" && entity) {
    const before = fieldsOf(lens, key, "previous.").map((one) => ({ ...one, title: lens.words("scope.previous", { title: one.title }) }));
    groups.push({ title: lens.words("scope.before"), variables: before });
  }
  return [...groups, ...eventData(lens, scenario)].filter((group) => group.variables.length > 0);
}

/** All that a step can read: the record, what the steps before it gave, the event, and who and when. */
export function stepScope(lens: Lens, scenario: Scenario, stepKey: string | undefined): VariableGroup[] {
  const key = triggerEntity(scenario, lens.solution);
  const entity = byKey(lens.solution.entities, key);
  const record = entity ? [{ title: titleOf(entity, lens.language), variables: fieldsAndLinked(lens, key, "record.") }] : [];
  const steps = stepsBefore(scenario, stepKey).map(({ step }) => ({
    title: stepName(lens, step),
    variables: outputsOf(lens, step),
  }));
  return [...loopScope(lens, scenario, stepKey), ...record, ...eventData(lens, scenario), ...steps, others(lens, scenario)].filter((group) => group.variables.length > 0);
}

/** Inside a loop: its item with what it holds, and which in the row it is. */
function loopScope(lens: Lens, scenario: Scenario, stepKey: string | undefined): VariableGroup[] {
  const loop = loopAround(scenario, stepKey);
  if (!loop) return [];
  const item = itemOf(lens, scenario, loop);
  const index: Variable = { path: "index", title: lens.words("scope.index"), type: "integer" };
  return [{ title: stepName(lens, loop), variables: [...(item.to ? fieldsAndLinked(lens, item.to, "item.") : [item]), index] }];
}

/** What goes round in a loop: a record where its list is one of records. */
function itemOf(lens: Lens, scenario: Scenario, loop: Step): Variable {
  const list = resolve({ ...lens, step: loop.key }, scenario, (loop.for_each ?? "").replace(/^=/, "").trim());
  return { path: "item", title: lens.words("scope.item"), type: list?.to ? "link" : "any", to: list?.to };
}

/** The lists that a loop may go through: what was found, the links and lines of the record, several choices of it. */
export function listScope(lens: Lens, scenario: Scenario, stepKey: string): VariableGroup[] {
  const key = triggerEntity(scenario, lens.solution);
  const entity = byKey(lens.solution.entities, key);
  const found = stepsBefore(scenario, stepKey).flatMap(({ step }) => outputsOf(lens, step).filter((one) => one.type === "links"));
  const own = entity ? listsOf(lens, entity, "record.") : [];
  const loop = loopAround(scenario, stepKey);
  const item = loop && byKey(lens.solution.entities, itemOf(lens, scenario, loop).to);
  const inner = item ? listsOf(lens, item, "item.") : [];
  return [
    { title: lens.words("scope.found"), variables: found },
    ...(entity ? [{ title: titleOf(entity, lens.language), variables: own }] : []),
    ...(item ? [{ title: lens.words("scope.item"), variables: inner }] : []),
    ...eventData(lens, scenario),
  ].filter((group) => group.variables.length > 0);
}

function listsOf(lens: Lens, entity: Entity, prefix: string): Variable[] {
  const many = linksOf(lens, entity.key).filter((one) => one.type === "links");
  const choices = fieldsOf(lens, entity.key).filter((one) => one.type === "multi_select");
  return [...many, ...choices].map((one) => ({ ...one, path: prefix + one.path }));
}

function others(lens: Lens, scenario: Scenario): VariableGroup {
  const set = stepsSetting(scenario).map((name) => ({ path: `vars.${name}`, title: humanise(name), type: "any" }));
  return {
    title: lens.words("scope.others"),
    variables: [
      ...set,
      { path: "NOW()", title: lens.words("scope.now"), type: "datetime" },
      { path: "TODAY()", title: lens.words("scope.today"), type: "date" },
      { path: "actor.id", title: lens.words("scope.actor"), type: "user" },
    ],
  };
}

function stepsSetting(scenario: Scenario): string[] {
  return stepsBefore(scenario, undefined).flatMap(({ step }) => Object.keys(step.set ?? {}));
}

function eventData(lens: Lens, scenario: Scenario): VariableGroup[] {
  const { on, map } = scenario.trigger;
  if (on !== "webhook" && on !== "event") return [];
  const names = Object.keys(map ?? {});
  const variables = names.map((name) => ({ path: `event.data.${name}`, title: humanise(name), type: "any" }));
  return [{ title: lens.words("scope.event"), variables }];
}

/** What a step gives to those after it. */
function outputsOf(lens: Lens, step: Step): Variable[] {
  const at = `steps.${step.key}`;
  const entity = typeof step.with?.entity === "string" ? step.with.entity : undefined;
  switch (step.action) {
    case "record.create":
    case "record.update":
    case "record.upsert":
    case "stage.move":
      return [
        ...fieldsAndLinked(lens, entity, `${at}.record.`),
        ...(step.action === "record.upsert" ? [{ path: `${at}.created`, title: lens.words("output.created"), type: "boolean" }] : []),
      ];
    case "record.find":
      return [
        ...fieldsAndLinked(lens, entity, `${at}.first.`),
        { path: `${at}.count`, title: lens.words("output.count"), type: "integer" },
        { path: `${at}.records`, title: lens.words("output.records", { entity: manyOf(lens, entity) }), type: "links", to: entity },
      ];
    case "record.aggregate":
      return [{ path: `${at}.value`, title: lens.words("output.value"), type: "number" }];
    case "assign.choose":
      return [{ path: `${at}.user`, title: lens.words("output.user"), type: "user" }];
    case "http.request":
      return [
        { path: `${at}.status`, title: lens.words("output.status"), type: "integer" },
        { path: `${at}.body`, title: lens.words("output.body"), type: "any" },
      ];
    case "approval.request":
      return [{ path: `${at}.decision`, title: lens.words("output.decision"), type: "text" }];
    case "code.run":
      return [{ path: `${at}.output`, title: lens.words("output.output"), type: "any" }];
    default:
      return [];
  }
}

/** The name of many records of an entity. */
function manyOf(lens: Lens, key: string | undefined): string {
  const entity = byKey(lens.solution.entities, key);
  return titleOf({ key: key ?? "", title: entity?.plural ?? entity?.title }, lens.language);
}

/** The name of a step: its title, else what it does. */
export function stepName(lens: Lens, step: Step): string {
  const title = step.title === undefined ? "" : titleOf({ title: step.title }, lens.language);
  return title || lens.words(kindOf(step) === "action" ? `action.${step.action ?? "none"}` : `kind.${kindOf(step)}`);
}

/** What a path names, in words and with its type; undefined where the scope has no such thing. */
export function resolve(lens: Lens, scenario: Scenario | undefined, path: string, entityKey?: string): Variable | undefined {
  const parts = path.split(".");
  const [head, second, third] = parts;
  if (scenario && (head === "record" || head === "previous")) return follow(lens, triggerEntity(scenario, lens.solution), parts.slice(1), path, true);
  if (scenario && head === "event" && second === "record") return follow(lens, triggerEntity(scenario, lens.solution), parts.slice(2), path, true);
  if (head === "event" && second === "data" && third) return { path, title: humanise(parts.slice(2).join(" ")), type: "any" };
  if (head === "vars" && second) return { path, title: humanise(second), type: "any" };
  if (scenario && (head === "item" || path === "index")) return inLoop(lens, scenario, parts, path);
  if (head === "actor") return { path, title: lens.words("scope.actor"), type: "user" };
  if (scenario && head === "steps" && second) return stepOutput(lens, scenario, second, parts.slice(2), path);
  return follow(lens, entityKey ?? (scenario && triggerEntity(scenario, lens.solution)), parts, path, false);
}

function inLoop(lens: Lens, scenario: Scenario, parts: string[], path: string): Variable | undefined {
  const loop = loopAround(scenario, lens.step);
  if (!loop) return undefined;
  if (path === "index") return { path, title: lens.words("scope.index"), type: "integer" };
  const item = itemOf(lens, scenario, loop);
  if (parts.length === 1) return item.to ? { ...item, title: titleOf(byKey(lens.solution.entities, item.to), lens.language) } : item;
  return follow(lens, item.to, parts.slice(1), path, true);
}

function stepOutput(lens: Lens, scenario: Scenario, key: string, rest: string[], path: string): Variable | undefined {
  const step = findStep(scenario, key)?.step;
  if (!step) return undefined;
  const entity = typeof step.with?.entity === "string" ? step.with.entity : undefined;
  if (rest[0] === "record" || rest[0] === "first") return follow(lens, entity, rest.slice(1), path, true);
  return outputsOf(lens, step).find((variable) => variable.path === path);
}

function follow(lens: Lens, entityKey: string | undefined, parts: string[], path: string, named: boolean): Variable | undefined {
  const entity = byKey(lens.solution.entities, entityKey);
  if (!entity) return undefined;
  const prefix = named ? [titleOf(entity, lens.language)] : [];
  const [head, ...rest] = parts;
  if (head === undefined) return { path, title: prefix.join(""), type: "link", to: entity.key };
  const found = [...fieldsOf(lens, entity.key), ...linksOf(lens, entity.key)].find((variable) => variable.path === head);
  if (!found) return undefined;
  const title = [...prefix, found.title].join(" › ");
  if (rest.length === 0) return { ...found, path, title };
  const inner = follow(lens, found.to, rest, path, false);
  return inner && { ...inner, title: `${title} › ${inner.title}` };
}
