import { Text } from "@mantine/core";
import type { ReactNode } from "react";

import classes from "./FormulaTree.module.css";

/** A part of a formula as the server explains it: its text, its value, and the parts it is made of. */
export interface FormulaPart {
  source: string;
  value: unknown;
  error?: string;
  children?: FormulaPart[];
  /** Of a sum or a count over rows: how many counted, and the first of them. */
  rows?: { count: number; items: FormulaRow[] };
}

/** A record that a sum or a count went over, and what it gave. */
export interface FormulaRow {
  id: string;
  entity: string;
  number: number;
  display: string | null;
  value: unknown;
}

export function isFormulaPart(value: unknown): value is FormulaPart {
  return typeof value === "object" && value !== null && typeof (value as FormulaPart).source === "string" && "value" in value;
}

interface Props {
  part: FormulaPart;
  /** The text of a part, as its reader reads it. */
  read: (source: string) => string;
  /** A value in words, where the parts' texts alone do not say how it is written. */
  write: (value: unknown, source: string) => ReactNode;
  /** What leads to a row, where rows are told. */
  lead?: (row: FormulaRow) => ReactNode;
  /** How many more rows there are than those told. */
  more?: (count: number) => ReactNode;
}

/** How a formula came to its value: each part with the value it had, and beneath it what it was made of. */
export function FormulaTree(props: Props) {
  return <ul className={classes.tree}><Branch {...props} /></ul>;
}

function Branch({ part, ...how }: Props) {
  const { read, write } = how;
  return (
    <li className={classes.part}>
      <span className={classes.line}>
        <code className={classes.source}>{read(part.source)}</code>
        <span className={classes.equals} aria-hidden />
        <Text span size="xs" fw={650} className="tabular" c={part.error ? "pomegranate" : undefined}>{write(part.value, part.source)}</Text>
      </span>
      {part.children && part.children.length > 0 && (
        <ul className={classes.parts}>{part.children.map((child, at) => <Branch key={at} part={child} {...how} />)}</ul>
      )}
      {part.rows && part.rows.items.length > 0 && <Rows rows={part.rows} {...how} />}
    </li>
  );
}

function Rows({ rows, write, lead, more }: Omit<Props, "part" | "read"> & { rows: NonNullable<FormulaPart["rows"]> }) {
  const untold = rows.count - rows.items.length;
  return (
    <ul className={classes.parts}>
      {rows.items.map((row) => (
        <li key={row.id} className={`${classes.part} ${classes.line}`}>
          {lead?.(row) ?? <span>{row.display ?? `#${row.number}`}</span>}
          <span className={classes.equals} aria-hidden />
          {row.value !== null && <Text span size="xs" className="tabular">{write(row.value, "")}</Text>}
        </li>
      ))}
      {untold > 0 && <li className={classes.part}><Text span size="xs" c="dimmed">{more?.(untold) ?? `+${untold}`}</Text></li>}
    </ul>
  );
}
