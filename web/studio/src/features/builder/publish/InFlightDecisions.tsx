import { Badge, SegmentedControl, Select, Stack, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useTranslation } from "react-i18next";

import { formatNumber } from "@/shared/format/format";

import type { Standing, UnderWay } from "../api/going";
import { useLiveDocument } from "../impact/useLive";
import { FINISH, lostSteps, type Do, type InFlight, type InFlightAnswers } from "../model/inflight";
import { stepName, type Lens } from "../model/scope";
import { scenarioTitle } from "../model/sentences";
import { byKey } from "../model/solution";
import { findStep, walk } from "../model/steps";
import { textOf } from "../model/titles";
import { useLens } from "../state/draft";
import classes from "./publish.module.css";

interface Props {
  underWay: readonly UnderWay[];
  answers: InFlightAnswers;
  onAnswer: (scenario: string, answer: InFlight) => void;
}

/** Before publishing: the runs that are under way by what is about to change, where they stand, and what becomes of them. */
export function InFlightDecisions({ underWay, answers, onAnswer }: Props) {
  const { t } = useTranslation("live");
  const asked = underWay.filter((one) => one.change !== "unchanged");
  if (asked.length === 0) return null;
  return (
    <Stack gap="xs" role="group" aria-label={t("flight.title")}>
      <Text fw={600} size="sm">{t("flight.title")}</Text>
      {asked.map((one) => <Asked key={one.scenario} one={one} answer={answers[one.scenario] ?? FINISH} onAnswer={(answer) => onAnswer(one.scenario, answer)} />)}
    </Stack>
  );
}

function Asked({ one, answer, onAnswer }: { one: UnderWay; answer: InFlight; onAnswer: (answer: InFlight) => void }) {
  const { t } = useTranslation("live");
  const lens = useLens();
  const live = useLiveDocument();
  const phone = useMediaQuery("(max-width: 760px)");
  const drawn = byKey(lens.solution.scenarios, one.scenario);
  const shown = drawn ?? byKey(live?.scenarios ?? [], one.scenario);
  const title = shown ? scenarioTitle(lens, shown) : one.scenario;
  const ways: Do[] = one.change === "removed" ? ["finish", "stop"] : ["finish", "move", "stop"];
  const targets = drawn ? walk(drawn).map(({ step }) => ({ value: step.key, label: stepName(lens, step) })) : [];
  return (
    <div className={classes.decision} role="group" aria-label={title}>
      <div className={classes.head}>
        <Text size="sm" fw={600} className={classes.grow}>{title}</Text>
        <Badge variant="light" color="saffron">{t("flight.runs", { count: one.runs, number: formatNumber(one.runs) })}</Badge>
      </div>
      <ul className={classes.places}>
        {one.places.map((place) => (
          <li key={`${String(place.version)}/${place.step ?? ""}`} className={classes.place}>
            <span className={classes.grow}>{t("flight.at", { count: place.runs, number: formatNumber(place.runs), step: nameOf(place, one.scenario, lens, live, t("flight.beginning")) })}</span>
            {place.step !== null && !place.stays && drawn && <Badge variant="light" color="pomegranate">{t("flight.gone")}</Badge>}
          </li>
        ))}
      </ul>
      <SegmentedControl size="xs" fullWidth orientation={phone ? "vertical" : "horizontal"} aria-label={t("flight.choose", { title })} value={answer.do} onChange={(value) => onAnswer({ ...answer, do: value as Do })} data={ways.map((value) => ({ value, label: t(`flight.${value}`) }))} />
      <Text size="xs" c="dimmed">{t(`flight.${answer.do}_help`)}</Text>
      {answer.do === "move" &&
        lostSteps(one).map((step) => (
          <Select
            key={step}
            size="xs"
            required
            label={t("flight.goes_on", { step: nameOfStep(step, one.scenario, lens, live) })}
            placeholder={t("flight.choose_step")}
            data={targets}
            value={answer.steps[step] ?? null}
            allowDeselect={false}
            onChange={(to) => to && onAnswer({ ...answer, steps: { ...answer.steps, [step]: to } })}
          />
        ))}
    </div>
  );
}

function nameOf(place: Standing, scenario: string, lens: Lens, live: ReturnType<typeof useLiveDocument>, beginning: string): string {
  if (place.step === null) return beginning;
  return textOf(place.title, lens.language) || nameOfStep(place.step, scenario, lens, live);
}

/** A step as its own version calls it, where that is the live one. */
function nameOfStep(key: string, scenario: string, lens: Lens, live: ReturnType<typeof useLiveDocument>): string {
  for (const solution of [live, lens.solution]) {
    const holder = solution && byKey(solution.scenarios, scenario);
    const step = holder && findStep(holder, key)?.step;
    if (solution && step) return stepName({ ...lens, solution }, step);
  }
  return key;
}
