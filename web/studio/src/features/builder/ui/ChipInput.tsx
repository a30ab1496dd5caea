import { Input } from "@mantine/core";
import { useId } from "@mantine/hooks";
import { useLayoutEffect, useRef } from "react";

import { hole, partsOf } from "../model/templates";
import type { Variable, VariableGroup } from "../model/scope";
import classes from "./inputs.module.css";
import { VariablePicker } from "./VariablePicker";

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  groups: readonly VariableGroup[];
  /** The title of what a hole reads. */
  nameOf: (source: string) => string;
  placeholder?: string;
  description?: string;
  error?: string;
  required?: boolean;
  multiline?: boolean;
  hideLabel?: boolean;
  /** Replaces the whole value by a formula. */
  onFormula?: () => void;
}

/** A text with holes: what is filled in shows as chips with the reader's titles. */
export function ChipInput({ label, value, onChange, groups, nameOf, placeholder, description, error, required, multiline = false, hideLabel = false, onFormula }: Props) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const shown = useRef<string | undefined>(undefined);
  useLayoutEffect(() => {
    if (!box.current || shown.current === value) return;
    draw(box.current, value, nameOf);
    shown.current = value;
  }, [value, nameOf]);
  const read = (): void => {
    if (!box.current) return;
    shown.current = textIn(box.current);
    onChange(shown.current);
  };
  const insert = (variable: Variable): void => {
    if (!box.current) return;
    insertAtCaret(box.current, chip(variable.path, nameOf));
    read();
  };
  return (
    <Input.Wrapper label={hideLabel ? undefined : label} labelElement="div" labelProps={{ id: `${id}-label` }} description={description} error={error} required={required}>
      <div className={classes.box} data-error={error ? true : undefined} style={{ marginTop: hideLabel ? 0 : 4 }}>
        <div
          ref={box}
          className={classes.chips}
          data-multiline={multiline || undefined}
          data-placeholder={placeholder}
          role="textbox"
          tabIndex={0}
          contentEditable
          suppressContentEditableWarning
          aria-label={label}
          aria-multiline={multiline}
          aria-invalid={error ? true : undefined}
          onInput={read}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === "Enter" && !multiline) event.preventDefault();
          }}
          onPaste={(event) => {
            event.preventDefault();
            const text = event.clipboardData.getData("text/plain");
            insertAtCaret(event.currentTarget, document.createTextNode(multiline ? text : text.replace(/\s*\n\s*/g, " ")));
            read();
          }}
        />
        <VariablePicker label={label} groups={groups} onPick={insert} onFormula={onFormula} />
      </div>
    </Input.Wrapper>
  );
}

function draw(box: HTMLElement, value: string, nameOf: (source: string) => string): void {
  const nodes = partsOf(value).map((part) => ("hole" in part ? chip(part.hole, nameOf) : document.createTextNode(part.text)));
  box.replaceChildren(...nodes);
}

function chip(source: string, nameOf: (source: string) => string): HTMLElement {
  const element = document.createElement("span");
  element.className = classes.chip ?? "";
  element.contentEditable = "false";
  element.dataset.source = source;
  element.title = nameOf(source);
  element.textContent = nameOf(source);
  return element;
}

function textIn(node: Node): string {
  return Array.from(node.childNodes, (child, at) => {
    if (child instanceof HTMLElement && child.dataset.source !== undefined) return hole(child.dataset.source);
    if (child instanceof HTMLBRElement) return at === node.childNodes.length - 1 ? "" : "\n";
    if (child instanceof HTMLElement) return (at > 0 ? "\n" : "") + textIn(child);
    return child.textContent ?? "";
  }).join("").replace(/\u00a0/g, " ");
}

function insertAtCaret(box: HTMLElement, node: Node): void {
  const selection = getSelection();
  const inside = selection && selection.rangeCount > 0 && box.contains(selection.anchorNode);
  const range = inside ? selection.getRangeAt(0) : document.createRange();
  if (!inside) {
    range.selectNodeContents(box);
    range.collapse(false);
  }
  range.deleteContents();
  range.insertNode(node);
  range.setStartAfter(node);
  range.collapse(true);
  selection?.removeAllRanges();
  selection?.addRange(range);
}
