import { type SeriesColor, seriesVar } from "@/shared/theme/tokens";

import classes from "./FieldValue.module.css";

/** A word with a dot of colour: never the colour alone. */
export function Chip({ label, color }: { label: string; color?: SeriesColor }) {
  return (
    <span className={classes.chip} style={color ? ({ "--chip": seriesVar(color) } as React.CSSProperties) : undefined}>
      {label}
    </span>
  );
}
