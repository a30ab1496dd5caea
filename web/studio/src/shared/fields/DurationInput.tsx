import { TextInput } from "@mantine/core";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

import { durationOf, readDuration, secondsIn } from "./duration";
import { useTyped } from "./useTyped";

/** A length of time, typed as one says it; once it is one, it travels as the API writes it. */
export function DurationInput({ value, onChange, error, ...rest }: { value: string; onChange: (value: string | null) => void; error: string | undefined } & Record<string, unknown>) {
  const { t } = useTranslation("fields");
  const [typed, type] = useTyped(value, useCallback((text: string) => readDuration(text, (mark) => t(`duration.${mark}`)), [t]));
  const wrong = typed.trim() !== "" && secondsIn(typed) === null;
  return (
    <TextInput
      {...rest}
      placeholder={t("duration.example")}
      value={typed}
      error={wrong ? t("duration.bad") : error}
      onChange={(event) => {
        const text = event.currentTarget.value;
        const seconds = secondsIn(text);
        if (text.trim() !== "" && seconds === null) return type(text);
        const next = seconds === null ? "" : durationOf(seconds);
        type(text, next);
        onChange(next || null);
      }}
    />
  );
}
