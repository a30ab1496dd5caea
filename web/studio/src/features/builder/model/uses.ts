/** Where a thing of the solution is used: what would break if it went. */

import { pathsIn } from "./formula";
import { pointerOf, type Path } from "./pointer";
import { resolve, triggerEntity, type Lens } from "./scope";
import { byKey, isObject, type Json, type Scenario, type Solution } from "./solution";
import { walk } from "./steps";
import { partsOf, readValue } from "./templates";
import { scenarioTitle } from "./sentences";
import { titleOf } from "./titles";

export interface Use {
  kind: "field" | "funnel" | "scenario" | "role";
  title: string;
  pointer: string;
}

/** Everything that names an entity: links to it, funnels on it, scenarios and roles. */
export function usesOfEntity(lens: Lens, key: string): Use[] {
  const { solution, language } = lens;
  const links = solution.entities.flatMap((entity, at) =>
    entity.fields.flatMap((field, index) =>
      entity.key !== key && field.to === key
        ? [use("field", `${titleOf(entity, language)} › ${titleOf(field, language)}`, ["entities", at, "fields", index])]
        : [],
    ),
  );
  const funnels = solution.funnels.flatMap((funnel, at) => (funnel.entity === key ? [use("funnel", titleOf(funnel, language), ["funnels", at])] : []));
  const scenarios = scenariosWhere(lens, (scenario) => triggerEntity(scenario, solution) === key || walk(scenario).some(({ step }) => step.with?.entity === key));
  const roles = solution.roles.flatMap((role, at) => (role.access.some((one) => one.entity === key) ? [use("role", titleOf(role, language), ["roles", at])] : []));
  return [...links, ...funnels, ...scenarios, ...roles];
}

/** Everything that names a field: formulas, stages that require it, scenarios that read or write it. */
export function usesOfField(lens: Lens, entityKey: string, key: string): Use[] {
  const { solution, language } = lens;
  const entityAt = solution.entities.findIndex((entity) => entity.key === entityKey);
  const formulas = (solution.entities[entityAt]?.fields ?? []).flatMap((field, index) =>
    field.key !== key && [field.formula, field.validate, field.visible].some((source) => source && pathsIn(source).some((path) => path.split(".")[0] === key))
      ? [use("field", titleOf(field, language), ["entities", entityAt, "fields", index])]
      : [],
  );
  const funnels = solution.funnels.flatMap((funnel, at) =>
    funnel.entity === entityKey && funnel.stages.some((stage) => stage.requires?.includes(key)) ? [use("funnel", titleOf(funnel, language), ["funnels", at])] : [],
  );
  return [...formulas, ...funnels, ...scenariosWhere(lens, (scenario) => readsOrWrites(lens, scenario, entityKey, key))];
}

/** Scenarios that a stage starts or that move a record into it. */
export function usesOfStage(lens: Lens, funnel: string, stage: string): Use[] {
  return scenariosWhere(
    lens,
    (scenario) =>
      (scenario.trigger.funnel === funnel && scenario.trigger.stage === stage) ||
      walk(scenario).some(({ step }) => step.with?.funnel === funnel && step.with.stage === stage),
  );
}

function readsOrWrites(lens: Lens, scenario: Scenario, entity: string, key: string): boolean {
  const writes = walk(scenario).some(({ step }) => step.with?.entity === entity && isObject(step.with.values) && key in step.with.values);
  return writes || (triggerEntity(scenario, lens.solution) === entity && (scenario.trigger.fields?.includes(key) ?? false)) || reads(lens, scenario, entity, key);
}

function reads(lens: Lens, scenario: Scenario, entity: string, key: string): boolean {
  return formulasOf(scenario).some((source) =>
    pathsIn(source).some((path) => {
      const parts = path.split(".");
      const at = parts.lastIndexOf(key);
      if (at < 0) return false;
      const owner = parts.slice(0, at).join(".");
      const ownerEntity = owner ? resolve(lens, scenario, owner)?.to : triggerEntity(scenario, lens.solution);
      return ownerEntity === entity;
    }),
  );
}

/** Every formula written anywhere in a scenario. */
export function formulasOf(scenario: Scenario): string[] {
  const own = [scenario.when, scenario.trigger.condition].filter((source): source is string => Boolean(source));
  const inSteps = walk(scenario).flatMap(({ step }) => [
    ...[step.when, step.if && step.if.replace(/^=/, ""), typeof step.with?.filter === "string" ? step.with.filter : undefined].filter((source): source is string => Boolean(source)),
    ...formulasIn(step.with as Json | undefined),
    ...formulasIn(step.set as Json | undefined),
  ]);
  return [...own, ...inSteps];
}

function formulasIn(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(formulasIn);
  if (isObject(value)) return Object.values(value).flatMap((one) => formulasIn(one as Json));
  const read = readValue(value);
  if (read.kind === "formula") return [read.source];
  return read.kind === "text" ? partsOf(read.source).flatMap((part) => ("hole" in part ? [part.hole] : [])) : [];
}

function scenariosWhere(lens: Lens, holds: (scenario: Scenario) => boolean): Use[] {
  return lens.solution.scenarios.flatMap((scenario, at) => (holds(scenario) ? [use("scenario", scenarioTitle(lens, scenario), ["scenarios", at])] : []));
}

function use(kind: Use["kind"], title: string, path: Path): Use {
  return { kind, title, pointer: pointerOf(path) };
}

/** Link fields of an entity that could hold a record of another. */
export function linksTo(solution: Solution, entity: string | undefined, target: string | undefined): string[] {
  if (!entity || !target) return [];
  return (byKey(solution.entities, entity)?.fields ?? []).filter((field) => field.type === "link" && field.to === target).map((field) => field.key);
}
