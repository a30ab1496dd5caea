import { IconCircleCheck, IconCircleDashed, IconCircleX, IconClock, IconFlag, IconLoader, IconPlus } from "@tabler/icons-react";
import { Handle, Position, type NodeProps } from "@xyflow/react";
import { createContext, memo, useContext } from "react";
import { useTranslation } from "react-i18next";

import { STEP_COLORS, stepIcon, triggerIcon } from "../icons";
import type { Box } from "../model/layout";
import { problemsOfStep, problemsUnder } from "../model/problems";
import type { Path } from "../model/pointer";
import { resolve, stepName, type Lens } from "../model/scope";
import { conditionSentence, stepSentence, stripEquals, triggerSentence, valueText } from "../model/sentences";
import type { Scenario } from "../model/solution";
import { armName, kindOf, type Arm } from "../model/steps";
import { titleOf } from "../model/titles";
import { useDraftState } from "../state/draft";
import { Glyph } from "../ui/Glyph";
import { useScenario } from "./context";
import { STATUS_COLORS, type PaintOf } from "./paint";
import editor from "./scenarios.module.css";

export interface CanvasActions {
  onSelect: (key: string | undefined) => void;
  /** Absent where the picture is only read. */
  onAdd?: (list: Path, index: number) => void;
}

export const CanvasContext = createContext<CanvasActions & { selected?: string; paintOf?: PaintOf }>({ onSelect: () => undefined });

type Of<K extends Box["kind"]> = Extract<Box, { kind: K }>;

function Ends({ top = true, bottom = true }: { top?: boolean; bottom?: boolean }) {
  return (
    <>
      {top && <Handle type="target" position={Position.Top} isConnectable={false} />}
      {bottom && <Handle type="source" position={Position.Bottom} isConnectable={false} />}
    </>
  );
}

/** "+" stands in the DOM of what it follows, so that the way with Tab is the way down. */
function Plus({ list, index, after, at }: { list: Path; index: number; after: string; at: number }) {
  const { t } = useTranslation("builder");
  const { onAdd } = useContext(CanvasContext);
  if (!onAdd) return null;
  return (
    <button type="button" className={`${editor.plus} nopan`} style={{ top: at }} aria-label={t("steps.add_after", { step: after })} title={t("steps.add")} onClick={() => onAdd(list, index)}>
      <IconPlus size={16} aria-hidden />
    </button>
  );
}

const TriggerNode = memo(function TriggerNode({ data }: NodeProps) {
  const box = data.box as Of<"trigger">;
  const { t } = useTranslation("builder");
  const { scenario, lens, path } = useScenario();
  const { selected, onSelect } = useContext(CanvasContext);
  const { report } = useDraftState();
  const errors = problemsUnder(report.errors, [...path, "trigger"]).length;
  const conditionErrors = problemsUnder(report.errors, [...path, "when"]).length;
  return (
    <div className={editor.node}>
      <div className={editor.trigger}>
        <button type="button" className={editor.when} data-box="trigger" aria-pressed={selected === "trigger"} tabIndex={selected === undefined || selected === "trigger" ? 0 : -1} onClick={() => onSelect("trigger")}>
          <Glyph of={triggerIcon(scenario.trigger.on)} tone="saffron" />
          <span style={{ flex: 1, minWidth: 0 }}>
            <span className={editor.word} style={{ display: "block" }}>{t("scenarios.when")}</span>
            <span className={editor.grow} style={{ fontWeight: 600, fontSize: "0.8125rem", lineHeight: 1.35 }}>{triggerSentence(lens, scenario.trigger)}</span>
          </span>
          <Count errors={errors} />
        </button>
        <button type="button" className={editor.if} aria-pressed={selected === "when"} onClick={() => onSelect("when")}>
          <span className={editor.word}>{t("scenarios.if")}</span>
          <span className={editor.grow}>{conditionSentence(lens, scenario, scenario.when ?? "")}</span>
          <Count errors={conditionErrors} />
        </button>
      </div>
      <Plus list={box.list} index={0} after={t("trigger.label")} at={128} />
      <Ends top={false} />
    </div>
  );
});

