import { Drawer } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Outlet, useLocation } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";

import { ValueWordsProvider } from "@/shared/fields/words";
import { useSlug } from "@/shared/solution/useSolution";
import { Loading } from "@/shared/ui/Loading";

import { BottomBar } from "./BottomBar";
import { LimitBanner } from "./LimitBanner";
import { useLive } from "./live";
import { QueueBanner } from "./QueueBanner";
import { RecordOverlay } from "./RecordOverlay";
import classes from "./Shell.module.css";
import { useShortcuts } from "./shortcuts";
import { NavigationList, Sidebar, WorkspaceSwitch } from "./Sidebar";
import { TopBar } from "./TopBar";

const loadPalette = () => import("./Palette");
const Palette = lazy(() => loadPalette().then((module) => ({ default: module.Palette })));
const ShortcutsHelp = lazy(() => import("./ShortcutsHelp").then((module) => ({ default: module.ShortcutsHelp })));

export function Shell() {
  const { t } = useTranslation("shell");
  const slug = useSlug();
  const [finding, find] = useDisclosure();
  const [helping, help] = useDisclosure();
  const [menu, sheet] = useDisclosure();
  const act = useMemo(() => ({ find: find.open, help: help.open }), [find.open, help.open]);
  useShortcuts(act);
  useLive(slug);
  useFocusOnNavigation();
  // fetched while nobody waits, so that the first letters after Ctrl+K are not lost
  useEffect(() => {
    const timer = setTimeout(() => void loadPalette(), 1500);
    return () => clearTimeout(timer);
  }, []);
  return (
    <ValueWordsProvider>
      <div className={classes.shell}>
        <a className="skip" href="#main">{t("skip")}</a>
        <Sidebar />
        <TopBar onFind={find.open} onHelp={help.open} />
        <main id="main" className={classes.main} tabIndex={-1}>
          <LimitBanner />
          <QueueBanner />
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </main>
        <BottomBar onMenu={sheet.open} />
        <Drawer.Root opened={menu} onClose={sheet.close} size="86%" padding={0}>
          <Drawer.Overlay />
          <Drawer.Content className={classes.menuSheet ?? ""} aria-label={t("nav.menu")}>
            <WorkspaceSwitch />
            <nav className={classes.scroll} aria-label={t("nav.label")}>
              <NavigationList onGo={sheet.close} />
            </nav>
          </Drawer.Content>
        </Drawer.Root>
        <RecordOverlay />
        <Suspense>
          {finding && <Palette onClose={find.close} />}
          {helping && <ShortcutsHelp onClose={help.close} />}
        </Suspense>
      </div>
    </ValueWordsProvider>
  );
}

/** A new screen begins at its start for those who read it aloud, too; the first one leaves the first key to the skip link. */
function useFocusOnNavigation() {
  const path = useLocation({ select: (location) => location.pathname });
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    const main = document.getElementById("main");
    main?.scrollTo({ top: 0 });
    if (document.activeElement === document.body) main?.focus({ preventScroll: true });
  }, [path]);
}
