import type { components } from "@/generated/api";

import { http, inWorkspace } from "./http";

export const searchRecords = (slug: string, query: { q: string; entity?: string; limit?: number }, signal?: AbortSignal) =>
  http.get<components["schemas"]["SearchView"]>(inWorkspace(slug, "search"), { query: { ...query }, ...(signal ? { signal } : {}) });
