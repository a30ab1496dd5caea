import { MultiSelect, SegmentedControl, Select, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { usePeople } from "@/shared/solution/useSolution";

import { roleTitle } from "../../model/sentences";
import { titleOf } from "../../model/titles";
import { FormulaInput } from "../../ui/FormulaInput";
import { useStep } from "../context";

const RULES = ["round_robin", "least_loaded", "by_schedule", "by_formula"] as const;

/** Whom a step chooses among, and by what rule. */
export function AssignFields({ stepKey }: { stepKey: string }) {
  const { t } = useTranslation(["builder", "operate"]);
  const handle = useStep(stepKey);
  const { people } = usePeople();
  if (!handle) return null;
  const { step, lens, put, errorOf, groups, nameOf, pointer } = handle;
  const among = step.with?.among;
  const byRole = typeof among === "string";
  const roles = [...lens.solution.roles.map((one) => one.key), "owner", "admin", "member"];
  const rule = typeof step.with?.rule === "string" ? step.with.rule : "round_robin";
  const chosen = Array.isArray(among) ? among.map(String) : [];
  return (
    <>
      <Select label={t("assign.rule")} data={RULES.map((value) => ({ value, label: t(`assign.rules.${value}`) }))} value={rule} allowDeselect={false} error={errorOf("rule")} onChange={(value) => put("rule", value ?? "round_robin")} />
      <SegmentedControl
        size="xs"
        aria-label={t("assign.among")}
        value={byRole ? "role" : "people"}
        onChange={(value) => put("among", value === "role" ? `role:${roles[0] ?? "owner"}` : [])}
        data={[
          { value: "role", label: t("assign.role") },
          { value: "people", label: t("assign.people") },
        ]}
      />
      {byRole ? (
        <Select label={t("assign.role")} data={roles.map((key) => ({ value: `role:${key}`, label: roleTitle(lens, key) }))} value={among} allowDeselect={false} searchable error={errorOf("among")} onChange={(value) => put("among", value ?? "role:owner")} />
      ) : (
        <MultiSelect
          label={t("assign.people")}
          data={[...people.map((one) => ({ value: one.id, label: one.name })), ...chosen.filter((id) => !people.some((one) => one.id === id)).map((id) => ({ value: id, label: id.startsWith("=") ? nameOf(id.slice(1)) : t("people.person") }))]}
          value={chosen}
          searchable
          error={errorOf("among")}
          onChange={(value) => put("among", value)}
        />
      )}
      {rule === "least_loaded" && (
        <Select label={t("assign.load")} description={t("assign.load_help")} data={lens.solution.entities.map((one) => ({ value: one.key, label: titleOf(one, lens.language) }))} value={typeof step.with?.load === "string" ? step.with.load : null} error={errorOf("load")} onChange={(value) => put("load", value ?? undefined)} />
      )}
      {rule === "by_schedule" && <Text size="xs" c="dimmed">{t("operate:by_schedule_help")}</Text>}
      {rule === "by_formula" && (
        <FormulaInput label={t("assign.formula")} value={typeof step.with?.formula === "string" ? step.with.formula : ""} groups={groups} place={{ pointer: `${pointer}/with/formula` }} reads={nameOf(String(step.with?.formula ?? ""))} error={errorOf("formula")} onChange={(value) => put("formula", value || undefined)} />
      )}
    </>
  );
}
