import { Text } from "@mantine/core";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import { formatNumber } from "@/shared/format/format";

import { stepName, type Lens } from "../model/scope";
import { valueText } from "../model/sentences";
import type { Scenario } from "../model/solution";
import { findStep } from "../model/steps";
import { useScenario } from "../scenarios/context";
import classes from "./proving.module.css";

/** How often each branch was taken; one that never was stands out. */
export function Branches({ branches }: { branches: Record<string, Record<string, number>> }) {
  const { t } = useTranslation("proving");
  const { lens, scenario } = useScenario();
  const decisions = Object.entries(branches);
  if (decisions.length === 0) return null;
  return (
    <section>
      <Text component="h3" fw={650} size="sm" mb={6}>{t("past.branches")}</Text>
      {decisions.map(([key, ways]) => {
        const step = findStep(scenario, key)?.step;
        const most = Math.max(1, ...Object.values(ways));
        return (
          <div key={key} className={classes.decision}>
            <Text size="sm">{step ? stepName(lens, step) : key}</Text>
            {Object.entries(ways).map(([branch, count]) => (
              <div key={branch} className={classes.way} data-never={count === 0 || undefined}>
                <span className={classes.wayName}>{branchName(lens, scenario, key, branch, t)}</span>
                <span className={classes.bar} aria-hidden><span style={{ width: `${(count / most) * 100}%` }} /></span>
                <b className="tabular">{formatNumber(count)}</b>
              </div>
            ))}
          </div>
        );
      })}
    </section>
  );
}

/** A branch as its reader knows it: yes and no of a condition, the value of a case. */
export function branchName(lens: Lens, scenario: Scenario, key: string, branch: string, t: TFunction<["proving", ...string[]]> | TFunction<"proving">): string {
  const say = t as unknown as (name: string) => string;
  const step = findStep(scenario, key)?.step;
  if (branch.startsWith("case ")) return valueText(lens, scenario, step?.cases?.[Number(branch.slice(5))]?.is) || branch;
  if (branch === "else" && step?.switch !== undefined) return say("branch.default");
  return branch === "then" || branch === "else" ? say(`branch.${branch}`) : branch;
}
