import { initials } from "@/shared/format/format";

import classes from "./Person.module.css";

const shades = ["#0b626b", "#855306", "#a92140", "#265f24", "#625e58", "#4b5fb5", "#8a4a93"];
/** The same person always has the same colour; all of them carry white initials at AA. */
const shadeOf = (name: string): string => shades[[...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7) % shades.length] ?? "#0b626b";

/** A person's initials, for the eye only: the name stands beside it, or in the tooltip. */
export function Face({ name, size = 22 }: { name: string; size?: number }) {
  return <span className={classes.face} title={name} aria-hidden data-initials={initials(name)} style={{ "--size": `${size}px`, "--shade": shadeOf(name) } as React.CSSProperties} />;
}
