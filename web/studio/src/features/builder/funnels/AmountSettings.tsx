import { SegmentedControl, Select, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { fieldsAndLinked } from "../model/scope";
import { entityTitle, formulaText } from "../model/sentences";
import type { Amount, Field, Funnel } from "../model/solution";
import { titleOf } from "../model/titles";
import { COMPUTED_TYPES } from "../model/fields";
import { useLens, useProblems } from "../state/draft";
import { FormulaInput } from "../ui/FormulaInput";
import { Problems } from "../ui/Problems";
import { AmountPreview } from "./AmountPreview";

interface Props {
  funnel: Funnel;
  index: number;
  onChange: (amount: Amount | undefined) => void;
}

/** What a card is worth: which field, and whether people, lines or a formula fill it. */
export function AmountSettings({ funnel, index, onChange }: Props) {
  const { t } = useTranslation(["modelling", "builder"]);
  const lens = useLens();
  const { errors, warnings } = useProblems(["funnels", index, "amount"]);
  const entity = lens.solution.entities.find((one) => one.key === funnel.entity);
  const sums = (entity?.fields ?? []).filter(counts);
  const chosen = sums.find((field) => field.key === funnel.amount?.field);
  const computed = COMPUTED_TYPES.includes(chosen?.type ?? "");
  if (sums.length === 0) return null;
  const choose = (key: string | null): void => {
    const field = sums.find((one) => one.key === key);
    onChange(field && { field: field.key, mode: COMPUTED_TYPES.includes(field.type) ? "formula" : "manual" });
  };
  return (
    <Stack gap="sm" mt="sm" maw={560}>
      <Select label={t("builder:funnels.amount")} clearable data={sums.map((field) => ({ value: field.key, label: titleOf(field, lens.language) }))} value={funnel.amount?.field ?? null} onChange={choose} />
      {chosen && !computed && funnel.amount && <Mode funnel={funnel} amount={funnel.amount} index={index} onChange={onChange} />}
      {computed && <Text size="xs" c="dimmed">{t("amount.computed")}</Text>}
      <AmountPreview funnel={funnel} />
      <Problems errors={errors} warnings={warnings} />
    </Stack>
  );
}

function counts(field: Field): boolean {
  const type = COMPUTED_TYPES.includes(field.type) ? (field.result ?? "") : field.type;
  return ["money", "number", "integer"].includes(type);
}

function Mode({ funnel, amount, index, onChange }: Omit<Props, "onChange"> & { amount: Amount; onChange: (amount: Amount) => void }) {
  const { t } = useTranslation("modelling");
  const lens = useLens();
  const mode = amount.mode ?? "manual";
  const lines = lens.solution.entities.flatMap((one) => (one.lines_of?.entity === funnel.entity ? [{ value: one.lines_of.as, label: entityTitle(lens, one.key) }] : []));
  const modes = ["manual", ...(lines.length > 0 || mode === "lines" ? ["lines"] : []), "formula"];
  const put = (next: string): void => onChange({ field: amount.field, mode: next as Amount["mode"], ...(next === "lines" && lines.length > 1 && { lines: lines[0]?.value }) });
  const entity = lens.solution.entities.find((one) => one.key === funnel.entity);
  return (
    <>
      <SegmentedControl size="xs" aria-label={t("amount.mode")} value={mode} onChange={put} data={modes.map((value) => ({ value, label: t(`amount.${value}`) }))} />
      {mode === "lines" && lines.length > 1 && <Select label={t("amount.which_lines")} data={lines} value={amount.lines ?? null} allowDeselect={false} onChange={(value) => onChange({ ...amount, lines: value ?? undefined })} />}
      {mode !== "manual" && (
        <FormulaInput
          label={t(mode === "lines" ? "amount.lines_formula" : "amount.formula_label")}
          placeholder="SUM(lines.total)"
          value={amount.formula ?? ""}
          groups={[{ title: titleOf(entity, lens.language), variables: fieldsAndLinked(lens, funnel.entity) }]}
          place={{ entity: funnel.entity, pointer: `/funnels/${String(index)}/amount/formula` }}
          reads={formulaText(lens, undefined, amount.formula ?? "", funnel.entity)}
          onChange={(formula) => onChange({ ...amount, formula: formula || undefined })}
        />
      )}
    </>
  );
}
