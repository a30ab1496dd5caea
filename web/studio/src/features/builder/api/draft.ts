import { http, inWorkspace, requestWithTag } from "@/shared/api/http";

import type { Decision } from "./impact";
import type { InFlightAnswers } from "../model/inflight";
import type { Report } from "../model/problems";
import { asSolution, isObject, type Solution } from "../model/solution";

export interface Draft {
  solution: Solution;
  /** The version of the draft that the server gave; a save is based on it. */
  tag: string | undefined;
}

/** Read the draft; its answer may hold the document bare or beside its revision. */
export async function readDraft(slug: string): Promise<Draft> {
  const { data, tag } = await requestWithTag<unknown>("GET", inWorkspace(slug, "draft"));
  return { solution: asSolution(documentIn(data)), tag };
}

/** Save the draft. A draft that somebody else changed meanwhile answers 412. */
export async function saveDraft(slug: string, solution: Solution, tag: string | undefined): Promise<string | undefined> {
  const answer = await requestWithTag<unknown>("PUT", inWorkspace(slug, "draft"), { body: solution, ...(tag !== undefined && { ifMatch: tag }) });
  return answer.tag;
}

export interface DraftSaved {
  revision: number;
  base_version: number;
  author: { id: string; name: string } | null;
  saved_at: string | null;
}

/** Who saved the draft last, and when. */
export const readDraftState = (slug: string): Promise<DraftSaved> => http.get<DraftSaved>(inWorkspace(slug, "draft", "state"));

/** Check the saved draft: every error at once. */
export const checkDraft = (slug: string): Promise<Report> => http.post<Report>(inWorkspace(slug, "draft", "check"));

export interface Published {
  version: number;
  /** What goes on with the stored data. */
  jobs?: string[];
}

/** What is said with a publishing: why, and what becomes of stored data, of runs under way, and of pinned runs that go another way. */
export interface Publishing {
  note: string;
  decisions: readonly Decision[];
  in_flight: InFlightAnswers;
  accept_pinned: readonly string[];
}

/** Publish the saved draft, where it still is what was seen; one that somebody else saved meanwhile answers 412. */
export const publishDraft = (slug: string, publishing: Publishing, seen: string | undefined): Promise<Published> =>
  http.post<Published>(inWorkspace(slug, "publish"), publishing, seen === undefined ? {} : { ifMatch: seen });

export interface VersionItem {
  version: number;
  note: string;
  author: string;
  published_at: string;
}

/** The published versions, newest first. */
export async function readVersions(slug: string): Promise<VersionItem[]> {
  const page = await http.get<{ items: Record<string, unknown>[] } | Record<string, unknown>[]>(inWorkspace(slug, "versions"));
  const items = Array.isArray(page) ? page : page.items;
  return items
    .map((item) => ({
      version: Number(item.version ?? item.number ?? 0),
      note: String(item.note ?? ""),
      author: personIn(item.author),
      published_at: String(item.published_at ?? item.created_at ?? ""),
    }))
    .sort((a, b) => b.version - a.version);
}

/** The document of one published version; version 0 is a workspace that never published. */
export async function readVersion(slug: string, version: number): Promise<Solution> {
  if (version === 0) return asSolution({});
  return asSolution(documentIn(await http.get<unknown>(inWorkspace(slug, "versions", version))));
}

function documentIn(answer: unknown): unknown {
  if (!isObject(answer)) return {};
  for (const name of ["document", "solution", "draft"]) if (isObject(answer[name])) return answer[name];
  return answer;
}

function personIn(author: unknown): string {
  if (isObject(author)) return String(author.name ?? author.id ?? "");
  return typeof author === "string" ? author : "";
}
