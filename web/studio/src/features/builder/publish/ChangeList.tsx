import { Badge, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Change } from "../model/changes";
import { stepName } from "../model/scope";
import { scenarioTitle } from "../model/sentences";
import { byKey, type Title } from "../model/solution";
import { findStep } from "../model/steps";
import { titleOf } from "../model/titles";
import { useLens } from "../state/draft";

const COLORS = { added: "leaf", changed: "caspian", removed: "pomegranate" } as const;

/** Changes in words, each with its mark. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  const { t } = useTranslation("builder");
  const lens = useLens();
  const { language, solution } = lens;
  const nameOf = (change: Change): string => {
    const scenario = byKey(solution.scenarios, change.what === "scenario" ? change.key : change.inside);
    if (change.what === "scenario" && scenario) return scenarioTitle(lens, scenario);
    const step = change.what === "step" && scenario ? findStep(scenario, change.key)?.step : undefined;
    return step ? stepName(lens, step) : titleOf({ key: change.key, title: change.title as Title }, language);
  };
  const inside = (change: Change): string => {
    const holder = [...solution.entities, ...solution.funnels, ...solution.scenarios].find((one) => one.key === change.inside);
    if (!holder) return "";
    return "steps" in holder ? scenarioTitle(lens, holder) : titleOf(holder, language);
  };
  if (changes.length === 0) return <Text size="sm" c="dimmed">{t("changes.none")}</Text>;
  return (
    <Stack gap={6} component="ul" p={0} m={0} style={{ listStyle: "none" }}>
      {changes.map((change) => (
        <Group component="li" key={`${change.what}/${change.inside ?? ""}/${change.key}/${change.how}`} gap="xs" wrap="nowrap">
          <Badge variant="light" color={COLORS[change.how]} w={92} style={{ flex: "none" }}>{t(`changes.${change.how}`)}</Badge>
          <Text size="sm" truncate>
            {t(`changes.what.${change.what}`)}
            {change.what !== "settings" && ` “${nameOf(change)}”`}
            {inside(change) && <Text span c="dimmed"> · {inside(change)}</Text>}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
