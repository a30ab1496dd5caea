import { isWord, tokenize, type Token } from "../../model/formula";
import classes from "./formula.module.css";

export interface Mark {
  start: number;
  end: number;
}

interface Props {
  text: string;
  marks: readonly Mark[];
  ref: React.Ref<HTMLPreElement>;
}

/** The formula in colours, behind the field in which it is typed; faults are underlined at their place. */
export function Paint({ text, marks, ref }: Props) {
  const tokens = tokenize(text);
  return (
    <pre ref={ref} className={classes.paint} aria-hidden>
      {tokens.map((token, at) => (
        <span key={token.start} data-kind={kindOf(token, tokens[at + 1])} data-fault={marks.some((mark) => token.start < mark.end && token.end > mark.start) || undefined}>
          {token.text}
        </span>
      ))}
      {marks.some((mark) => mark.start >= text.length) && <span data-fault> </span>}
      {"\n"}
    </pre>
  );
}

function kindOf(token: Token, next: Token | undefined): string {
  if (token.kind !== "name") return token.kind;
  if (next?.kind === "open") return "function";
  return isWord(token.text) ? "word" : "name";
}
