import type { EntityView, FieldView } from "@/shared/solution/types";

const widths: Record<string, number> = { long_text: 260, integer: 110, number: 120, percent: 100, money: 140, boolean: 90, date: 120, datetime: 160, email: 210, phone: 160, url: 200, user: 170, link: 190, links: 90, autonumber: 120, select: 150, multi_select: 200 };

export interface Column {
  field: FieldView;
  width: number;
  right: boolean;
  sortable: boolean;
  system?: "stage" | "responsible" | "created_at";
}

const numeric = new Set(["integer", "number", "money", "percent"]);

/** The columns of a list: what names the record, its stage, its own fields, who answers for it, since when. */
export function columnsOf(entity: EntityView, hasFunnel: boolean): Column[] {
  const own = (field: FieldView): Column => {
    const type = field.result && field.type === "formula" ? field.result : field.type;
    return { field, width: widths[type] ?? 200, right: numeric.has(type), sortable: field.type !== "links" && field.type !== "multi_select" };
  };
  const system = (key: "stage" | "responsible" | "created_at", type: string, width: number): Column => ({ field: { key, type, access: "read" }, width, right: false, sortable: true, system: key });
  const display = entity.fields.find((field) => field.key === entity.display);
  const first = display ? { ...own(display), width: 260, right: false } : { field: { key: "number", type: "integer", access: "read" as const }, width: 140, right: false, sortable: true };
  return [
    first,
    ...(hasFunnel ? [system("stage", "select", 170)] : []),
    ...entity.fields.filter((field) => field.key !== entity.display && field.type !== "json").map(own),
    system("responsible", "user", 180),
    system("created_at", "datetime", 160),
  ];
}
