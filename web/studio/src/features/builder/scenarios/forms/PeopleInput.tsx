import { MultiSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { usePeople } from "@/shared/solution/useSolution";

import { roleTitle } from "../../model/sentences";
import type { StepHandle } from "../context";

/** People, roles, and whoever a step or the record names. */
export function PeopleInput({ handle, name, label }: { handle: StepHandle; name: string; label: string }) {
  const { t } = useTranslation("builder");
  const { people } = usePeople();
  const { lens, step, groups, nameOf, put, errorOf } = handle;
  const stored = step.with?.[name];
  const value = Array.isArray(stored) ? stored.map(String) : typeof stored === "string" && stored ? [stored] : [];
  const roles = [...lens.solution.roles.map((one) => one.key), "owner", "admin"].map((key) => ({ value: `role:${key}`, label: roleTitle(lens, key) }));
  const fromScope = groups.flatMap((group) => group.variables.filter((one) => one.type === "user").map((one) => ({ value: `=${one.path}`, label: `${group.title}: ${one.title}` })));
  const persons = people.map((one) => ({ value: one.id, label: one.name }));
  const known = new Set([...roles, ...fromScope, ...persons].map((one) => one.value));
  const others = value.filter((one) => !known.has(one)).map((one) => ({ value: one, label: one.startsWith("=") ? nameOf(one.slice(1)) : t("people.person") }));
  const data = [
    { group: t("people.roles"), items: roles },
    { group: t("people.from_scenario"), items: [...unique(fromScope), ...others] },
    { group: t("people.people"), items: persons },
  ].filter((group) => group.items.length > 0);
  return <MultiSelect label={label} placeholder={value.length > 0 ? undefined : t("people.choose")} data={data} value={value} searchable required error={errorOf(name)} onChange={(next) => put(name, next)} />;
}

function unique(items: { value: string; label: string }[]): { value: string; label: string }[] {
  return items.filter((item, at) => items.findIndex((one) => one.value === item.value) === at);
}
