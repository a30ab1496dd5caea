import { Text } from "@mantine/core";
import type { ReactNode } from "react";

import classes from "./FormulaTree.module.css";

/** A part of a formula as the server explains it: its text, its value, and the parts it is made of. */
export interface FormulaPart {
  source: string;
  value: unknown;
  error?: string;
  children?: FormulaPart[];
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
}

/** How a formula came to its value: each part with the value it had, and beneath it what it was made of. */
export function FormulaTree(props: Props) {
  return <ul className={classes.tree}><Branch {...props} /></ul>;
}

function Branch({ part, read, write }: Props) {
  return (
    <li className={classes.part}>
      <span className={classes.line}>
        <code className={classes.source}>{read(part.source)}</code>
        <span className={classes.equals} aria-hidden />
        <Text span size="xs" fw={650} className="tabular" c={part.error ? "pomegranate" : undefined}>{write(part.value, part.source)}</Text>
      </span>
      {part.children && part.children.length > 0 && (
        <ul className={classes.parts}>{part.children.map((child, at) => <Branch key={at} part={child} read={read} write={write} />)}</ul>
      )}
    </li>
  );
}
