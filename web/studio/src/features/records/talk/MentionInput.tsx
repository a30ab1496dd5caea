import { Textarea } from "@mantine/core";
import { useId, useRef, useState } from "react";

import { usePeople } from "@/shared/solution/useSolution";
import { Face } from "@/shared/ui/Person";

import { beingNamed, fitting, named } from "./mentions";
import classes from "./Talk.module.css";

interface Props {
  value: string;
  onChange: (text: string) => void;
  label: string;
  placeholder: string;
  hint: string;
  autoFocus?: boolean;
  onSend: () => void;
  onEscape?: () => void;
}

/** A text in which an @ names people: choose with the arrows and Enter. Ctrl+Enter sends. */
export function MentionInput({ value, onChange, label, placeholder, hint, autoFocus, onSend, onEscape }: Props) {
  const { people } = usePeople();
  const list = useId();
  const input = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const [at, setAt] = useState(0);
  const naming = caret === null ? null : beingNamed(value, caret);
  const found = naming ? fitting(people, naming.query) : [];
  const choose = (index: number) => {
    const person = found[index];
    if (!naming || !person || caret === null) return;
    const next = named(value, naming.from, caret, person.name);
    onChange(next.text);
    setCaret(null);
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      return onSend();
    }
    if (event.key === "Escape") {
      if (found.length === 0 && !onEscape) return;
      event.preventDefault();
      event.stopPropagation();
      return found.length > 0 ? setCaret(null) : onEscape?.();
    }
    if (found.length === 0) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt((before) => (before + step + found.length) % found.length);
    } else if (event.key === "Enter" || event.key === "Tab") {
      event.preventDefault();
      choose(at);
    }
  };
  return (
    <div className={classes.input}>
      <Textarea
        ref={input}
        aria-label={label}
        placeholder={placeholder}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={10_000}
        autoFocus={autoFocus ?? false}
        value={value}
        aria-autocomplete="list"
        aria-controls={found.length > 0 ? list : undefined}
        aria-activedescendant={found.length > 0 ? `${list}-${at}` : undefined}
        onChange={(event) => {
          onChange(event.currentTarget.value);
          setCaret(event.currentTarget.selectionStart);
          setAt(0);
        }}
        onBlur={() => setTimeout(() => setCaret(null), 150)}
        onKeyDown={onKeyDown}
      />
      {found.length > 0 && (
        <ul id={list} role="listbox" aria-label={hint} className={classes.people}>
          {found.map((person, index) => (
            <li key={person.id} id={`${list}-${index}`} role="option" aria-selected={index === at} onPointerDown={(event) => { event.preventDefault(); choose(index); }}>
              <Face name={person.name} /> <span>{person.name}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
