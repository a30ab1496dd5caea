import { stageTitle } from "@/shared/solution/titles";
import type { EntityView, FieldView, FunnelView, OptionView } from "@/shared/solution/types";
import { valueType } from "@/shared/solution/valueType";

const widths: Record<string, number> = { long_text: 260, integer: 110, number: 120, percent: 100, money: 140, boolean: 90, date: 120, datetime: 160, email: 210, phone: 160, url: 200, user: 170, link: 190, links: 90, autonumber: 120, select: 150, multi_select: 200 };
const systems = { stage: "select", stage_since: "datetime", responsible: "user", number: "integer", created_at: "datetime", updated_at: "datetime" } as const;
type SystemColumn = keyof typeof systems;

export interface Column {
  key: string;
  field: FieldView;
  width: number;
  right: boolean;
  sortable: boolean;
  system?: SystemColumn;
}

const numeric = new Set(["integer", "number", "money", "percent"]);
const unsorted = new Set(["links", "multi_select", "json", "file", "image", "address", "rich_text"]);

const own = (field: FieldView): Column => {
  const type = valueType(field);
  return { key: field.key, field, width: widths[type] ?? 200, right: numeric.has(type), sortable: !unsorted.has(field.type) };
};
const system = (key: SystemColumn): Column => ({ key, field: { key, type: systems[key], access: key === "responsible" || key === "stage" ? "write" : "read" }, width: { stage: 170, responsible: 180, number: 100 }[key as string] ?? 160, right: false, sortable: true, system: key });

/** Every column that a list can have, those it has by itself first. */
export function allColumns(entity: EntityView, hasFunnel: boolean): Column[] {
  return [...columnsOf(entity, hasFunnel), ...(["number", "updated_at", ...(hasFunnel ? ["stage_since"] : [])] as SystemColumn[]).filter((key) => key !== "number" || entity.fields.some((field) => field.key === entity.display)).map(system)];
}

/** The columns of a list that nobody has arranged: what names the record, its stage, its own fields, who answers for it, since when. */
export function columnsOf(entity: EntityView, hasFunnel: boolean): Column[] {
  const display = entity.fields.find((field) => field.key === entity.display);
  const first: Column = display ? { ...own(display), width: 260, right: false } : { ...system("number"), width: 140 };
  return [first, ...(hasFunnel ? [system("stage")] : []), ...entity.fields.filter((field) => field.key !== entity.display && field.type !== "json").map(own), system("responsible"), system("created_at")];
}

/** The stages of some funnels, each once, as the options of a choice. */
export const stageOptions = (funnels: FunnelView[]): OptionView[] => [...new Map(funnels.flatMap((funnel) => funnel.stages).map((stage) => [stage.key, { key: stage.key, title: stageTitle(stage) }])).values()];

/** The column of stages knows what they are called, so that it is edited and copied in words. */
export const withStages = (columns: Column[], funnels: FunnelView[]): Column[] => columns.map((column) => (column.system === "stage" ? { ...column, field: { ...column.field, options: stageOptions(funnels) } } : column));

/** The columns as a view arranges them; one that no longer is there is passed over. */
export function arranged(all: Column[], shown: Column[], keys: string[], widths: Record<string, number>): Column[] {
  const chosen = keys.map((key) => all.find((column) => column.key === key)).filter((column): column is Column => column !== undefined);
  return (chosen.length > 0 ? chosen : shown).map((column) => ({ ...column, width: widths[column.key] ?? column.width }));
}
