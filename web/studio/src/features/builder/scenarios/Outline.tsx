import { Badge } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { STEP_COLORS, stepIcon, triggerIcon } from "../icons";
import type { Path } from "../model/pointer";
import { problemsOfStep, problemsUnder } from "../model/problems";
import { stepName } from "../model/scope";
import { conditionSentence, stepSentence, triggerSentence } from "../model/sentences";
import type { Step } from "../model/solution";
import { armsOf, kindOf } from "../model/steps";
import { useDraftState } from "../state/draft";
import { Glyph } from "../ui/Glyph";
import { useScenario } from "./context";
import { Count, StatusMark, useArmName, type CanvasActions } from "./nodes";
import type { PaintOf } from "./paint";
import editor from "./scenarios.module.css";

const MARKS = { added: "leaf", changed: "caspian", removed: "pomegranate" } as const;

interface Props extends CanvasActions {
  selected: string | undefined;
  paintOf?: PaintOf;
  /** How a step differs from another version of the scenario. */
  markOf?: (key: string) => "added" | "removed" | "changed" | undefined;
}

/** The same scenario as a list to read from top to bottom: when, if, then. */
export function Outline(props: Props) {
  const { t } = useTranslation("builder");
  const { scenario, lens, path } = useScenario();
  const { report } = useDraftState();
  const { selected, onSelect } = props;
  const condition = conditionSentence(lens, scenario, scenario.when ?? "");
  return (
    <div className={editor.outline}>
      <ol className={editor.list} aria-label={t("scenarios.outline")}>
        <li>
          <button type="button" className={editor.row} aria-pressed={selected === "trigger"} onClick={() => onSelect("trigger")}>
            <Glyph of={triggerIcon(scenario.trigger.on)} tone="saffron" />
            <span>
              <span className={editor.word}>{t("scenarios.when")}</span>
              <span className={editor.name} style={{ whiteSpace: "normal" }}>{triggerSentence(lens, scenario.trigger)}</span>
            </span>
            <Count errors={props.paintOf ? 0 : problemsUnder(report.errors, [...path, "trigger"]).length} />
          </button>
        </li>
        <li style={{ marginTop: 8 }}>
          <button type="button" className={editor.row} aria-pressed={selected === "when"} onClick={() => onSelect("when")}>
            <span className={editor.word}>{t("scenarios.if")}</span>
            <span className={editor.says}>{condition}</span>
            <Count errors={props.paintOf ? 0 : problemsUnder(report.errors, [...path, "when"]).length} />
          </button>
        </li>
        <Steps {...props} steps={scenario.steps} list={["steps"]} after={t("trigger.label")} />
      </ol>
    </div>
  );
}

function Steps({ steps, list, after, ...props }: Props & { steps: readonly Step[]; list: Path; after: string }) {
  const { lens } = useScenario();
  return (
    <>
      <li>
        <Between {...props} list={list} index={0} after={after} />
      </li>
      {steps.map((step, index) => (
        <Row key={step.key} {...props} step={step} list={list} index={index} last={index === steps.length - 1} after={stepName(lens, step)} />
      ))}
    </>
  );
}

function Row({ step, list, index, after, last, ...props }: Props & { step: Step; list: Path; index: number; after: string; last: boolean }) {
  const { t } = useTranslation("builder");
  const { scenario, lens, path } = useScenario();
  const { report } = useDraftState();
  const armName = useArmName();
  const place = [...path, ...list, index];
  const what = kindOf(step) === "action" ? (step.action ?? "") : kindOf(step);
  const errors = props.paintOf ? 0 : problemsOfStep(report.errors, place).length;
  const warnings = props.paintOf ? 0 : problemsOfStep(report.warnings, place).length;
  const paint = props.paintOf?.(step.key);
  const mark = props.markOf?.(step.key);
  return (
    <li>
      <button type="button" className={editor.row} data-step={step.key} data-error={errors > 0 || undefined} aria-pressed={props.selected === step.key} onClick={() => props.onSelect(step.key)} data-idle={(props.paintOf && !paint) || undefined} data-differs={mark}>
        <Glyph of={stepIcon(what)} tone={STEP_COLORS[what]} />
        <span>
          <span className={editor.name}>{after}</span>
          <span className={editor.says}>{stepSentence(lens, scenario, step)}</span>
        </span>
        <Count errors={errors} warnings={warnings} />
        {paint && <StatusMark status={paint.status} />}
        {mark && <Badge variant="light" color={MARKS[mark]} style={{ flex: "none" }}>{t(`changes.${mark}`)}</Badge>}
      </button>
      {armsOf(step).map((arm) => (
        <div key={arm.path.join("/")} className={editor.inner} role="group" aria-label={armName(arm)}>
          <span className={editor.armName}>{armName(arm)}</span>
          <ol className={editor.list}>
            <Steps {...props} steps={arm.steps} list={[...list, index, ...arm.path]} after={armName(arm)} />
          </ol>
        </div>
      ))}
      {(!last || kindOf(step) !== "stop") && <Between {...props} list={list} index={index + 1} after={after} />}
    </li>
  );
}

function Between({ onAdd, list, index, after }: Props & { list: Path; index: number; after: string }) {
  const { t } = useTranslation("builder");
  return (
    <div className={editor.between}>
      {onAdd && (
        <button type="button" className={editor.add} aria-label={t("steps.add_after", { step: after })} onClick={() => onAdd(list, index)}>
          <IconPlus size={14} aria-hidden />
          {t("steps.add")}
        </button>
      )}
    </div>
  );
}
