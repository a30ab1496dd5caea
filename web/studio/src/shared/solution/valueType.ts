import type { FieldView } from "./types";

const COMPUTED = new Set(["formula", "rollup", "lookup"]);

/** Whether its value is worked out from others. */
export const isComputed = (field: { type: string }): boolean => COMPUTED.has(field.type);
/** Whether nobody writes it: it is computed, or numbered by itself. */
export const isAutomatic = (field: { type: string }): boolean => isComputed(field) || field.type === "autonumber";
/** The type of its values: a computed field's is that of its result. */
export const valueType = (field: FieldView): string => (isComputed(field) ? (field.result ?? "text") : field.type);
/** Whether it places a record in a calendar. */
export const isDated = (field: FieldView): boolean => ["date", "datetime"].includes(valueType(field));
