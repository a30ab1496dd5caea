import { ActionIcon, Button, Drawer, Menu, SegmentedControl, Switch } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconArrowLeft, IconCopy, IconDots, IconFlask, IconListDetails, IconSettings, IconSitemap, IconTrash } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useContext, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import { Loading } from "@/shared/ui/Loading";

import classes from "../builder.module.css";
import { insertStep, removeStep } from "../model/steps";
import { newStep } from "../model/making";
import { scenarioTitle } from "../model/sentences";
import type { Path } from "../model/pointer";
import { keyFor, textOf } from "../model/titles";
import { useBuild } from "../navigation";
import { TryContext } from "../proving/context";
import { TryDrawer } from "../proving/TryDrawer";
import { useDraftStore, useLens, useThing } from "../state/draft";
import { TitleInput } from "../ui/TitleInput";
import { ScenarioContext } from "./context";
import { Outline } from "./Outline";
import { Panel, panelTitle } from "./Panel";
import { RunAs } from "./RunAs";
import { SETTINGS } from "./ScenarioSettings";
import editor from "./scenarios.module.css";
import { StepPicker } from "./StepPicker";

const Canvas = lazy(() => import("./Canvas").then((module) => ({ default: module.Canvas })));

/** A scenario: the picture, and beside it what is chosen in it. */
export function ScenarioEditor({ scenarioKey }: { scenarioKey: string }) {
  const { t } = useTranslation("builder");
  const { at, view, select } = useBuild();
  const { thing: scenario, change, path } = useThing("scenarios", scenarioKey);
  const lens = useLens();
  const phone = useMediaQuery("(max-width: 760px)");
  const [adding, setAdding] = useState<{ list: Path; index: number }>();
  const [trying, setTrying] = useState<{ until?: string }>();
  const tryIt = useCallback((until?: string) => setTrying({ until }), []);
  const outlined = phone || view === "outline";
  const opened = useMemo(() => (scenario ? { scenario, change, path } : null), [scenario, change, path]);
  const add = useCallback((list: Path, index: number) => setAdding({ list, index }), []);
  if (!scenario || !opened) return null;
  const pick = (what: string): void => {
    if (!adding) return;
    const { scenario: next, key } = insertStep(scenario, adding.list, adding.index, newStep(what, lens.solution, scenario));
    change(() => next);
    setAdding(undefined);
    select(key);
  };
  const remove = (key: string): void => {
    change((now) => removeStep(now, key));
    select(undefined);
  };
  const shown = { selected: at, onSelect: select, onAdd: add, onRemove: remove };
  return (
    <ScenarioContext value={opened}>
      <TryContext value={tryIt}>
        <Bar scenarioKey={scenarioKey} outlined={outlined} />
        <div className={editor.body}>
          <div className={editor.stage}>
            {outlined ? (
              <Outline {...shown} />
            ) : (
              <Suspense fallback={<Loading />}>
                <Canvas {...shown} />
              </Suspense>
            )}
          </div>
          {!phone && at && (
            <aside className={editor.panel} aria-label={t("panel.label")}>
              <Panel selected={at} onClose={() => select(undefined)} onRemove={remove} />
            </aside>
          )}
        </div>
        {phone && (
          <Drawer opened={Boolean(at)} onClose={() => select(undefined)} position="bottom" size="82%" title={at && <span className="visually-hidden">{panelTitle(lens, scenario, at)}</span>} closeButtonProps={{ "aria-label": t("close") }}>
            {at && <Panel selected={at} onClose={() => select(undefined)} onRemove={remove} />}
          </Drawer>
        )}
        {adding && <StepPicker onPick={pick} onClose={() => setAdding(undefined)} />}
        {trying && <TryDrawer until={trying.until} onClose={() => setTrying(undefined)} />}
      </TryContext>
    </ScenarioContext>
  );
}

function Bar({ scenarioKey, outlined }: { scenarioKey: string; outlined: boolean }) {
  const { t } = useTranslation(["builder", "proving", "live"]);
  const { at, hrefOf, select, show } = useBuild();
  const tryIt = useContext(TryContext);
  const { thing: scenario, change } = useThing("scenarios", scenarioKey);
  const lens = useLens();
  if (!scenario) return null;
  return (
    <div className={editor.bar}>
      <ActionIcon component={Link} to={hrefOf("scenarios")} aria-label={t("scenarios.back")}>
        <IconArrowLeft size={18} />
      </ActionIcon>
      <div className={editor.title}>
        <TitleInput
          aria-label={t("scenarios.title")}
          className={classes.titleInput}
          value={scenario.title}
          fallback={scenarioTitle(lens, scenario)}
          onChange={(title) => change((now) => ({ ...now, title }), "title")}
        />
      </div>
      <Switch label={t("scenarios.enabled")} checked={scenario.enabled !== false} onChange={(event) => change((now) => ({ ...now, enabled: event.currentTarget.checked }))} />
      <RunAs value={scenario.run_as} onChange={(run_as) => change((now) => ({ ...now, run_as }))} />
      <SegmentedControl
        visibleFrom="sm"
        size="xs"
        aria-label={t("scenarios.view")}
        value={outlined ? "outline" : "canvas"}
        onChange={(value) => show(value === "outline" ? "outline" : undefined)}
        data={[
          { value: "canvas", label: <ViewLabel of={IconSitemap} text={t("scenarios.canvas")} /> },
          { value: "outline", label: <ViewLabel of={IconListDetails} text={t("scenarios.outline")} /> },
        ]}
      />
      <Button size="xs" variant="default" leftSection={<IconFlask size={15} aria-hidden />} onClick={() => tryIt()}>{t("proving:open")}</Button>
      <ActionIcon aria-label={t("live:settings.title")} aria-pressed={at === SETTINGS} onClick={() => select(at === SETTINGS ? undefined : SETTINGS)}>
        <IconSettings size={18} />
      </ActionIcon>
      <ScenarioMenu scenarioKey={scenarioKey} />
    </div>
  );
}

function ViewLabel({ of: Mark, text }: { of: typeof IconSitemap; text: string }) {
  return (
    <span style={{ display: "inline-flex", gap: 6, alignItems: "center" }}>
      <Mark size={15} aria-hidden />
      {text}
    </span>
  );
}

function ScenarioMenu({ scenarioKey }: { scenarioKey: string }) {
  const { t } = useTranslation("builder");
  const { edit } = useDraftStore();
  const { go } = useBuild();
  const { language } = useLens();
  const remove = (): void => {
    edit((now) => ({ ...now, scenarios: now.scenarios.filter((one) => one.key !== scenarioKey) }));
    go(["scenarios"]);
  };
  const duplicate = (): void => {
    let made = "";
    edit((now) => {
      const source = now.scenarios.find((one) => one.key === scenarioKey);
      if (!source) return now;
      made = keyFor(source.key, now.scenarios.map((one) => one.key), "scenario");
      const title = textOf(source.title, language);
      return { ...now, scenarios: [...now.scenarios, { ...source, key: made, enabled: false, ...(title && { title: t("scenarios.copy_of", { title }) }) }] };
    });
    if (made) go(["scenarios", made]);
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t("scenarios.more")}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={duplicate}>{t("scenarios.duplicate")}</Menu.Item>
        <Menu.Item color="pomegranate" leftSection={<IconTrash size={16} />} onClick={remove}>{t("scenarios.delete")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

