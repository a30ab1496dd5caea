import { Textarea } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

const written = (value: unknown): string => (value === null || value === undefined ? "" : JSON.stringify(value, null, 2));

/** Data of any shape, as text; it travels once it is JSON. */
export function JsonInput({ value, onChange, error, ...rest }: { value: unknown; onChange: (value: unknown) => void; error: string | undefined } & Record<string, unknown>) {
  const { t } = useTranslation("fields");
  const [typed, setTyped] = useState(written(value));
  const [sent, setSent] = useState(written(value));
  useEffect(() => {
    if (written(value) !== sent) {
      setTyped(written(value));
      setSent(written(value));
    }
  }, [value, sent]);
  const parsed = parse(typed);
  return (
    <Textarea
      {...rest}
      autosize
      minRows={2}
      maxRows={12}
      spellCheck={false}
      styles={{ input: { fontFamily: "ui-monospace, monospace", fontSize: 13 } }}
      value={typed}
      error={parsed === undefined ? t("json.bad") : error}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        const next = parse(event.currentTarget.value);
        if (next === undefined) return;
        setSent(written(next));
        onChange(next);
      }}
    />
  );
}

/** The data that a text writes; null of a blank one, undefined where it is no JSON. */
function parse(text: string): unknown {
  if (text.trim() === "") return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
