import { useFunction } from "../../api/catalog";
import classes from "./formula.module.css";

/** How the function around the caret is called, with the argument one stands in. */
export function CallHint({ name, argument }: { name: string; argument: number }) {
  const about = useFunction(name);
  if (!about) return null;
  const [head = "", inside = ""] = /^([^(]*)\((.*?)\)/.exec(about.signature)?.slice(1) ?? [];
  const parts = inside.split(", ");
  const at = Math.min(argument, parts.length - 1);
  return (
    <div className={classes.hint}>
      <code>
        {head}({parts.map((part, place) => <span key={part}>{place > 0 && ", "}{place === at ? <strong>{part}</strong> : part}</span>)})
      </code>
      {` ${about.help}`}
    </div>
  );
}
