import { type AnyRoute, createRoute, lazyRouteComponent } from "@tanstack/react-router";

/** The builder's addresses under /w/$slug; each screen is its own chunk. */
export function builderRoutes(workspace: AnyRoute): AnyRoute[] {
  const page = (path: string) => createRoute({ getParentRoute: () => workspace, path, component: lazyRouteComponent(() => import("./BuilderHome"), "BuilderHome") });
  return [page("build"), page("automation"), page("runs")];
}
