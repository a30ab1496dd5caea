import type { Titles } from "@/shared/api/types";

import type { EntityView, FieldView, FunnelView, InverseView, Solution, StageView } from "./types";
import { isAutomatic } from "./valueType";

type Loose = Record<string, unknown>;
const object = (value: unknown): Loose => (typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Loose) : {});
/** A list, or the values of an object whose keys become `key`. */
const list = (value: unknown): Loose[] =>
  Array.isArray(value) ? value.map(object) : Object.entries(object(value)).map(([key, item]) => ({ key, ...object(item) }));
const text = (value: unknown, otherwise = ""): string => (typeof value === "string" ? value : otherwise);

function field(raw: Loose): FieldView {
  const computed = isAutomatic({ type: text(raw.type) });
  const access = text(raw.access, text(raw.right, raw.read_only === true || raw.writable === false ? "read" : "write"));
  return {
    ...(raw as unknown as FieldView),
    access: computed || access === "read" ? "read" : "write",
    ...(raw.options ? { options: list(raw.options) as unknown as NonNullable<FieldView["options"]> } : {}),
  };
}

const allowed = (value: unknown): boolean => value !== undefined && value !== false && value !== "none" && value !== null;

function entity(raw: Loose): EntityView {
  const rights = object(raw.rights ?? raw.access);
  const may = (name: string): boolean => (Object.keys(rights).length === 0 ? true : allowed(rights[name]));
  return {
    key: text(raw.key),
    title: (raw.title ?? text(raw.key)) as Titles,
    plural: (raw.plural ?? raw.title ?? text(raw.key)) as Titles,
    display: text(raw.display),
    icon: text(raw.icon),
    fields: list(raw.fields).map(field),
    inverses: list(raw.inverses) as unknown as InverseView[],
    match: (Array.isArray(raw.match) ? raw.match : []) as string[],
    lines_of: (raw.lines_of ?? null) as EntityView["lines_of"],
    rights: { create: may("create"), read: may("read"), update: may("update"), delete: may("delete"), export: may("export") },
  };
}

/** The links that come back to each entity, where the server did not name them. */
function withInverses(entities: EntityView[]): EntityView[] {
  return entities.map((target) => {
    if (target.inverses.length > 0) return target;
    const links = entities.flatMap((source) =>
      source.fields.filter((f) => (f.type === "link" || f.type === "links") && f.to === target.key && f.inverse).map((f) => ({ key: f.inverse ?? "", entity: source.key, field: f.key })),
    );
    const lines = entities.filter((source) => source.lines_of?.entity === target.key).map((source) => ({ key: source.lines_of?.as ?? "", entity: source.key, field: target.key }));
    return { ...target, inverses: [...links, ...lines] };
  });
}

function funnel(raw: Loose): FunnelView {
  return {
    ...(raw as unknown as FunnelView),
    amount: raw.amount ? (raw.amount as FunnelView["amount"]) : raw.amount_field ? { field: text(raw.amount_field) } : null,
    stages: list(raw.stages).map((stage) => ({ ...(stage as unknown as StageView), kind: text(stage.kind, "open") as StageView["kind"], requires: (stage.requires ?? []) as string[] })),
  };
}

/** The live solution as the screens want it: every part there, every right explicit. */
export function normalizeSolution(raw: unknown): Solution {
  const source = object(raw);
  const settings = object(source.settings);
  const me = object(source.me);
  return {
    version: Number(source.version ?? 0),
    title: (source.title ?? "") as Titles,
    settings: { locale: text(settings.locale, "az"), timezone: text(settings.timezone, "Asia/Baku"), currency: text(settings.currency, "AZN") },
    entities: withInverses(list(source.entities).map(entity)),
    funnels: list(source.funnels).map(funnel),
    buttons: list(source.buttons ?? source.button_scenarios) as unknown as Solution["buttons"],
    scenarios: list(source.scenarios) as unknown as Solution["scenarios"],
    roles: list(source.roles) as unknown as Solution["roles"],
    me: { role: text(me.role, "member"), can_build: me.can_build === true },
  };
}
