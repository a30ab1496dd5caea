import { Paper, Text, Textarea, UnstyledButton } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useFormulaCheck, type FormulaPlace } from "../api/formulas";
import { useFunctions } from "../api/catalog";
import { fieldIcon } from "../icons";
import { complete, withPaths, wordAt, type Suggestion } from "../model/formula";
import type { VariableGroup } from "../model/scope";
import classes from "./inputs.module.css";

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  groups: readonly VariableGroup[];
  place: FormulaPlace;
  /** The formula in the reader's titles. */
  reads?: string;
  description?: string;
  error?: string;
  placeholder?: string;
  required?: boolean;
  /** Off where the server cannot know the names in scope. */
  live?: boolean;
}

/** A formula being written: completion by key or title, checked as it goes. */
export function FormulaInput({ label, value, onChange, groups, place, reads, description, error, placeholder, required, live = true }: Props) {
  const { t } = useTranslation("builder");
  const answer = useFormulaCheck(live ? value : "", place);
  const area = useRef<HTMLTextAreaElement>(null);
  const completion = useCompletion(value, groups, area, onChange);
  const problem = error ?? answer?.problems[0]?.message;
  return (
    <div className={classes.formula} style={{ position: "relative" }}>
      <Textarea
        ref={area}
        label={label}
        description={description}
        placeholder={placeholder}
        required={required}
        autosize
        minRows={1}
        maxRows={8}
        spellCheck={false}
        value={value}
        error={problem}
        onChange={(event) => {
          onChange(event.currentTarget.value);
          completion.look(event.currentTarget);
        }}
        onClick={(event) => completion.look(event.currentTarget)}
        onBlur={() => {
          completion.close();
          const stored = withPaths(value, (title) => groups.flatMap((group) => group.variables).find((one) => one.title.toLowerCase() === title.toLowerCase())?.path);
          if (stored !== value) onChange(stored);
        }}
        onKeyDown={completion.onKeyDown}
        aria-autocomplete="list"
      />
      {completion.shown.length > 0 && (
        <Paper shadow="md" withBorder p={4} pos="absolute" left={0} right={0} style={{ zIndex: 30, top: "100%", maxHeight: 260, overflowY: "auto" }} role="listbox" aria-label={t("formula.suggestions")}>
          {completion.shown.map((one, at) => (
            <Completion key={one.kind + one.insert} one={one} active={at === completion.active} onPick={() => completion.take(one)} />
          ))}
        </Paper>
      )}
      {!problem && reads && reads !== value && <div className={classes.reads}>{t("formula.reads", { text: reads })}</div>}
      {!problem && answer?.type && <div className={classes.reads}>{t("formula.gives", { type: t(`type.${answer.type}`, { defaultValue: answer.type }) })}</div>}
    </div>
  );
}

function Completion({ one, active, onPick }: { one: Suggestion; active: boolean; onPick: () => void }) {
  const Mark = fieldIcon(one.kind === "function" ? "formula" : "any");
  return (
    <UnstyledButton
      className={classes.option}
      data-active={active || undefined}
      role="option"
      aria-selected={active}
      tabIndex={-1}
      onMouseDown={(event) => {
        event.preventDefault();
        onPick();
      }}
    >
      <Mark size={15} aria-hidden />
      <span>
        {one.title}
        {one.detail && <small>{one.detail}</small>}
      </span>
      <Text span size="xs" c="dimmed" ff="monospace" data-fixed>{one.kind === "path" ? one.insert : ""}</Text>
    </UnstyledButton>
  );
}

function useCompletion(value: string, groups: readonly VariableGroup[], area: React.RefObject<HTMLTextAreaElement | null>, onChange: (value: string) => void) {
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
    const word = wordAt(value, area.current?.selectionStart ?? value.length);
    const insert = one.kind === "function" ? `${one.insert}(` : one.insert;
    onChange(value.slice(0, word.start) + insert + value.slice(word.end));
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
