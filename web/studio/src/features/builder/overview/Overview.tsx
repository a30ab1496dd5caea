import { Badge, Button, Group, Text, Title } from "@mantine/core";
import { IconArrowRight, IconColumns3, IconPlus, IconRoute } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { seriesColor, seriesVar } from "@/shared/theme/tokens";

import classes from "../builder.module.css";
import { entityIcon, triggerIcon } from "../icons";
import { problemsUnder } from "../model/problems";
import { runAsText, scenarioSentence, scenarioTitle, triggerSentence } from "../model/sentences";
import type { Scenario } from "../model/solution";
import { titleOf } from "../model/titles";
import { useBuild } from "../navigation";
import { useDraftState, useLens } from "../state/draft";
import { Empty } from "../ui/Empty";
import { Glyph } from "../ui/Glyph";

/** A map of what is built: data, funnels and the scenarios between them. */
export function Overview() {
  const { t } = useTranslation("builder");
  const { go } = useBuild();
  const { solution } = useLens();
  const blank = solution.entities.length === 0;
  return (
    <div className={classes.page}>
      <Title order={1} size="h2" mb={4}>{t("overview.title")}</Title>
      <Text c="dimmed" mb="xl" maw={640}>{t("overview.text")}</Text>
      {blank ? (
        <Empty title={t("overview.empty")} text={t("overview.empty_text")}>
          <Button leftSection={<IconPlus size={16} />} onClick={() => go(["entities"], { view: "new" })}>{t("entities.add")}</Button>
        </Empty>
      ) : (
        <>
          <Entities />
          <Funnels />
          <Scenarios />
        </>
      )}
    </div>
  );
}

function Section({ title, add, onAdd, children }: { title: string; add: string; onAdd: () => void; children: ReactNode }) {
  return (
    <section aria-label={title} style={{ marginBottom: 36 }}>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">{title}</Title>
        <Button size="xs" variant="subtle" leftSection={<IconPlus size={15} />} onClick={onAdd}>{add}</Button>
      </Group>
      {children}
    </section>
  );
}

function Entities() {
  const { t } = useTranslation("builder");
  const { go, hrefOf } = useBuild();
  const lens = useLens();
  return (
    <Section title={t("nav.entities")} add={t("entities.add")} onAdd={() => go(["entities"], { view: "new" })}>
      <div className={classes.cards}>
        {lens.solution.entities.map((entity) => (
          <Link key={entity.key} to={hrefOf("entities", entity.key)} className={classes.card}>
            <Group gap="sm" wrap="nowrap">
              <Glyph of={entityIcon(entity.icon)} />
              <div style={{ minWidth: 0 }}>
                <Text fw={600} truncate>{titleOf(entity, lens.language)}</Text>
                <Text size="xs" c="dimmed">{t("entities.fields_count", { count: entity.fields.length })}</Text>
              </div>
            </Group>
          </Link>
        ))}
      </div>
    </Section>
  );
}

function Funnels() {
  const { t } = useTranslation("builder");
  const { go, hrefOf } = useBuild();
  const lens = useLens();
  const { funnels } = lens.solution;
  return (
    <Section title={t("nav.funnels")} add={t("funnels.add")} onAdd={() => go(["funnels"], { view: "new" })}>
      {funnels.length === 0 && <Text size="sm" c="dimmed">{t("funnels.empty_text")}</Text>}
      <div className={classes.cards}>
        {funnels.map((funnel) => (
          <Link key={funnel.key} to={hrefOf("funnels", funnel.key)} className={classes.card}>
            <Group gap="sm" wrap="nowrap">
              <Glyph of={IconColumns3} tone="indigo" />
              <div style={{ minWidth: 0 }}>
                <Text fw={600} truncate>{titleOf(funnel, lens.language)}</Text>
                <Text size="xs" c="dimmed">{t("funnels.stages_count", { count: funnel.stages.length })}</Text>
              </div>
            </Group>
            <div style={{ display: "flex", gap: 3, marginTop: 6 }} aria-hidden>
              {funnel.stages.map((stage, at) => (
                <span key={stage.key} style={{ flex: 1, height: 5, borderRadius: 3, background: seriesVar(seriesColor(at, stage.color, stage.kind)) }} />
              ))}
            </div>
          </Link>
        ))}
      </div>
    </Section>
  );
}

function Scenarios() {
  const { t } = useTranslation("builder");
  const { go } = useBuild();
  const { solution } = useLens();
  return (
    <Section title={t("nav.scenarios")} add={t("scenarios.add")} onAdd={() => go(["scenarios"], { view: "new" })}>
      {solution.scenarios.length === 0 ? (
        <Empty title={t("scenarios.empty")} text={t("scenarios.empty_text")}>
          <Button leftSection={<IconPlus size={16} />} onClick={() => go(["scenarios"], { view: "new" })}>{t("scenarios.add")}</Button>
        </Empty>
      ) : (
        <ScenarioCards scenarios={solution.scenarios} />
      )}
    </Section>
  );
}

/** Scenarios as cards: when what happens, what is done. */
export function ScenarioCards({ scenarios }: { scenarios: readonly Scenario[] }) {
  return (
    <div className={classes.cards} style={{ gridTemplateColumns: "repeat(auto-fill, minmax(330px, 100%))" }}>
      {scenarios.map((scenario) => <ScenarioCard key={scenario.key} scenario={scenario} />)}
    </div>
  );
}

function ScenarioCard({ scenario }: { scenario: Scenario }) {
  const { t } = useTranslation("builder");
  const { hrefOf } = useBuild();
  const lens = useLens();
  const { report } = useDraftState();
  const errors = problemsUnder(report.errors, ["scenarios", lens.solution.scenarios.indexOf(scenario)]).length;
  return (
    <Link to={hrefOf("scenarios", scenario.key)} className={classes.card} data-scenario={scenario.key}>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <Glyph of={triggerIcon(scenario.trigger.on)} tone="saffron" />
        <div style={{ minWidth: 0, flex: 1 }}>
          <Text fw={600} lineClamp={2}>{scenarioTitle(lens, scenario)}</Text>
          <Text size="xs" c="dimmed">{runAsText(lens, scenario.run_as)}</Text>
        </div>
        {errors > 0 ? (
          <Badge color="pomegranate" variant="light">{t("issues.errors", { count: errors })}</Badge>
        ) : (
          <Badge color={scenario.enabled === false ? "gray" : "leaf"} variant="light">{t(scenario.enabled === false ? "scenarios.off" : "scenarios.on")}</Badge>
        )}
      </Group>
      <Group gap={6} wrap="nowrap" align="flex-start" mt={4}>
        <IconRoute size={15} style={{ flex: "none", marginTop: 2 }} color="var(--ink-soft)" aria-hidden />
        <Text size="sm">
          {triggerSentence(lens, scenario.trigger)} <IconArrowRight size={13} style={{ verticalAlign: -2 }} aria-label={t("scenarios.then")} /> {scenarioSentence(lens, scenario)}
        </Text>
      </Group>
    </Link>
  );
}
