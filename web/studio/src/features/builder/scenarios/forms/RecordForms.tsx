import { Alert, Input, MultiSelect, Select } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { fieldsAndLinked, fieldsOf, type VariableGroup } from "../../model/scope";
import { entityTitle, formulaText, manyTitle } from "../../model/sentences";
import { byKey, isObject, type Json } from "../../model/solution";
import { titleOf } from "../../model/titles";
import { FormulaInput } from "../../ui/FormulaInput";
import { cleaned, EntityField, textOf, type FormProps } from "./parts";
import { RecordFilter } from "./RecordFilter";
import { RecordSelect } from "./RecordSelect";
import { isWritable, ValuesEditor } from "./ValuesEditor";

/** Find or create: by what a record is recognised, what is written either way, and what only a new one gets. */
export function UpsertForm({ handle }: FormProps) {
  const { t } = useTranslation("builder");
  const { step, lens, edit, errorOf } = handle;
  const entity = textOf(step.with?.entity);
  const fields = (byKey(lens.solution.entities, entity)?.fields ?? []).filter(isWritable);
  const match = Array.isArray(step.with?.match) ? step.with.match.map(String) : [];
  const choose = (keys: string[]): void =>
    edit((now) => {
      const values = isObject(now.with?.values) ? (now.with.values as Record<string, Json>) : {};
      const asked = keys.filter((key) => !(key in values)).map((key) => [key, null]);
      return { ...now, with: { ...now.with, match: keys, values: { ...Object.fromEntries(asked), ...values } } };
    });
  return (
    <>
      <EntityField handle={handle} onPick={(next) => edit((now) => ({ ...now, with: { entity: next, match: [], values: {} } }))} />
      {entity && (
        <>
          <MultiSelect label={t("input.match")} description={t("input.match_help", { entity: entityTitle(lens, entity) })} data={fields.map((one) => ({ value: one.key, label: titleOf(one, lens.language) }))} value={match} required error={errorOf("match")} onChange={choose} />
          <ValuesEditor handle={handle} entity={entity} label={t("input.upsert_values")} />
          <ValuesEditor handle={handle} entity={entity} at={["create"]} label={t("input.upsert_create")} withSystem />
        </>
      )}
    </>
  );
}

/** Which record goes. */
export function DeleteForm({ handle }: FormProps) {
  const { t } = useTranslation("builder");
  return (
    <>
      <RecordSelect handle={handle} onPick={(id, of) => handle.edit((now) => ({ ...now, with: cleaned({ id, entity: of }) }))} />
      <Alert variant="light" color="saffron" icon={<IconTrash size={16} />} p="xs">{t("input.delete_help")}</Alert>
    </>
  );
}

const MEASURES = ["count", "SUM", "AVERAGE", "MIN", "MAX", "formula"] as const;
type Measure = (typeof MEASURES)[number];
const COUNTED = "COUNT(id)";
const NUMBERS = ["number", "integer", "money", "percent", "duration", "rating"];

function measureOf(formula: string): { measure: Measure; field?: string } {
  if (formula === COUNTED) return { measure: "count" };
  const [, measure, field] = /^(SUM|AVERAGE|MIN|MAX)\(([a-z][a-z0-9_]*)?\)$/.exec(formula) ?? [];
  return measure ? { measure: measure as Measure, field } : { measure: "formula" };
}

/** What is computed over the records: how many, a sum of a field and the like, or a formula. */
function Measured({ handle, entity, own }: FormProps & { entity: string; own: VariableGroup[] }) {
  const { t } = useTranslation("builder");
  const { step, lens, put, errorOf, pointer } = handle;
  const formula = textOf(step.with?.formula) ?? "";
  const read = measureOf(formula);
  const [chosen, setChosen] = useState<Measure>(formula === "" ? "count" : read.measure);
  const numbers = fieldsOf(lens, entity).filter((one) => NUMBERS.includes(one.type) && one.path !== "number");
  const pick = (measure: Measure): void => {
    setChosen(measure);
    if (measure === "count") put("formula", COUNTED);
    else if (measure !== "formula") put("formula", `${measure}(${read.field ?? numbers[0]?.path ?? ""})`);
  };
  return (
    <>
      <Select label={t("input.aggregate")} data={MEASURES.map((value) => ({ value, label: t(`input.measure.${value}`) }))} value={chosen} allowDeselect={false} error={chosen === "count" ? errorOf("formula") : undefined} onChange={(value) => value && pick(value as Measure)} />
      {chosen === "formula" && (
        <FormulaInput label={t("condition.formula")} description={t("input.aggregate_help")} placeholder="SUM(total)" required value={formula} groups={own} place={{ pointer: `${pointer}/with/formula` }} reads={formulaText(lens, undefined, formula, entity)} error={errorOf("formula")} onChange={(next) => put("formula", next)} />
      )}
      {chosen !== "formula" && chosen !== "count" && (
        <Select label={t("input.measured")} data={numbers.map((one) => ({ value: one.path, label: one.title }))} value={read.field ?? null} allowDeselect={false} required error={errorOf("formula")} onChange={(field) => put("formula", `${chosen}(${field ?? ""})`)} />
      )}
    </>
  );
}

/** Which records are counted, and what of them. */
export function AggregateForm({ handle }: FormProps) {
  const { t } = useTranslation("builder");
  const { step, lens, edit } = handle;
  const entity = textOf(step.with?.entity);
  const own = [{ title: entityTitle(lens, entity), variables: fieldsAndLinked(lens, entity) }];
  return (
    <>
      <EntityField handle={handle} onPick={(next) => edit((now) => ({ ...now, with: { entity: next, formula: now.with?.formula } }))} />
      {entity && (
        <>
          <Measured key={entity} handle={handle} entity={entity} own={own} />
          <Input.Wrapper label={t("input.which", { entity: manyTitle(lens, entity) })} labelElement="div">
            <div style={{ marginTop: 6 }}>
              <RecordFilter handle={handle} entity={entity} />
            </div>
          </Input.Wrapper>
        </>
      )}
    </>
  );
}
