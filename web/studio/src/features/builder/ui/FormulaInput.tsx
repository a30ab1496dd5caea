import { Textarea, UnstyledButton } from "@mantine/core";
import { useId, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useFormulaCheck, type FormulaAnswer, type FormulaPlace } from "../api/formulas";
import { useSamples, type Sample } from "../api/samples";
import { callAt, namesOf, shown, stored, type Names } from "../model/formulaTitles";
import type { VariableGroup } from "../model/scope";
import { Answer } from "./formula/Answer";
import { CallHint } from "./formula/CallHint";
import { Completion } from "./formula/Completion";
import classes from "./formula/formula.module.css";
import { Paint, type Mark } from "./formula/Paint";
import { useCompletion } from "./formula/useCompletion";
import inputs from "./inputs.module.css";

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  groups: readonly VariableGroup[];
  place: FormulaPlace;
  /** The formula as a sentence, shown where it says more than the field itself. */
  reads?: string;
  description?: string;
  error?: string;
  placeholder?: string;
  required?: boolean;
  /** Off where the server cannot know the names in scope. */
  live?: boolean;
}

/** A formula being written: in colours and by titles, completed, checked and tried on a real record as it goes. */
export function FormulaInput({ label, value, onChange, groups, place, reads, description, error, placeholder, required, live = true }: Props) {
  const { t } = useTranslation(["formula", "builder"]);
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const paint = useRef<HTMLPreElement>(null);
  const [caret, setCaret] = useState<number>();
  const names = useMemo(() => namesOf(groups), [groups]);
  const [text, write] = useText(value, names, onChange);
  const trial = useTrial(value, place, live, caret !== undefined);
  const completion = useCompletion({ text, names, groups, area, write });
  const current = trial.answer?.source === value.trim() ? trial.answer : undefined;
  const fault = current?.problems[0];
  const problem = error ?? trial.answer?.problems[0]?.message;
  const call = caret !== undefined && completion.shown.length === 0 ? callAt(text, caret) : undefined;
  const follow = (input: HTMLTextAreaElement): void => setCaret(input.selectionStart);
  return (
    <div style={{ position: "relative" }}>
      <Textarea
        ref={area}
        label={label}
        description={description}
        placeholder={placeholder}
        required={required}
        autosize
        minRows={1}
        maxRows={10}
        spellCheck={false}
        autoCapitalize="off"
        value={text}
        error={problem}
        inputContainer={(input) => (
          <div className={classes.field}>
            <Paint ref={paint} text={text} marks={marksOf(current, value, names)} />
            {input}
          </div>
        )}
        onScroll={(event) => paint.current?.scrollTo(0, event.currentTarget.scrollTop)}
        onChange={(event) => {
          write(event.currentTarget.value);
          completion.look(event.currentTarget);
        }}
        onClick={(event) => completion.look(event.currentTarget)}
        onSelect={(event) => follow(event.currentTarget)}
        onFocus={(event) => follow(event.currentTarget)}
        onBlur={() => {
          completion.close();
          setCaret(undefined);
          write(shown(value, names).text);
        }}
        onKeyDown={completion.onKeyDown}
        aria-autocomplete="list"
        aria-controls={completion.shown.length > 0 ? id : undefined}
        aria-activedescendant={completion.shown.length > 0 ? `${id}-${String(completion.active)}` : undefined}
      />
      {completion.shown.length > 0 && <Completion id={id} shown={completion.shown} active={completion.active} onPick={completion.take} />}
      {fault?.suggestion && fault.start !== undefined && (
        <UnstyledButton className={inputs.reads} c="var(--brand)" onClick={() => write(shown(mended(value, fault.start ?? 0, fault.end ?? 0, fault.suggestion ?? ""), names).text)}>
          {t("replace", { name: names.titles.get(fault.suggestion) ?? fault.suggestion })}
        </UnstyledButton>
      )}
      {call && <CallHint {...call} />}
      {!problem && reads && plain(reads) !== plain(text) && reads !== value && <div className={inputs.reads}>{t("builder:formula.reads", { text: reads })}</div>}
      {!problem && trial.answer?.type && <Answer {...trial} answer={trial.answer} read={(source) => shown(source, names).text} />}
    </div>
  );
}

/** The text in the field: what is being typed, as long as it stands for the value, else the value by its titles. */
function useText(value: string, names: Names, onChange: (value: string) => void): [string, (text: string) => void] {
  const [typed, setTyped] = useState<string>();
  const text = typed !== undefined && stored(typed, names) === value ? typed : shown(value, names).text;
  const write = (next: string): void => {
    setTyped(next);
    const formula = stored(next, names);
    if (formula !== value) onChange(formula);
  };
  return [text, write];
}

/** What the server says, and the records to try the formula on. */
function useTrial(value: string, place: FormulaPlace, live: boolean, wanted: boolean) {
  const [seen, setSeen] = useState(false);
  const [chosen, setChosen] = useState<Sample>();
  if (wanted && !seen) setSeen(true);
  const { entity, samples } = useSamples(place, live && seen);
  const sample = samples.find((one) => one.id === chosen?.id) ?? samples[0];
  const answer = useFormulaCheck(live ? value : "", place, entity && sample ? { entity, record: sample.id } : undefined);
  return { answer, samples, sample, onSample: setChosen };
}

function marksOf(answer: FormulaAnswer | undefined, value: string, names: Names): Mark[] {
  const { at } = shown(value, names);
  const lead = value.length - value.trimStart().length;
  return (answer?.problems ?? []).flatMap((one) => (one.start === undefined ? [] : [{ start: at(one.start + lead), end: at((one.end ?? one.start + 1) + lead) }]));
}

const plain = (text: string): string => text.replace(/[[\]]/g, "");

function mended(value: string, start: number, end: number, name: string): string {
  const lead = value.length - value.trimStart().length;
  return value.slice(0, start + lead) + name + value.slice(end + lead);
}
