import { Badge, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { partsOf, type ConditionPart } from "../model/conditionParts";
import { resolve } from "../model/scope";
import { conditionSentence, formulaText } from "../model/sentences";
import { isObject, type Scenario } from "../model/solution";
import { titleOf } from "../model/titles";
import { useLens } from "../state/draft";
import classes from "./ConditionTree.module.css";

/** Why a condition held or did not: every comparison with its answer, and beneath it the values it compared. */
export function ConditionTree({ part, scenario, root = true }: { part: ConditionPart; scenario: Scenario | undefined; root?: boolean }) {
  const { t } = useTranslation("builder");
  const lens = useLens();
  const parts = partsOf(part);
  const answer = typeof part.value === "boolean";
  const option = resolve(lens, scenario, part.source.trim())?.options?.find((one) => one.key === part.value);
  const branch = (
    <li className={classes.part}>
      <span className={classes.line}>
        {answer && <Badge size="sm" variant="light" color={part.value ? "leaf" : "pomegranate"} className={classes.answer}>{t(part.value ? "value.yes" : "value.no")}</Badge>}
        <span className={classes.source}>{answer ? conditionSentence(lens, scenario, part.source) : formulaText(lens, scenario, part.source)}</span>
        {!answer && <Text span size="xs" fw={650} className="tabular">{`= ${option ? titleOf(option, lens.language) : written(part.value)}`}</Text>}
      </span>
      {parts.length > 0 && (
        <ul className={classes.parts}>
          {parts.map((child, at) => <ConditionTree key={at} part={child} scenario={scenario} root={false} />)}
        </ul>
      )}
    </li>
  );
  return root ? <ul className={classes.tree}>{branch}</ul> : branch;
}

function written(value: unknown): string {
  if (value === null || value === undefined || value === "") return "—";
  if (isObject(value) && "amount" in value) return `${String(value.amount)} ${String(value.currency ?? "")}`;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
