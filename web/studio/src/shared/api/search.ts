import { http, inWorkspace } from "./http";

/** A record that was found: what it is called, and which of its fields holds what was looked for. */
interface SearchHit {
  entity: string;
  id: string;
  number: number;
  title: string | null;
  field: string;
  text: string;
  funnel: string | null;
  stage: string | null;
}

interface SearchAnswer {
  items: SearchHit[];
  /** Whether nothing holds the words as they were written, and these are like it. */
  similar: boolean;
}

export const searchRecords = (slug: string, query: { q: string; entity?: string; limit?: number }, signal?: AbortSignal) =>
  http.get<SearchAnswer>(inWorkspace(slug, "search"), { query: { ...query }, ...(signal ? { signal } : {}) });
