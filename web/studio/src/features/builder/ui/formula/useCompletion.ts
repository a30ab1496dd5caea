import { useState } from "react";

import { useFunctions } from "../../api/catalog";
import { complete, wordAt, type Suggestion } from "../../model/formula";
import type { Names } from "../../model/formulaTitles";
import type { VariableGroup } from "../../model/scope";

interface Field {
  text: string;
  names: Names;
  groups: readonly VariableGroup[];
  area: React.RefObject<HTMLTextAreaElement | null>;
  write: (text: string) => void;
}

/** The suggestions at the caret, and the keys that walk and take them. */
export function useCompletion({ text, names, groups, area, write }: Field) {
  const functions = useFunctions();
  const [shown, setShown] = useState<Suggestion[]>([]);
  const [active, setActive] = useState(0);
  const all: Suggestion[] = [
    ...groups.flatMap((group) => group.variables.map((one) => ({ insert: one.path, title: one.title, detail: group.title, kind: "path" as const }))),
    ...functions,
  ];
  const close = (): void => setShown([]);
  const look = (input: HTMLTextAreaElement): void => {
    const word = wordAt(input.value, input.selectionStart);
    setActive(0);
    setShown(word.text === "" && input.value !== "" ? [] : complete(word.text, all, 8));
  };
  const take = (one: Suggestion): void => {
    const word = wordAt(text, area.current?.selectionStart ?? text.length);
    const title = names.titles.get(one.insert);
    const insert = one.kind === "function" ? `${one.insert}(` : title ? `[${title}]` : one.insert;
    write(text.slice(0, word.start) + insert + text.slice(word.end));
    close();
    const caret = word.start + insert.length;
    requestAnimationFrame(() => area.current?.setSelectionRange(caret, caret));
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    event.stopPropagation();
    if (shown.length === 0) return;
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = shown[active];
    if (move) setActive((active + move + shown.length) % shown.length);
    else if ((event.key === "Enter" || event.key === "Tab") && chosen) take(chosen);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  };
  return { shown, active, look, take, close, onKeyDown };
}
