import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from "@tanstack/react-router";

import { RouteError } from "@/app/RouteError";
import { queryClient } from "@/app/queryClient";
import { builderRoutes } from "@/features/builder/routes";
import { ApiError } from "@/shared/api/http";
import { meQuery, solutionQuery } from "@/shared/solution/useSolution";
import { Loading } from "@/shared/ui/Loading";

const root = createRootRoute({ component: Outlet, errorComponent: RouteError, notFoundComponent: () => <RouteError error={new ApiError(404, "not_found", "")} /> });

/** Signed out: to the sign-in, and back afterwards. */
async function signedIn(pathname: string) {
  try {
    return await queryClient.ensureQueryData(meQuery);
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) throw redirect({ to: "/sign-in", search: { next: pathname } });
    throw error;
  }
}

const front = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: async ({ location }) => {
    const me = await signedIn(location.pathname);
    const last = localStorage.getItem("axin-workspace");
    const chosen = me.workspaces.find((workspace) => workspace.slug === last) ?? me.workspaces[0];
    if (chosen) throw redirect({ to: "/w/$slug", params: { slug: chosen.slug } });
    throw redirect({ to: "/workspaces" });
  },
});

const signIn = createRoute({ getParentRoute: () => root, path: "/sign-in", component: lazyRouteComponent(() => import("@/features/auth/SignIn"), "SignIn") });
const signUp = createRoute({ getParentRoute: () => root, path: "/sign-up", component: lazyRouteComponent(() => import("@/features/auth/SignUp"), "SignUp") });
const invitation = (path: string) => createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(() => import("@/features/auth/Invitation"), "Invitation") });
/** Links are sent out, so both forms that they have had go on working. */
const invitations = [invitation("/invitations/$token"), invitation("/invite/$token")];
const workspaces = createRoute({
  getParentRoute: () => root,
  path: "/workspaces",
  beforeLoad: ({ location }) => signedIn(location.pathname),
  component: lazyRouteComponent(() => import("@/features/auth/Workspaces"), "Workspaces"),
});
const operator = createRoute({
  getParentRoute: () => root,
  path: "/operator",
  beforeLoad: ({ location }) => signedIn(location.pathname),
  component: lazyRouteComponent(() => import("@/features/operator/Operator"), "Operator"),
});

const workspace = createRoute({
  getParentRoute: () => root,
  path: "/w/$slug",
  beforeLoad: async ({ location, params }) => {
    await signedIn(location.href);
    localStorage.setItem("axin-workspace", params.slug);
  },
  loader: ({ params }) => queryClient.ensureQueryData(solutionQuery(params.slug)),
  component: lazyRouteComponent(() => import("@/app/shell/Shell"), "Shell"),
  errorComponent: RouteError,
});

type Loader = Parameters<typeof lazyRouteComponent>[0];
const page = (path: string, load: Loader, name: string) => createRoute({ getParentRoute: () => workspace, path, component: lazyRouteComponent(load, name) });

const pages = [
  page("/", () => import("@/features/home/Home"), "Home"),
  page("/r/$entity", () => import("@/features/records/RecordsPage"), "RecordsPage"),
  page("/r/$entity/$id", () => import("@/features/records/RecordPage"), "RecordPage"),
  page("/import/$entity", () => import("@/features/import/ImportPage"), "ImportPage"),
  page("/f/$funnel", () => import("@/features/board/BoardPage"), "BoardPage"),
  page("/duplicates/$entity", () => import("@/features/merge/DuplicatesPage"), "DuplicatesPage"),
  page("/trash", () => import("@/features/trash/TrashPage"), "TrashPage"),
  page("/tasks", () => import("@/features/tasks/TasksPage"), "TasksPage"),
  page("/notifications", () => import("@/features/tasks/NotificationsPage"), "NotificationsPage"),
  page("/settings", () => import("@/features/settings/SettingsPage"), "SettingsPage"),
  page("/settings/members", () => import("@/features/settings/MembersPage"), "MembersPage"),
  page("/settings/teams", () => import("@/features/settings/TeamsPage"), "TeamsPage"),
  page("/settings/times", () => import("@/features/settings/WorkTimesPage"), "WorkTimesPage"),
  page("/settings/connections", () => import("@/features/settings/ConnectionsPage"), "ConnectionsPage"),
  page("/settings/tokens", () => import("@/features/settings/TokensPage"), "TokensPage"),
  page("/settings/billing", () => import("@/features/billing/BillingPage"), "BillingPage"),
];

export const router = createRouter({
  routeTree: root.addChildren([front, signIn, signUp, ...invitations, workspaces, operator, workspace.addChildren([...pages, ...builderRoutes(workspace)])]),
  defaultPreload: "intent",
  defaultPendingMs: 0,
  defaultPendingComponent: () => <Loading />,
  defaultErrorComponent: RouteError,
  defaultNotFoundComponent: () => <RouteError error={new ApiError(404, "not_found", "")} />,
  scrollRestoration: true,
});
