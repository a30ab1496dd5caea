import { queryOptions } from "@tanstack/react-query";

import type { components } from "@/generated/api";
import { http, inWorkspace } from "@/shared/api/http";

export type Connection = components["schemas"]["ConnectionView"];

/** The connections that the reader's role may use. */
export const connectionsQuery = (slug: string) =>
  queryOptions({ queryKey: ["w", slug, "connections"], queryFn: () => http.get<{ items: Connection[] }>(inWorkspace(slug, "connections")) });
