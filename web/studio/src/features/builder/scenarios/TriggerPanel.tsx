import { Select, Stack, Text } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { TRIGGER_GROUPS, triggerIcon } from "../icons";
import { pointerOf } from "../model/pointer";
import { conditionScope, resolve } from "../model/scope";
import { conditionSentence, formulaText, triggerSentence } from "../model/sentences";
import { useDraftState, useProblems } from "../state/draft";
import { Problems } from "../ui/Problems";
import { useScenario } from "./context";
import { ConditionBuilder } from "./forms/ConditionBuilder";
import { PanelHead } from "./Panel";
import { TriggerFields } from "./TriggerFields";
import { startingTrigger } from "./triggers";

/** What sets the scenario off. */
export function TriggerPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("builder");
  const { scenario, change, lens, path } = useScenario();
  const { errors, warnings } = useProblems([...path, "trigger"]);
  const pointer = pointerOf([...path, "trigger"]);
  const errorOf = (name: string): string | undefined => errors.find((problem) => problem.pointer.startsWith(`${pointer}/${name}`))?.message;
  return (
    <>
      <PanelHead icon={triggerIcon(scenario.trigger.on)} tone="saffron" onClose={onClose} name={<Text fw={600} size="sm">{triggerSentence(lens, scenario.trigger)}</Text>} />
      <Stack gap="md">
        <Select
          label={t("trigger.choose")}
          data={TRIGGER_GROUPS.map((group) => ({ group: t(`trigger.group.${group.key}`), items: group.types.map((on) => ({ value: on, label: t(`trigger.${on}.title`) })) }))}
          value={scenario.trigger.on}
          allowDeselect={false}
          onChange={(on) => on && change((now) => ({ ...now, trigger: startingTrigger(on, lens.solution, now.trigger) }))}
        />
        <TriggerFields trigger={scenario.trigger} errorOf={errorOf} pointer={pointer} onChange={(trigger) => change((now) => ({ ...now, trigger }), "trigger")} />
        <Problems errors={errors.filter((problem) => problem.pointer === pointer)} warnings={warnings} />
      </Stack>
    </>
  );
}

/** When the scenario goes on, and when it does nothing. */
export function ConditionPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("builder");
  const { scenario, change, lens, path } = useScenario();
  const { report } = useDraftState();
  const pointer = pointerOf([...path, "when"]);
  return (
    <>
      <PanelHead icon={IconFilter} tone="sky" onClose={onClose} name={<Text fw={600} size="sm">{t("scenarios.if")}</Text>} />
      <Text size="sm" c="dimmed" mb="md">{t("condition.help")}</Text>
      <ConditionBuilder
        source={scenario.when ?? ""}
        groups={conditionScope(lens, scenario)}
        resolve={(name) => resolve(lens, scenario, name)}
        nameOf={(source) => formulaText(lens, scenario, source)}
        sentence={conditionSentence(lens, scenario, scenario.when ?? "")}
        place={{ pointer }}
        error={report.errors.find((problem) => problem.pointer === pointer)?.message}
        onChange={(when) => change((now) => ({ ...now, when: when || undefined }), "when")}
      />
    </>
  );
}
