import { useRef, useState } from "react";

import type { RecordItem } from "@/shared/api/types";
import { FieldInput } from "@/shared/fields/FieldInput";
import type { FieldView } from "@/shared/solution/types";

interface Props {
  field: FieldView;
  record: RecordItem;
  value: unknown;
  error: string | undefined;
  onSave: (value: unknown) => void;
  onLeave: () => void;
  onStep: (by: number) => void;
}

/** What is chosen, not typed, is saved at once; what is typed is saved on Enter, Tab or leaving. */
const chosen = new Set(["select", "boolean", "link", "user", "team", "rating"]);
/** Typed in several lines: Enter is one of its letters. */
const lines = new Set(["long_text", "rich_text", "json"]);
/** Made of several inputs: one leaves it when one leaves the last of them. */
const groups = new Set(["address", "rich_text", "links", "multi_select", "rating"]);

export function FieldEditor({ field, record, value, error, onSave, onLeave, onStep }: Props) {
  const [draft, setDraft] = useState<unknown>(value ?? null);
  const finished = useRef(false);
  const finish = (save: boolean, step = 0) => {
    if (finished.current) return;
    finished.current = true;
    if (save && JSON.stringify(draft) !== JSON.stringify(value ?? null)) onSave(draft);
    if (step === 0) onLeave();
    else onStep(step);
  };
  const change = (next: unknown) => {
    setDraft(next);
    if (!chosen.has(field.type)) return;
    finished.current = true;
    if (JSON.stringify(next ?? null) !== JSON.stringify(value ?? null)) onSave(next ?? null);
    onLeave();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      finish(false);
    } else if (event.key === "Tab") {
      event.preventDefault();
      finish(true, event.shiftKey ? -1 : 1);
    } else if (event.key === "Enter" && !lines.has(field.type) && !chosen.has(field.type) && (field.type === "address" || !groups.has(field.type))) {
      event.preventDefault();
      finish(true);
    }
  };
  const shared = { bare: true, autoFocus: true, field, record, value: draft, error, onChange: change };
  if (!groups.has(field.type)) return <FieldInput {...shared} onBlur={() => finish(true)} onKeyDown={onKeyDown} />;
  return (
    <div
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) finish(true);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Tab") onKeyDown(event);
      }}
    >
      <FieldInput {...shared} />
    </div>
  );
}
