import { Input, MultiSelect, Rating, Select, Switch, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { RecordItem } from "@/shared/api/types";
import { titleOf } from "@/shared/i18n";
import { fieldTitle, optionTitle } from "@/shared/solution/titles";
import type { FieldView } from "@/shared/solution/types";
import { usePeople } from "@/shared/solution/useSolution";

import { AddressInput } from "./AddressInput";
import { DateInput } from "./DateInput";
import { MoneyField, NumberField } from "./DecimalInput";
import { DurationInput } from "./DurationInput";
import { FileInput } from "./FileInput";
import { JsonInput } from "./JsonInput";
import { LinkPicker } from "./LinkPicker";
import { LinksPicker } from "./LinksPicker";
import { RichTextInput } from "./RichTextInput";
import { TeamPicker } from "./TeamPicker";
import { TimeInput } from "./TimeInput";

interface InputProps {
  field: FieldView;
  value: unknown;
  onChange: (value: unknown) => void;
  error?: string | undefined;
  autoFocus?: boolean;
  record?: RecordItem | undefined;
  /** Inline: the label is spoken but not shown. */
  bare?: boolean;
  required?: boolean;
  onBlur?: () => void;
  onKeyDown?: (event: React.KeyboardEvent) => void;
}

/** The input that fits a field's type. A blank is `null`. */
export function FieldInput(props: InputProps) {
  const { field, value, onChange, error, autoFocus = false, bare = false, onBlur, onKeyDown } = props;
  const { t } = useTranslation("common");
  const title = fieldTitle(field);
  const shared = {
    ...(bare ? { "aria-label": title } : { label: title, description: titleOf(field.help) || undefined, required: props.required ?? field.required === true }),
    error,
    ...(autoFocus ? { autoFocus: true, "data-autofocus": true } : {}),
    ...(onBlur ? { onBlur } : {}),
    ...(onKeyDown ? { onKeyDown } : {}),
  };
  const text = typeof value === "string" ? value : value === null || value === undefined ? "" : String(value);
  const typed = (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value === "" ? null : event.currentTarget.value);
  switch (field.type) {
    case "rich_text":
      return <RichTextInput {...shared} value={text} onChange={onChange} />;
    case "time":
      return <TimeInput {...shared} value={text} onChange={onChange} />;
    case "duration":
      return <DurationInput {...shared} value={text} onChange={onChange} />;
    case "rating":
      return <RatingInput {...shared} title={title} most={Number(field.max ?? 5)} value={Number(value ?? 0)} onChange={onChange} />;
    case "address":
      return <AddressInput {...shared} value={value} onChange={onChange} />;
    case "json":
      return <JsonInput {...shared} value={value} onChange={onChange} />;
    case "team":
      return <TeamPicker {...shared} value={text || null} onChange={onChange} />;
    case "file":
    case "image":
      return <FileInput {...shared} field={field} value={value} onChange={onChange} />;
    case "links":
      return <LinksPicker {...shared} field={field} value={Array.isArray(value) ? (value as string[]) : []} onChange={(ids) => onChange(ids.length > 0 ? ids : null)} />;
    case "long_text":
      return <Textarea {...shared} autosize minRows={2} maxRows={10} value={text} onChange={typed} />;
    case "integer":
    case "number":
    case "percent":
      return <NumberField {...shared} value={value} onChange={onChange} unit={field.type === "percent" ? "%" : (field.unit ?? null)} />;
    case "money":
      return <MoneyField {...shared} field={field} value={value} onChange={onChange} />;
    case "boolean":
      return <Switch {...shared} label={bare ? undefined : title} mt={bare ? 0 : "xs"} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />;
    case "date":
      return <DateInput {...shared} value={text.slice(0, 10)} onChange={onChange} />;
    case "datetime":
      return <DateInput {...shared} time value={text} onChange={onChange} />;
    case "select":
      return <Select {...shared} clearable={field.required !== true} searchable={(field.options?.length ?? 0) > 7} placeholder={t("field.choose")} data={optionsOf(field, [text])} value={text || null} onChange={onChange} comboboxProps={{ withinPortal: true }} clearButtonProps={{ "aria-label": t("clear") }} />;
    case "multi_select": {
      const chosen = Array.isArray(value) ? (value as string[]) : [];
      return <MultiSelect {...shared} clearable placeholder={chosen.length === 0 ? t("field.choose") : ""} data={optionsOf(field, chosen)} value={chosen} onChange={onChange} clearButtonProps={{ "aria-label": t("clear") }} />;
    }
    case "user":
      return <PersonPicker {...shared} value={text || null} onChange={onChange} />;
    case "link":
      return <LinkPicker {...shared} field={field} value={text || null} onChange={onChange} record={props.record} />;
    default:
      return <TextInput {...shared} type={({ email: "email", phone: "tel", url: "url" } as Record<string, string>)[field.type] ?? "text"} {...(field.max_length ? { maxLength: field.max_length } : {})} value={text} onChange={typed} />;
  }
}

/** An archived option stays choosable only where it is already chosen. */
const optionsOf = (field: FieldView, chosen: string[]) => (field.options ?? []).filter((option) => !option.archived || chosen.includes(option.key)).map((option) => ({ value: option.key, label: optionTitle(option) }));

/** Stars, by mouse or arrow keys; the chosen one again takes them all away. */
function RatingInput({ title, most, value, onChange, error, label, description, required }: { title: string; most: number; value: number; onChange: (value: unknown) => void; error: string | undefined } & Record<string, unknown>) {
  const { t } = useTranslation("fields");
  return (
    <Input.Wrapper label={label as string | undefined} description={description as string | undefined} required={required === true} error={error} labelElement="div">
      <Rating count={most} value={value} color="saffron" role="radiogroup" aria-label={title} getSymbolLabel={(stars) => t("rating.stars", { count: stars })} onChange={(stars) => onChange(stars === value ? null : stars)} />
    </Input.Wrapper>
  );
}

export function PersonPicker({ value, onChange, ...rest }: { value: string | null; onChange: (value: string | null) => void } & Record<string, unknown>) {
  const { t } = useTranslation("common");
  const { people } = usePeople();
  return <Select {...rest} clearable searchable placeholder={t("field.choose")} data={people.map((person) => ({ value: person.id, label: person.name }))} value={value} onChange={onChange} clearButtonProps={{ "aria-label": t("clear") }} />;
}
