import { ActionIcon, Menu, UnstyledButton } from "@mantine/core";
import { IconArrowLeft, IconArrowRight, IconBolt, IconDots, IconGripVertical, IconPlus, IconTrash } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { seriesColor, seriesVar } from "@/shared/theme/tokens";

import classes from "../builder.module.css";
import { moveAt, pointerOf } from "../model/pointer";
import { scenarioSentence, scenarioTitle } from "../model/sentences";
import type { Stage } from "../model/solution";
import { titleOf } from "../model/titles";
import { withoutStage } from "../model/transitions";
import { useCreateScenario } from "../scenarios/useCreateScenario";
import { useBuild } from "../navigation";
import { useLens, useProblems, useThing } from "../state/draft";
import { ConfirmDelete } from "../ui/ConfirmDelete";
import { Problems } from "../ui/Problems";
import { TitleInput } from "../ui/TitleInput";
import funnels from "./funnels.module.css";
import { StageSettings } from "./StageSettings";

interface Props {
  funnelKey: string;
  index: number;
  handle: object | null;
  dragging: boolean;
}

/** One stage, edited in place, with the scenarios that entering it starts. */
export function StageColumn({ funnelKey, index, handle, dragging }: Props) {
  const { t } = useTranslation("builder");
  const { thing: funnel, change, index: at } = useThing("funnels", funnelKey);
  const { language } = useLens();
  const { errors, warnings } = useProblems(["funnels", at, "stages", index]);
  const stage = funnel?.stages[index];
  if (!funnel || !stage) return null;
  const edit = (how: (stage: Stage) => Stage, place?: string): void => change((now) => ({ ...now, stages: now.stages.map((one, n) => (n === index ? how(one) : one)) }), place && `stage/${stage.key}/${place}`);
  const title = titleOf(stage, language);
  return (
    <section className={funnels.stage} aria-label={title} data-error={errors.length > 0 || undefined} data-dragging={dragging || undefined} style={{ "--stage": seriesVar(seriesColor(index, stage.color, stage.kind)) } as React.CSSProperties}>
      <div className={funnels.band} />
      <div className={funnels.head}>
        <span {...handle} aria-label={t("stages.drag", { title })} style={{ color: "var(--ink-soft)", display: "grid", padding: 2 }}>
          <IconGripVertical size={16} aria-hidden />
        </span>
        <TitleInput style={{ flex: 1 }} aria-label={t("stages.title")} value={stage.title} fallback={title} onChange={(one) => edit((now) => ({ ...now, title: one }), "title")} />
        <StageMenu funnelKey={funnelKey} index={index} />
      </div>
      <StageSettings stage={stage} index={index} entity={funnel.entity} onEdit={edit} />
      {errors.length + warnings.length > 0 && <div style={{ padding: "0 14px 12px" }}><Problems errors={errors} warnings={warnings} /></div>}
      <StageScenarios funnel={funnelKey} entity={funnel.entity} stage={stage} />
    </section>
  );
}

function StageMenu({ funnelKey, index }: { funnelKey: string; index: number }) {
  const { t } = useTranslation("builder");
  const lens = useLens();
  const { thing: funnel, change, path } = useThing("funnels", funnelKey);
  const [asking, setAsking] = useState(false);
  const stage = funnel?.stages[index];
  if (!funnel || !stage) return null;
  const title = titleOf(stage, lens.language);
  const move = (to: number): void => change((now) => moveAt(now, ["stages"], index, to));
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size="md" aria-label={t("stages.more", { title })}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconArrowLeft size={15} />} disabled={index === 0} onClick={() => move(index - 1)}>{t("move_left")}</Menu.Item>
          <Menu.Item leftSection={<IconArrowRight size={15} />} disabled={index === funnel.stages.length - 1} onClick={() => move(index + 1)}>{t("move_right")}</Menu.Item>
          <Menu.Item color="pomegranate" leftSection={<IconTrash size={15} />} onClick={() => setAsking(true)}>{t("stages.delete")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asking && (
        <ConfirmDelete
          title={title}
          pointer={pointerOf([...path, "stages", index])}
          consequence={t("stages.delete_consequence")}
          onConfirm={() => change((now) => ({ ...now, stages: now.stages.filter((one) => one.key !== stage.key), transitions: withoutStage(now.transitions, stage.key) }))}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

function StageScenarios({ funnel, entity, stage }: { funnel: string; entity: string; stage: Stage }) {
  const { t } = useTranslation("builder");
  const { hrefOf } = useBuild();
  const lens = useLens();
  const create = useCreateScenario();
  const here = lens.solution.scenarios.filter((scenario) => scenario.trigger.on === "stage.entered" && scenario.trigger.funnel === funnel && scenario.trigger.stage === stage.key);
  return (
    <div className={funnels.scenarios}>
      <span className={classes.eyebrow}>{t("stages.scenarios")}</span>
      {here.map((scenario) => (
        <Link key={scenario.key} to={hrefOf("scenarios", scenario.key)} className={funnels.scenario}>
          <IconBolt size={15} aria-hidden />
          <span>{scenario.title ? scenarioTitle(lens, scenario) : scenarioSentence(lens, scenario)}</span>
        </Link>
      ))}
      <UnstyledButton className={funnels.scenario} aria-label={t("stages.add_scenario", { title: titleOf(stage, lens.language) })} onClick={() => create({ on: "stage.entered", entity, funnel, stage: stage.key })}>
        <IconPlus size={15} aria-hidden />
        <span>{t("stages.add_scenario_short")}</span>
      </UnstyledButton>
    </div>
  );
}
