import { IconAlertTriangle, IconCircleX } from "@tabler/icons-react";

import classes from "../builder.module.css";
import type { Problem } from "../model/problems";

/** Sentences of the check, under what they are about. */
export function Problems({ errors, warnings = [] }: { errors: readonly Problem[]; warnings?: readonly Problem[] }) {
  return (
    <>
      {errors.map((problem) => (
        <div key={problem.pointer + problem.code} className={classes.problem} role="alert">
          <IconCircleX size={15} style={{ flex: "none", marginTop: 1 }} aria-hidden />
          <span>{problem.message}</span>
        </div>
      ))}
      {warnings.map((problem) => (
        <div key={problem.pointer + problem.code} className={classes.warning}>
          <IconAlertTriangle size={15} style={{ flex: "none", marginTop: 1 }} aria-hidden />
          <span>{problem.message}</span>
        </div>
      ))}
    </>
  );
}
