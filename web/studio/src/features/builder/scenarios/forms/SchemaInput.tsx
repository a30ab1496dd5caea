import { JsonInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Json } from "../../model/solution";

interface Props {
  label: string;
  value: Json | undefined;
  error: string | undefined;
  onChange: (value: Json | undefined) => void;
}

/** An object written as JSON: what is not yet JSON stays in the box and out of the draft. */
export function SchemaInput({ label, value, error, onChange }: Props) {
  const { t } = useTranslation("code");
  const [text, setText] = useState(value === undefined ? "" : JSON.stringify(value, null, 2));
  const put = (next: string): void => {
    setText(next);
    if (next.trim() === "") return onChange(undefined);
    try {
      onChange(JSON.parse(next) as Json);
    } catch {
      // half written: the draft keeps what was there
    }
  };
  return <JsonInput label={label} description={t("schemaHelp")} placeholder={'{"type": "number"}'} autosize minRows={2} maxRows={12} validationError={t("badSample")} error={error} value={text} onChange={put} />;
}
