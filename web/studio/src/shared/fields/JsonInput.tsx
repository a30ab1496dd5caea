import { Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { useTyped } from "./useTyped";

const written = (value: unknown): string => (value === null || value === undefined ? "" : JSON.stringify(value, null, 2));
const asItIs = (text: string): string => text;

/** Data of any shape, as text; it travels once it is JSON. */
export function JsonInput({ value, onChange, error, ...rest }: { value: unknown; onChange: (value: unknown) => void; error: string | undefined } & Record<string, unknown>) {
  const { t } = useTranslation("fields");
  const [typed, type] = useTyped(written(value), asItIs);
  return (
    <Textarea
      {...rest}
      autosize
      minRows={2}
      maxRows={12}
      spellCheck={false}
      styles={{ input: { fontFamily: "ui-monospace, monospace", fontSize: 13 } }}
      value={typed}
      error={parse(typed) === undefined ? t("json.bad") : error}
      onChange={(event) => {
        const text = event.currentTarget.value;
        const next = parse(text);
        if (next === undefined) return type(text);
        type(text, written(next));
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