const StepNode = memo(function StepNode({ data }: NodeProps) {
  const box = data.box as Of<"step">;
  const { scenario, lens, path } = useScenario();
  const { selected, onSelect, paintOf } = useContext(CanvasContext);
  const { report } = useDraftState();
  const { step } = box;
  const place = [...path, ...box.list, box.index];
  const errors = paintOf ? 0 : problemsOfStep(report.errors, place).length;
  const warnings = paintOf ? 0 : problemsOfStep(report.warnings, place).length;
  const name = stepName(lens, step);
  const what = kindOf(step) === "action" ? (step.action ?? "") : kindOf(step);
  const branching = kindOf(step) !== "action" && !["wait", "set", "stop", "call"].includes(kindOf(step));
  const paint = paintOf?.(step.key);
  return (
    <div className={editor.node} data-idle={(paintOf && !paint) || undefined}>
      <button
        type="button"
        className={editor.card}
        data-box={box.id}
        data-step={step.key}
        data-error={errors > 0 || undefined}
        aria-pressed={selected === step.key}
        tabIndex={selected === step.key ? 0 : -1}
        onClick={() => onSelect(step.key)}
        style={paint ? { borderColor: `var(--mantine-color-${STATUS_COLORS[paint.status] ?? "gray"}-text)` } : undefined}
      >
        <Glyph of={stepIcon(what)} tone={STEP_COLORS[what]} />
        <span>
          <span className={editor.name}>{name}</span>
          <span className={editor.says}>{stepSentence(lens, scenario, step)}</span>
        </span>
        <Count errors={errors} warnings={warnings} />
        {paint && <StatusMark status={paint.status} />}
      </button>
      {!branching && kindOf(step) !== "stop" && <Plus list={box.list} index={box.index + 1} after={name} at={90} />}
      <Ends />
    </div>
  );
});

const ArmNode = memo(function ArmNode({ data }: NodeProps) {
  const box = data.box as Of<"arm">;
  const text = useArmName()(box.arm);
  const { paintOf } = useContext(CanvasContext);
  const taken = paintOf?.(box.parent)?.arm === armName(box.arm);
  return (
    <div className={editor.node}>
      <div className={editor.arm} data-box={box.id} data-taken={taken || undefined} tabIndex={-1} title={text}><span>{text}</span></div>
      <Plus list={box.list} index={0} after={text} at={44} />
      <Ends />
    </div>
  );
});

const JoinNode = memo(function JoinNode({ data }: NodeProps) {
  const box = data.box as Of<"join">;
  const { t } = useTranslation("builder");
  return (
    <div className={editor.node}>
      <div className={editor.join} />
      <Plus list={box.list} index={box.index} after={t("steps.branches")} at={20} />
      <Ends />
    </div>
  );
});

const EndNode = memo(function EndNode() {
  const { t } = useTranslation("builder");
  return (
    <div className={editor.end}>
      <IconFlag size={14} aria-hidden />
      {t("scenarios.end")}
      <Ends bottom={false} />
    </div>
  );
});

export const NODE_TYPES = { trigger: TriggerNode, step: StepNode, arm: ArmNode, join: JoinNode, end: EndNode };

/** What an arm is called: yes, no, a value. */
export function useArmName(): (arm: Arm) => string {
  const { t } = useTranslation("builder");
  const { lens, scenario } = useScenario();
  return ({ label }) => (label.kind === "case" ? caseText(lens, scenario, label) : t(`arm.${label.kind}`, { number: (label.index ?? 0) + 1 }));
}

/** The value of a case as its reader knows it: a choice by its title. */
function caseText(view: Lens, scenario: Scenario, { value, of, step }: Arm["label"]): string {
  const lens = { ...view, step };
  if (typeof value === "boolean") return lens.words(value ? "value.yes" : "value.no");
  const options = resolve(lens, scenario, stripEquals(of ?? "").trim())?.options;
  const option = options?.find((one) => one.key === value);
  return option ? titleOf(option, lens.language) : valueText(lens, scenario, value) || "…";
}

/** How many errors stand here; warnings, where there are none. */
export function Count({ errors, warnings = 0 }: { errors: number; warnings?: number }) {
  const { t } = useTranslation("builder");
  if (errors > 0) return <span className={editor.badge} role="img" aria-label={t("issues.errors", { count: errors })}>{errors}</span>;
  if (warnings > 0) return <span className={editor.badge} data-warning role="img" aria-label={t("issues.warnings", { count: warnings })}>{warnings}</span>;
  return null;
}

const MARKS = { queued: IconCircleDashed, running: IconLoader, waiting: IconClock, done: IconCircleCheck, failed: IconCircleX, refused: IconCircleX } as const;

/** A status as a coloured icon with its word. */
export function StatusMark({ status }: { status: string }) {
  const { t } = useTranslation("builder");
  const Mark = MARKS[status as keyof typeof MARKS] ?? IconCircleDashed;
  return <Mark size={20} color={`var(--mantine-color-${STATUS_COLORS[status] ?? "gray"}-text)`} style={{ flex: "none" }} role="img" aria-label={t(`run.status.${status}`, { defaultValue: status })} />;
}
