import { TextInput } from "@mantine/core";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { durationOf, readDuration, secondsIn } from "./duration";

/** A length of time, typed as one says it; once it is one, it travels as the API writes it. */
export function DurationInput({ value, onChange, error, ...rest }: { value: string; onChange: (value: string | null) => void; error: string | undefined } & Record<string, unknown>) {
  const { t } = useTranslation("fields");
  const words = useCallback((text: string) => readDuration(text, (mark) => t(`duration.${mark}`)), [t]);
  const [typed, setTyped] = useState(() => (value ? words(value) : ""));
  const [sent, setSent] = useState(value);
  useEffect(() => {
    if (value !== sent) {
      setTyped(value ? words(value) : "");
      setSent(value);
    }
  }, [value, sent, words]);
  const wrong = typed.trim() !== "" && secondsIn(typed) === null;
  return (
    <TextInput
      {...rest}
      placeholder={t("duration.example")}
      value={typed}
      error={wrong ? t("duration.bad") : error}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        const seconds = secondsIn(text);
        const next = seconds === null ? "" : durationOf(seconds);
        if (text.trim() !== "" && seconds === null) return;
        setSent(next);
        onChange(next || null);
      }}
    />
  );
}
