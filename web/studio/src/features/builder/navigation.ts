import { useLocation, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";

import type { Place } from "./model/problems";

export type Screen = "overview" | "entities" | "funnels" | "scenarios" | "roles" | "runs" | "versions";

/** Where in the builder we are, and how to go elsewhere in it. */
export function useBuild() {
  const { slug = "" } = useParams({ strict: false }) as { slug?: string };
  const pathname = useLocation({ select: (location) => location.pathname });
  const { at, view } = useSearch({ strict: false }) as { at?: string; view?: string };
  const navigate = useNavigate();
  const [, , , , screen = "", key] = pathname.split("/");
  const hrefOf = useCallback((...parts: string[]) => ["/w", slug, "build", ...parts].join("/"), [slug]);
  const go = useCallback(
    (parts: string[], search: Record<string, string | undefined> = {}) => void navigate({ to: hrefOf(...parts), search: search as never }),
    [navigate, hrefOf],
  );
  const open = useCallback((place: Place) => go([place.area, place.key].filter((part): part is string => Boolean(part) && part !== "overview"), { at: place.inner }), [go]);
  const select = useCallback(
    (inner: string | undefined) => void navigate({ to: ".", search: ((before: Record<string, unknown>) => ({ ...before, at: inner })) as never, replace: true }),
    [navigate],
  );
  const show = useCallback(
    (name: string | undefined) => void navigate({ to: ".", search: ((before: Record<string, unknown>) => ({ ...before, view: name })) as never, replace: true }),
    [navigate],
  );
  return useMemo(
    () => ({ slug, screen: (screen || "overview") as Screen, key, at, view, hrefOf, go, open, select, show }),
    [slug, screen, key, at, view, hrefOf, go, open, select, show],
  );
}
