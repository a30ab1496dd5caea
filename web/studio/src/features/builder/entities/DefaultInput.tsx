import { Input, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { FieldInput } from "@/shared/fields/FieldInput";
import type { FieldView } from "@/shared/solution/types";

import { formulaText } from "../model/sentences";
import { fieldsAndLinked } from "../model/scope";
import type { Field, Json } from "../model/solution";
import { formula, literal, readValue } from "../model/templates";
import { titleOf } from "../model/titles";
import { useLens, useProblemAt } from "../state/draft";
import { FormulaInput } from "../ui/FormulaInput";
import { set, type Part } from "./part";

/** Types whose first value can only be computed. */
const WITHOUT_VALUE = ["links", "team", "file", "image", "address", "rich_text"];

/** What a new record begins with here: a value, or a formula over the record. */
export function DefaultInput({ field, entity, pointer, change }: Part) {
  const { t } = useTranslation("modelling");
  const stored = readValue(field.default);
  const only = WITHOUT_VALUE.includes(field.type);
  const [mode, setMode] = useState<"value" | "formula">(stored.kind === "formula" || only ? "formula" : "value");
  const error = useProblemAt(`${pointer}/default`);
  const choose = (next: string): void => {
    setMode(next as "value" | "formula");
    set(change, "default", undefined);
  };
  const put = (value: Json | undefined): void => set(change, "default", value === null || value === "" || value === "=" ? undefined : value, "default");
  return (
    <Input.Wrapper label={t("default.label")} labelElement="div" description={t("default.help")}>
      {!only && <SegmentedControl size="xs" my={6} aria-label={t("default.mode")} value={mode} onChange={choose} data={["value", "formula"].map((value) => ({ value, label: t(`default.${value}`) }))} />}
      {mode === "formula" ? (
        <Formula field={field} entity={entity} pointer={pointer} error={error} source={stored.kind === "formula" ? stored.source : ""} onChange={(source) => put(formula(source))} />
      ) : (
        <Literal field={field} error={error} value={stored.kind === "constant" ? stored.value : field.default} label={t("default.label")} onChange={(value) => put(typeof value === "string" ? literal(value) : (value as Json))} />
      )}
    </Input.Wrapper>
  );
}

function Formula({ field, entity, pointer, source, error, onChange }: Omit<Part, "change"> & { source: string; error: string | undefined; onChange: (source: string) => void }) {
  const { t } = useTranslation("modelling");
  const lens = useLens();
  const groups = [{ title: titleOf(entity, lens.language), variables: fieldsAndLinked(lens, entity.key).filter((one) => one.path !== field.key) }];
  return (
    <FormulaInput
      label={t("default.formula_label")}
      placeholder={["date", "datetime"].includes(field.type) ? "TODAY()" : ""}
      value={source}
      groups={groups}
      place={{ entity: entity.key, pointer: `${pointer}/default` }}
      reads={formulaText(lens, undefined, source, entity.key)}
      error={error}
      onChange={onChange}
    />
  );
}

/** The same input that people will fill in. */
function Literal({ field, value, label, error, onChange }: { field: Field; value: Json | undefined; label: string; error: string | undefined; onChange: (value: unknown) => void }) {
  const view: FieldView = { ...(field as unknown as FieldView), title: label, help: null, required: false, access: "write" };
  return <FieldInput bare field={view} value={value ?? null} error={error} onChange={(next) => onChange(next === false ? null : next)} />;
}
