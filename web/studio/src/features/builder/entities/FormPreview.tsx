import { Checkbox, MultiSelect, NumberInput, Select, Text, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Entity, Field } from "../model/solution";
import { textOf, titleOf } from "../model/titles";
import { useLens } from "../state/draft";
import editor from "./entities.module.css";

/** The form as those who fill it in will see it. */
export function FormPreview({ entity }: { entity: Entity }) {
  const { t } = useTranslation("builder");
  return (
    <section className={editor.preview} aria-label={t("fields.preview")}>
      <Text size="xs" c="dimmed">{t("fields.preview_text")}</Text>
      {entity.fields.map((field) => <Shown key={field.key} field={field} />)}
    </section>
  );
}

function Shown({ field }: { field: Field }) {
  const { t } = useTranslation(["builder", "fields"]);
  const { language } = useLens();
  const common = { label: titleOf(field, language), description: textOf(field.help, language) || undefined, required: field.required === true };
  const options = (field.options ?? []).filter((one) => !one.archived).map((one) => ({ value: one.key, label: titleOf(one, language) }));
  switch (field.type) {
    case "boolean":
      return <Checkbox {...common} />;
    case "select":
      return <Select {...common} data={options} clearable />;
    case "multi_select":
      return <MultiSelect {...common} data={options} />;
    case "long_text":
      return <Textarea {...common} minRows={2} autosize />;
    case "integer":
    case "number":
    case "percent":
    case "money":
      return <NumberInput {...common} suffix={field.unit ? ` ${field.unit}` : undefined} />;
    case "date":
      return <TextInput {...common} placeholder={t("fields:date.form")} />;
    case "datetime":
      return <TextInput {...common} placeholder={t("fields:date.formTime")} />;
    case "formula":
    case "autonumber":
      return <TextInput {...common} value={t("fields.computed")} readOnly disabled />;
    case "link":
    case "links":
    case "user":
      return <Select {...common} data={[]} placeholder={t("fields.choose_record")} />;
    default:
      return <TextInput {...common} type={field.type === "email" ? "email" : field.type === "phone" ? "tel" : "text"} />;
  }
}
