import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";

import { keys } from "@/shared/api/keys";
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
  const { data, error, refetch } = useQuery({ queryKey: [...keys.draft(slug), "open"], queryFn: () => readDraft(slug), staleTime: Infinity, gcTime: 0, refetchOnWindowFocus: false });
  const store = useStore(slug, data);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!store) return <Loading />;
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

function useStore(slug: string, data: Awaited<ReturnType<typeof readDraft>> | undefined): DraftStore | undefined {
  const [store, setStore] = useState<DraftStore>();
  const queries = useQueryClient();
  useEffect(() => {
    if (!data) return;
    const opened = new DraftStore(slug, data.solution, data.tag);
    setStore(opened);
    opened.check().catch(() => undefined);
    const leave = (event: BeforeUnloadEvent): void => {
      if (opened.snapshot().status === "saved") return;
      void opened.flush();
      event.preventDefault();
    };
    addEventListener("beforeunload", leave);
    return () => {
      removeEventListener("beforeunload", leave);
      void opened.flush().finally(() => queries.removeQueries({ queryKey: [...keys.draft(slug), "open"] }));
    };
  }, [slug, data, queries]);
  return store;
}
