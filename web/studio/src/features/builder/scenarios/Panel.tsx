import { ActionIcon, Group, Menu, Stack, Text } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconCopy, IconDots, IconFlask, IconTrash, IconX, type Icon } from "@tabler/icons-react";
import { useContext } from "react";
import { useTranslation } from "react-i18next";

import { stepIcon, STEP_COLORS } from "../icons";
import { problemsOfStep } from "../model/problems";
import { pathOf } from "../model/pointer";
import { stepName, type Lens } from "../model/scope";
import { scenarioTitle, triggerSentence } from "../model/sentences";
import type { Scenario } from "../model/solution";
import { canMove, duplicateStep, findStep, kindOf, moveStep } from "../model/steps";
import { useBuild } from "../navigation";
import { TryContext } from "../proving/context";
import { useDraftState } from "../state/draft";
import { Glyph } from "../ui/Glyph";
import { Problems } from "../ui/Problems";
import { TitleInput } from "../ui/TitleInput";
import { useScenario, useStep } from "./context";
import { StepForm } from "./forms/StepForm";
import { StepMore } from "./forms/StepMore";
import { ScenarioSettings, SETTINGS } from "./ScenarioSettings";
import { ConditionPanel, TriggerPanel } from "./TriggerPanel";

interface Props {
  selected: string;
  onClose: () => void;
  onRemove: (key: string) => void;
}

/** The settings of what is chosen on the picture. */
export function Panel({ selected, onClose, onRemove }: Props) {
  if (selected === "trigger") return <TriggerPanel onClose={onClose} />;
  if (selected === "when") return <ConditionPanel onClose={onClose} />;
  if (selected === SETTINGS) return <ScenarioSettings onClose={onClose} />;
  return <StepPanel key={selected} selected={selected} onClose={onClose} onRemove={onRemove} />;
}

/** What the panel is about. */
export function panelTitle(lens: Lens, scenario: Scenario, selected: string): string {
  if (selected === "trigger") return triggerSentence(lens, scenario.trigger);
  if (selected === "when") return lens.words("scenarios.if");
  if (selected === SETTINGS) return scenarioTitle(lens, scenario);
  const step = findStep(scenario, selected)?.step;
  return step ? stepName(lens, step) : "";
}

/** The head of a panel: an icon, a name, and what can be done. */
export function PanelHead({ icon, tone, name, onClose, children }: { icon: Icon; tone?: string; name: React.ReactNode; onClose: () => void; children?: React.ReactNode }) {
  const { t } = useTranslation("builder");
  return (
    <Group wrap="nowrap" gap="sm" mb="md">
      <Glyph of={icon} tone={tone} />
      <div style={{ flex: 1, minWidth: 0 }}>{name}</div>
      {children}
      <ActionIcon aria-label={t("close")} onClick={onClose} visibleFrom="sm">
        <IconX size={18} />
      </ActionIcon>
    </Group>
  );
}

function StepPanel({ selected, onClose, onRemove }: Props) {
  const { t } = useTranslation("builder");
  const { lens } = useScenario();
  const { report } = useDraftState();
  const handle = useStep(selected);
  if (!handle) return <Text size="sm" c="dimmed">{t("panel.gone")}</Text>;
  const { step, pointer } = handle;
  const what = kindOf(step) === "action" ? (step.action ?? "") : kindOf(step);
  const place = pathOf(pointer);
  const errors = problemsOfStep(report.errors, place).filter((problem) => !/\/with\/[^/]+/.test(problem.pointer) && problem.pointer !== `${pointer}/if`);
  return (
    <>
      <PanelHead
        icon={stepIcon(what)}
        tone={STEP_COLORS[what]}
        onClose={onClose}
        name={
          <TitleInput
            aria-label={t("steps.title")}
            variant="unstyled"
            styles={{ input: { fontWeight: 600 } }}
            value={step.title}
            fallback={stepName(lens, { ...step, title: undefined })}
            onChange={(title) => handle.edit((now) => ({ ...now, title }), "title")}
          />
        }
      >
        <StepMenu stepKey={selected} onRemove={onRemove} />
      </PanelHead>
      <Stack gap="md">
        <Problems errors={errors} warnings={problemsOfStep(report.warnings, place)} />
        <StepForm handle={handle} />
        <StepMore handle={handle} />
      </Stack>
    </>
  );
}

function StepMenu({ stepKey, onRemove }: { stepKey: string; onRemove: (key: string) => void }) {
  const { t } = useTranslation(["builder", "proving"]);
  const tryIt = useContext(TryContext);
  const { scenario, change } = useScenario();
  const { select } = useBuild();
  const duplicate = (): void => {
    const copy = duplicateStep(scenario, stepKey);
    change(() => copy.scenario);
    select(copy.key);
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t("steps.more")}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconFlask size={16} />} onClick={() => tryIt(stepKey)}>{t("proving:try_to_here")}</Menu.Item>
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={duplicate}>{t("steps.duplicate")}</Menu.Item>
        <Menu.Item leftSection={<IconArrowUp size={16} />} disabled={!canMove(scenario, stepKey, -1)} onClick={() => change((now) => moveStep(now, stepKey, -1))}>{t("move_up")}</Menu.Item>
        <Menu.Item leftSection={<IconArrowDown size={16} />} disabled={!canMove(scenario, stepKey, 1)} onClick={() => change((now) => moveStep(now, stepKey, 1))}>{t("move_down")}</Menu.Item>
        <Menu.Item color="pomegranate" leftSection={<IconTrash size={16} />} onClick={() => onRemove(stepKey)}>{t("steps.delete")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
