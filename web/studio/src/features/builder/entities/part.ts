import type { Entity, Field } from "../model/solution";

export type Change = (how: (field: Field) => Field, place?: string) => void;

/** A field being edited, and where it stands. */
export interface Part {
  field: Field;
  entity: Entity;
  pointer: string;
  change: Change;
}

/** Set one member of the field; undefined takes it away. */
export function set(change: Change, name: keyof Field, value: unknown, place?: string): void {
  change((now) => {
    const next = { ...now, [name]: value };
    if (value === undefined) delete next[name];
    return next;
  }, place);
}
