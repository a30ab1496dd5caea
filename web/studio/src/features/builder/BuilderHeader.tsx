import { ActionIcon, Badge, Button, Tooltip } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconAlertTriangle, IconArrowBackUp, IconArrowForwardUp, IconCircleCheck, IconRocket } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { keys } from "@/shared/api/keys";
import { formatTime } from "@/shared/format/format";

import { readVersion } from "./api/draft";
import classes from "./builder.module.css";
import { same } from "./model/same";
import { useBuild, type Screen } from "./navigation";
import { IssuesPanel } from "./publish/IssuesPanel";
import { ConflictDialog } from "./publish/ConflictDialog";
import { PublishDialog } from "./publish/PublishDialog";
import { useDraftState, useDraftStore } from "./state/draft";
import { useLiveVersion } from "./state/live";

const TABS: readonly Screen[] = ["overview", "entities", "funnels", "scenarios", "roles", "runs", "versions"];

/** The builder's own bar: its screens, what is saved, what is wrong, and the way to the world. */
export function BuilderHeader() {
  const { t } = useTranslation("builder");
  const { screen, hrefOf } = useBuild();
  const [issues, setIssues] = useState(false);
  const [publishing, setPublishing] = useState(false);
  const tabs = useTabInSight(screen);
  return (
    <div className={classes.header}>
      <nav ref={tabs} className={classes.tabs} aria-label={t("nav.label")}>
        {TABS.map((tab) => (
          <Link key={tab} to={tab === "overview" ? hrefOf() : hrefOf(tab)} className={classes.tab} aria-current={screen === tab ? "page" : undefined} activeOptions={{ exact: true }}>
            {t(`nav.${tab}`)}
          </Link>
        ))}
      </nav>
      <div className={classes.tools}>
        <SaveState />
        <UndoButtons />
        <IssuesButton onOpen={() => setIssues(true)} />
        <DraftBadge />
        <Button size="xs" leftSection={<IconRocket size={16} />} onClick={() => setPublishing(true)}>
          {t("publish.open")}
        </Button>
      </div>
      <IssuesPanel opened={issues} onClose={() => setIssues(false)} />
      {publishing && <PublishDialog onClose={() => setPublishing(false)} onIssues={() => (setPublishing(false), setIssues(true))} />}
      <ConflictDialog />
    </div>
  );
}

/** Where not all tabs have room, the one that is open is brought to the middle of their row. */
function useTabInSight(screen: Screen) {
  const tabs = useRef<HTMLElement>(null);
  useEffect(() => {
    const row = tabs.current;
    const open = row?.querySelector('[aria-current="page"]');
    if (!row || !open) return;
    const [around, tab] = [row.getBoundingClientRect(), open.getBoundingClientRect()];
    row.scrollLeft += tab.left + tab.width / 2 - (around.left + around.width / 2);
  }, [screen]);
  return tabs;
}

function SaveState() {
  const { t } = useTranslation("builder");
  const { status, savedAt } = useDraftState();
  const store = useDraftStore();
  if (status === "failed")
    return (
      <Button size="compact-xs" variant="subtle" color="pomegranate" onClick={() => void store.flush()}>
        {t("save.failed")}
      </Button>
    );
  const text = status === "saved" ? (savedAt ? t("save.saved_at", { time: formatTime(savedAt.toISOString()) }) : "") : t(`save.${status}`);
  return <span className={classes.saved} role="status">{text}</span>;
}

function UndoButtons() {
  const { t } = useTranslation("builder");
  const store = useDraftStore();
  const { history } = useDraftState();
  useHotkeys([
    ["mod+Z", store.undo],
    ["mod+shift+Z", store.redo],
    ["mod+Y", store.redo],
  ]);
  return (
    <ActionIcon.Group>
      <Tooltip label={`${t("undo")} (Ctrl+Z)`}>
        <ActionIcon size="md" className={classes.quiet} aria-label={t("undo")} disabled={history.past.length === 0} onClick={store.undo}>
          <IconArrowBackUp size={17} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={`${t("redo")} (Ctrl+Shift+Z)`}>
        <ActionIcon size="md" className={classes.quiet} aria-label={t("redo")} disabled={history.future.length === 0} onClick={store.redo}>
          <IconArrowForwardUp size={17} />
        </ActionIcon>
      </Tooltip>
    </ActionIcon.Group>
  );
}

function IssuesButton({ onOpen }: { onOpen: () => void }) {
  const { t } = useTranslation("builder");
  const { report } = useDraftState();
  const count = report.errors.length;
  const warnings = report.warnings.length;
  const color = count > 0 ? "pomegranate" : warnings > 0 ? "saffron" : "leaf";
  const label = count > 0 ? t("issues.errors", { count }) : warnings > 0 ? t("issues.warnings", { count: warnings }) : t("issues.clean");
  return (
    <Button size="compact-sm" variant="light" color={color} onClick={onOpen} aria-label={label} leftSection={count + warnings > 0 ? <IconAlertTriangle size={15} /> : <IconCircleCheck size={15} />}>
      <span className={classes.long}>{label}</span>
      <span className={classes.short} aria-hidden>{count || warnings || ""}</span>
    </Button>
  );
}

/** Whether what is drawn is what runs. */
function DraftBadge() {
  const { t } = useTranslation("builder");
  const { slug } = useBuild();
  const version = useLiveVersion();
  const { history } = useDraftState();
  const { data: live } = useQuery({ queryKey: [...keys.versions(slug), version], queryFn: () => readVersion(slug, version), staleTime: Infinity });
  const isLive = version > 0 && live !== undefined && same(live, history.present);
  return (
    <Badge variant="light" color={isLive ? "leaf" : "saffron"} size="lg" style={{ flex: "none" }}>
      {isLive ? (
        <>
          <span className={classes.long}>{t("badge.live", { version })}</span>
          <span className={classes.short}>v{version}</span>
        </>
      ) : (
        t("badge.draft")
      )}
    </Badge>
  );
}
