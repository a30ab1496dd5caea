import type { VariableGroup } from "../../model/scope";

interface Item {
  value: string;
  label: string;
}

/** Variables as the data of a Select: each path once, and the chosen one even where the scope no longer has it. */
export function variableData(groups: readonly VariableGroup[], chosen?: string, title?: string): { group: string; items: Item[] }[] {
  const seen = new Set<string>();
  const data = groups.map((group) => ({
    group: group.title,
    items: group.variables
      .filter((one) => !seen.has(one.path) && seen.add(one.path))
      .map((one) => ({ value: one.path, label: one.title })),
  }));
  if (chosen && !seen.has(chosen)) data.push({ group: "…", items: [{ value: chosen, label: title ?? chosen }] });
  return data.filter((group) => group.items.length > 0);
}
