import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { readTime } from "@/shared/format/days";

import { useTyped } from "./useTyped";

const asItIs = (text: string): string => text;

/** A time of day on a clock of 24 hours: `9`, `930` and `9:30` are understood. */
export function TimeInput({ value, onChange, onBlur, error, ...rest }: Record<string, unknown> & { value: string; onChange: (value: string | null) => void; onBlur?: (event: React.FocusEvent) => void; error?: string | undefined }) {
  const { t } = useTranslation("fields");
  const [left, setLeft] = useState(true);
  const [typed, type] = useTyped(value, asItIs);
  const wrong = left && typed.trim() !== "" && readTime(typed) === null;
  return (
    <TextInput
      {...rest}
      className="tabular"
      autoComplete="off"
      placeholder={t("time.form")}
      value={typed}
      error={wrong ? t("time.bad") : error}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setLeft(false);
        const next = text.trim() === "" ? "" : readTime(text);
        type(text, next ?? undefined);
        if (next !== null) onChange(next || null);
      }}
      onBlur={(event) => {
        setLeft(true);
        const next = readTime(typed);
        if (next) type(next, next);
        onBlur?.(event);
      }}
    />
  );
}
