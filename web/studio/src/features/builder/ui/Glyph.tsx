import type { Icon } from "@tabler/icons-react";

import { seriesVar, type SeriesColor } from "@/shared/theme/tokens";

import classes from "../builder.module.css";

/** An icon on a soft ground of its colour. */
export function Glyph({ of: Shown, tone, small = false }: { of: Icon; tone?: string; small?: boolean }) {
  const color = tone ? seriesVar(tone as SeriesColor) : undefined;
  return (
    <span className={classes.glyph} data-small={small || undefined} style={color ? ({ "--tone": color } as React.CSSProperties) : undefined} aria-hidden>
      <Shown size={small ? 15 : 18} stroke={1.8} />
    </span>
  );
}
