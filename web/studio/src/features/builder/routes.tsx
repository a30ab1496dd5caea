import { type AnyRoute, createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";

/** The builder's addresses under /w/$slug: one area with screens of its own, so that the draft stays open from screen to screen. */
export function builderRoutes(workspace: AnyRoute): AnyRoute[] {
  const area = createRoute({ getParentRoute: () => workspace, path: "build", component: lazyRouteComponent(() => import("./BuilderArea"), "BuilderArea") });
  const inner = ["/", "$"].map((path) => createRoute({ getParentRoute: () => area, path }));
  const short = (path: string, to: string) =>
    createRoute({
      getParentRoute: () => workspace,
      path,
      beforeLoad: ({ params }) => {
        const { slug, id } = params as { slug: string; id?: string };
        throw redirect({ to: `/w/${slug}/build/${to}${id ? `/${id}` : ""}` });
      },
    });
  return [area.addChildren(inner), short("automation", "scenarios"), short("runs", "runs"), short("runs/$id", "runs")];
}
