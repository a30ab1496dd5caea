import { Badge, Code, Collapse, Stack, Table, Text, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { formatDateTime, formatMilliseconds } from "@/shared/format/format";
import { usePeople, useZone } from "@/shared/solution/useSolution";

import { duration, errorText, type Run, type RunStep } from "../api/runs";
import { isConditionPart } from "../model/conditionParts";
import { stepName, type Lens } from "../model/scope";
import { conditionSentence, entityTitle, fieldTitle, formulaText, roleTitle, stageTitle, stripEquals } from "../model/sentences";
import { byKey, isObject, type Step } from "../model/solution";
import { armName as journalName, armsOf, findStep, kindOf } from "../model/steps";
import { humanise } from "../model/titles";
import { useScenario } from "../scenarios/context";
import { StatusMark, useArmName } from "../scenarios/nodes";
import editor from "../scenarios/scenarios.module.css";
import { useLens } from "../state/draft";
import { ConditionTree } from "./ConditionTree";
import { statusOfTurn, turnsOf } from "./turns";

interface Props {
  run: Run;
  selected: string | undefined;
  onSelect: (key: string | undefined) => void;
}

/** The steps as they ran: what went in, what came out, how long it took. */
export function RunSteps({ run, selected, onSelect }: Props) {
  const { t } = useTranslation("builder");
  return (
    <Stack gap="md">
      <RunCondition run={run} />
      {run.steps.length === 0 ? <Text size="sm" c="dimmed">{t("run.no_steps")}</Text> : <StepList run={run} selected={selected} onSelect={onSelect} />}
    </Stack>
  );
}

/** The scenario's own condition, with what it read when the run began. */
function RunCondition({ run }: { run: Run }) {
  const { t } = useTranslation("builder");
  const lens = useLens();
  const tree = run.condition?.tree;
  if (!isConditionPart(tree)) return null;
  return (
    <section aria-label={t("scenarios.if")}>
      <Text size="xs" fw={650} c="dimmed" mb={4}>{t("scenarios.if")}</Text>
      <ConditionTree part={tree} scenario={byKey(lens.solution.scenarios, run.scenario)} />
    </section>
  );
}

function StepList({ run, selected, onSelect }: Props) {
  const { t } = useTranslation("builder");
  const row = (step: RunStep, at: number): React.ReactNode => (
    <RunStepRow key={`${step.key}/${String(at)}/${String(step.attempt)}`} run={run} step={step} opened={selected === step.key} onToggle={() => onSelect(selected === step.key ? undefined : step.key)} />
  );
  return (
    <Stack gap="xs" component="ol" p={0} m={0} style={{ listStyle: "none" }} aria-label={t("run.steps")}>
      {turnsOf(run.steps).map((part, at) => (part.turn === undefined ? part.steps.map((step) => row(step, at)) : <Turn key={at} number={part.turn + 1} steps={part.steps}>{part.steps.map(row)}</Turn>))}
    </Stack>
  );
}

/** One turn of a loop: closed, unless something in it failed or is still under way. */
function Turn({ number, steps, children }: { number: number; steps: readonly RunStep[]; children: React.ReactNode }) {
  const { t } = useTranslation("builder");
  const status = statusOfTurn(steps);
  const [opened, { toggle }] = useDisclosure(status !== "done" || number === 1);
  return (
    <li>
      <UnstyledButton className={editor.turn} aria-expanded={opened} onClick={toggle}>
        {opened ? <IconChevronDown size={15} aria-hidden /> : <IconChevronRight size={15} aria-hidden />}
        <Text span size="xs" fw={600}>{t("run.turn", { number })}</Text>
        <StatusMark status={status} />
      </UnstyledButton>
      <Collapse expanded={opened}>
        <ol className={editor.turnSteps}>{children}</ol>
      </Collapse>
    </li>
  );
}

function RunStepRow({ run, step, opened, onToggle }: { run: Run; step: RunStep; opened: boolean; onToggle: () => void }) {
  const { t } = useTranslation("builder");
  const lens = useLens();
  const scenario = byKey(lens.solution.scenarios, run.scenario);
  const designed = scenario && findStep(scenario, step.key)?.step;
  const took = duration(step);
  const error = errorText(step.error);
  const output = isObject(step.output) ? step.output : undefined;
  const branch = output?.branch;
  const asked = isObject(step.input) && isConditionPart(step.input.condition) ? step.input.condition : undefined;
  return (
    <li>
      <UnstyledButton className={editor.row} aria-expanded={opened} aria-pressed={opened} onClick={onToggle}>
        <StatusMark status={step.status} />
        <span style={{ flex: 1, minWidth: 0 }}>
          <span className={editor.name}>{designed ? stepName(lens, designed) : humanise(step.key)}</span>
          {error && <Text span size="xs" c="pomegranate" display="block">{error}</Text>}
          {branch !== undefined && designed && <Taken step={designed} branch={String(branch)} />}
          {designed && kindOf(designed) === "for_each" && typeof output?.count === "number" && <span className={editor.says}>{t("run.turns", { count: output.count })}</span>}
          {step.status === "skipped" && <span className={editor.says}>{t(`run.skipped.${output?.reason === "no_messages" ? "no_messages" : "condition"}`)}</span>}
        </span>
        {step.attempt > 1 && <Badge size="sm" variant="light" color="saffron">{t("run.attempt", { count: step.attempt })}</Badge>}
        <Text span size="xs" c="dimmed" className="tabular" style={{ flex: "none" }}>{took !== undefined && formatMilliseconds(took)}</Text>
      </UnstyledButton>
      <Collapse expanded={opened}>
        <Stack gap="sm" p="sm">
          {asked && <ConditionTree part={asked} scenario={scenario} />}
          <Values title={t("run.input")} value={asked ? undefined : step.input} entity={designed?.with?.entity as string | undefined} />
          <Values title={t("run.output")} value={branch === undefined && step.status !== "skipped" ? step.output : undefined} entity={designed?.with?.entity as string | undefined} />
          <Attempts step={step} />
          {step.error !== null && step.error !== undefined && <Values title={t("run.error")} value={step.error} />}
        </Stack>
      </Collapse>
    </li>
  );
}

/** The attempts that failed before it went on, or was given up. */
function Attempts({ step }: { step: RunStep }) {
  const { t } = useTranslation("operate");
  const zone = useZone();
  const before = (step.attempts ?? []).filter((one) => one.attempt < step.attempt || step.status === "done");
  if (before.length === 0) return null;
  return (
    <div>
      <Text size="xs" fw={650} c="dimmed" mb={4}>{t("around.attempts")}</Text>
      <ol className={editor.turnSteps}>
        {before.map((one) => (
          <li key={one.attempt}>
            <Text size="xs" className="tabular">{[`${String(one.attempt)}.`, one.finished_at && formatDateTime(one.finished_at, { zone })].filter(Boolean).join(" ")}</Text>
            <Text size="xs" c="pomegranate">{errorText(one.error)}</Text>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Which way a branch went, and by what. */
function Taken({ step, branch }: { step: Step; branch: string }) {
  const { t } = useTranslation("builder");
  const lens = useLens();
  const { scenario } = useScenario();
  const armName = useArmName();
  const arm = armsOf(step).find((one) => journalName(one) === branch);
  const switched = kindOf(step) === "switch";
  const says = switched ? formulaText({ ...lens, step: step.key }, scenario, stripEquals(step.switch ?? "")) : conditionSentence({ ...lens, step: step.key }, scenario, stripEquals(step.if ?? ""));
  return (
    <span className={editor.says} style={{ WebkitLineClamp: 4 }}>
      {says}: <b>{switched ? (arm ? armName(arm) : branch) : t(branch === "then" ? "value.yes" : "value.no")}</b>
    </span>
  );
}

/** An object as names and values; records and lists inside as they are. */
function Values({ title, value, entity }: { title: string; value: unknown; entity?: string }) {
  const lens = useLens();
  const { t } = useTranslation("builder");
  const { nameOf: personOf } = usePeople();
  const flat = flatten(value);
  if (flat.length === 0) return null;
  const nameOf = (name: string): string => {
    const key = name.replace(/^(values|record)\./, "");
    return entity && name !== key ? fieldTitle(lens, entity, key) : t(`input.${name}`, { defaultValue: humanise(name.replace(/\./g, " › ")) });
  };
  return (
    <div>
      <Text size="xs" fw={650} c="dimmed" mb={4}>{title}</Text>
      <Table withTableBorder verticalSpacing={4} fz="xs" layout="fixed">
        <Table.Tbody>
          {flat.map(([name, one]) => (
            <Table.Tr key={name}>
              <Table.Td w="38%" c="dimmed">{nameOf(name)}</Table.Td>
              <Table.Td style={{ overflowWrap: "anywhere" }}>{typeof one === "object" && one !== null ? <Code>{JSON.stringify(one)}</Code> : shown(lens, personOf, name, one)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** A value as its reader knows it: people by name, entities, funnels and stages by title. */
function shown(lens: Lens, personOf: (id: string) => string, name: string, value: unknown): string {
  if (typeof value !== "string") return String(value ?? "—");
  if (name === "entity") return entityTitle(lens, value);
  if (name === "funnel") return stageTitle(lens, value, undefined);
  if (value.startsWith("role:")) return roleTitle(lens, value.slice(5));
  return personOf(value) || value;
}

function flatten(value: unknown): [string, unknown][] {
  if (value === null || value === undefined) return [];
  if (!isObject(value)) return [["value", value]];
  return Object.entries(value).flatMap(([name, one]) =>
    isObject(one) && (name === "values" || name === "record") ? Object.entries(isObject(one.values) ? { id: one.id, ...one.values } : one).map(([inner, deep]) => [`${name}.${inner}`, deep] as [string, unknown]) : [[name, one] as [string, unknown]],
  );
}
