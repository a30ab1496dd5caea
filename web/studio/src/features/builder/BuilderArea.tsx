import { lazy, Suspense, useEffect, useState } from "react";

import { ErrorState } from "@/shared/ui/ErrorState";
import { Loading } from "@/shared/ui/Loading";

import { readDraft } from "./api/draft";
import { BuilderHeader } from "./BuilderHeader";
import classes from "./builder.module.css";
import { useBuild, type Screen } from "./navigation";
import { DraftContext } from "./state/draft";
import { DraftStore } from "./state/DraftStore";

const SCREENS: Record<Screen, React.ComponentType> = {
  overview: lazy(() => import("./overview/Overview").then((m) => ({ default: m.Overview }))),
  entities: lazy(() => import("./entities/EntitiesScreen").then((m) => ({ default: m.EntitiesScreen }))),
  funnels: lazy(() => import("./funnels/FunnelsScreen").then((m) => ({ default: m.FunnelsScreen }))),
  scenarios: lazy(() => import("./scenarios/ScenariosScreen").then((m) => ({ default: m.ScenariosScreen }))),
  roles: lazy(() => import("./roles/RolesScreen").then((m) => ({ default: m.RolesScreen }))),
  runs: lazy(() => import("./runs/RunsScreen").then((m) => ({ default: m.RunsScreen }))),
  versions: lazy(() => import("./versions/VersionsScreen").then((m) => ({ default: m.VersionsScreen }))),
};

/** The builder: one open draft, and the screens that draw it. */
export function BuilderArea() {
  const { slug, screen } = useBuild();
  const { store, error, retry } = useOpenDraft(slug);
  if (error !== undefined) return <ErrorState error={error} onRetry={retry} />;
  if (store?.slug !== slug) return <Loading />;
  const Shown = SCREENS[screen] ?? SCREENS.overview;
  return (
    <DraftContext value={store}>
      <div className={classes.area}>
        <BuilderHeader />
        <div className={classes.screen}>
          <Suspense fallback={<Loading />}>
            <Shown />
          </Suspense>
        </div>
      </div>
    </DraftContext>
  );
}

/** What a builder that was just left still saves; the next one reads after it. */
let closing: Promise<void> = Promise.resolve();

function useOpenDraft(slug: string) {
  const [store, setStore] = useState<DraftStore>();
  const [error, setError] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let left = false;
    let opened: DraftStore | undefined;
    closing
      .then(() => readDraft(slug))
      .then(({ solution, tag }) => {
        if (left) return;
        opened = new DraftStore(slug, solution, tag);
        setStore(opened);
        opened.check().catch(() => undefined);
      })
      .catch((problem: unknown) => !left && setError(problem));
    const leave = (event: BeforeUnloadEvent): void => {
      if (!opened || opened.snapshot().status === "saved") return;
      void opened.flush();
      event.preventDefault();
    };
    addEventListener("beforeunload", leave);
    return () => {
      left = true;
      removeEventListener("beforeunload", leave);
      if (opened) closing = opened.flush().catch(() => undefined);
    };
  }, [slug, attempt]);
  const retry = (): void => {
    setError(undefined);
    setAttempt((now) => now + 1);
  };
  return { store, error, retry };
}
