import { Modal, Text } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { Change } from "../api/going";
import { marksOf } from "../model/grouping";
import { byKey, type Solution } from "../model/solution";
import { titleOf } from "../model/titles";
import { useBuild } from "../navigation";
import { ScenarioContext } from "../scenarios/context";
import { Outline } from "../scenarios/Outline";
import { DraftContext, useLens } from "../state/draft";
import { DraftStore } from "../state/DraftStore";
import classes from "./publish.module.css";

interface Props {
  scenario: string;
  before: Solution;
  after: Solution;
  changes: readonly Change[];
  onClose: () => void;
}

/** One scenario in both versions, side by side: what went is marked on the left, what came on the right. */
export function ScenarioPictures({ scenario, before, after, changes, onClose }: Props) {
  const { t } = useTranslation(["live", "builder"]);
  const { language } = useLens();
  const marks = marksOf(changes, scenario);
  const drawn = byKey(after.scenarios, scenario);
  return (
    <Modal opened onClose={onClose} size="min(1280px, 96vw)" title={drawn ? titleOf(drawn, language) : scenario} closeButtonProps={{ "aria-label": t("builder:close") }}>
      <div className={classes.sides}>
        {([["before", before], ["after", after]] as const).map(([side, solution]) => (
          <section key={side} aria-label={t(side)}>
            <Text fw={650} size="sm" mb={4}>{t(side)}</Text>
            <Drawn solution={solution} scenario={scenario} markOf={(key) => marks.get(key)} />
          </section>
        ))}
      </div>
    </Modal>
  );
}

function Drawn({ solution, scenario: key, markOf }: { solution: Solution; scenario: string; markOf: (key: string) => Change["kind"] | undefined }) {
  const { slug } = useBuild();
  const store = useMemo(() => new DraftStore(slug, solution, undefined), [slug, solution]);
  const index = solution.scenarios.findIndex((one) => one.key === key);
  const scenario = solution.scenarios[index];
  const opened = useMemo(() => (scenario ? { scenario, path: ["scenarios", index], change: () => undefined } : null), [scenario, index]);
  if (!opened) return null;
  return (
    <DraftContext value={store}>
      <ScenarioContext value={opened}>
        <Outline selected={undefined} onSelect={() => undefined} markOf={markOf} />
      </ScenarioContext>
    </DraftContext>
  );
}
