import { TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { RecordItem } from "@/shared/api/types";
import { FieldInput } from "@/shared/fields/FieldInput";
import type { FieldView } from "@/shared/solution/types";
import { useSolution } from "@/shared/solution/useSolution";

import { valueOf } from "../Cell";
import { type Column, stageOptions } from "../columns";
import { fromText, toText, type Words } from "./cellText";
import classes from "./Grid.module.css";

/** Types that are written as text, checked when one leaves; the others have an input of their own. */
const written = new Set(["text", "integer", "number", "percent", "money", "email", "phone", "url", "rating", "duration", "time"]);
const chosen = new Set(["select", "boolean", "link", "user", "team"]);
const many = new Set(["long_text", "rich_text", "multi_select"]);

export type Leave = "stay" | "down" | "up" | "next" | "previous";

interface Props {
  column: Column;
  record: RecordItem;
  /** The first letter, where one began by typing. */
  typed: string | null;
  words: Words;
  title: string;
  onSave: (value: unknown) => void;
  onLeave: (how: Leave) => void;
}

/** A cell being edited: Enter saves and goes down, Tab saves and goes on, Escape leaves it as it was. */
export function CellEditor(props: Props) {
  const asText = written.has(props.column.field.type) || (props.typed !== null && ["date", "datetime"].includes(props.column.field.type));
  return <div className={classes.editor} onPointerDown={(event) => event.stopPropagation()}>{asText ? <TextEditor {...props} /> : <InputEditor {...props} />}</div>;
}

function keyOf(event: React.KeyboardEvent): Leave | "escape" | null {
  if (event.key === "Escape") return "escape";
  if (event.key === "Enter" && !event.altKey) return event.shiftKey ? "up" : "down";
  if (event.key === "Tab") return event.shiftKey ? "previous" : "next";
  return null;
}

function TextEditor({ column, record, typed, words, title, onSave, onLeave }: Props) {
  const { t } = useTranslation("views");
  const before = toText(column.field, valueOf(column, record), record, words);
  const [text, setText] = useState(typed ?? before);
  const [wrong, setWrong] = useState(false);
  const left = useRef(false);
  const finish = (how: Leave, force: boolean) => {
    if (left.current) return;
    const read = fromText(column.field, text, words);
    const bad = text !== before && !("value" in read);
    if (bad && !force) return setWrong(true);
    left.current = true;
    if (!bad && text !== before && "value" in read) onSave(read.value);
    onLeave(how);
  };
  return (
    <TextInput
      autoFocus
      aria-label={title}
      value={text}
      error={wrong ? t("cells.unreadable") : undefined}
      classNames={{ error: classes.wrong ?? "" }}
      onFocus={(event) => (typed === null ? event.currentTarget.select() : undefined)}
      onChange={(event) => {
        setWrong(false);
        setText(event.currentTarget.value);
      }}
      onBlur={() => finish("stay", true)}
      onKeyDown={(event) => {
        event.stopPropagation();
        const key = keyOf(event);
        if (key === null) return;
        event.preventDefault();
        if (key !== "escape") return finish(key, false);
        left.current = true;
        onLeave("stay");
      }}
    />
  );
}

function InputEditor({ column, record, typed, onSave, onLeave }: Props) {
  const { funnels } = useSolution();
  const field: FieldView = column.system === "responsible" ? { key: "responsible", type: "user", access: "write" } : column.system === "stage" ? { ...column.field, required: true, options: stageOptions(funnels.filter((funnel) => funnel.key === record.funnel)) } : column.field;
  const before = valueOf(column, record) ?? null;
  const [draft, setDraft] = useState<unknown>(many.has(field.type) && field.type !== "multi_select" && typed !== null ? typed : before);
  const left = useRef(false);
  const finish = (how: Leave, value: unknown = draft) => {
    if (left.current) return;
    left.current = true;
    if (JSON.stringify(value ?? null) !== JSON.stringify(before)) onSave(value ?? null);
    onLeave(how);
  };
  return (
    <FieldInput
      bare
      autoFocus
      field={field}
      record={record}
      value={draft}
      onChange={(value) => (chosen.has(field.type) ? finish("stay", value) : setDraft(value))}
      onBlur={() => finish("stay")}
      onKeyDown={(event) => {
        event.stopPropagation();
        const key = keyOf(event);
        if (key === null || (["down", "up"].includes(key) && (chosen.has(field.type) || many.has(field.type)) && !event.ctrlKey)) return;
        event.preventDefault();
        if (key !== "escape") return finish(key);
        left.current = true;
        onLeave("stay");
      }}
    />
  );
}
