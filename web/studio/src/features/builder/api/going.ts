/** What a builder asks before going live: what differs, what is under way, what pinned runs prove. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { http, inWorkspace, requestWithTag } from "@/shared/api/http";

import type { Title } from "../model/solution";

/** A difference in the server's words; `parts` are what it lies in, `member` the property of the last of them. */
export interface Change {
  pointer: string;
  kind: "added" | "removed" | "changed";
  from: unknown;
  to: unknown;
  words: string;
  parts: { of: string; key: string; title: string }[];
  member: string;
}

const changesIn = ({ changes }: { changes: Change[] }): Change[] => changes;

export type Side = number | "draft";

/** What differs between two versions, or a version and the draft as it is saved. */
export async function readDiff(slug: string, from: number, to: Side): Promise<Change[]> {
  const path = to === "draft" ? `${inWorkspace(slug, "draft", "diff")}?version=${String(from)}` : inWorkspace(slug, "versions", from, "diff", to);
  return changesIn(await http.get<{ changes: Change[] }>(path));
}

/** What differs between two documents at hand. */
export const compareDocuments = async (slug: string, from: unknown, to: unknown): Promise<Change[]> => changesIn(await http.post<{ changes: Change[] }>(inWorkspace(slug, "draft", "compare"), { from, to }));

export interface Standing {
  version: number;
  step: string | null;
  title: Title;
  does: string;
  runs: number;
  stays: boolean;
}

export interface UnderWay {
  scenario: string;
  change: "changed" | "removed" | "unchanged";
  runs: number;
  places: Standing[];
}

/** The runs that are under way and where they stand; of the draft as it is saved. */
export function useUnderWay(slug: string, ready: boolean) {
  return useQuery({ queryKey: ["w", slug, "draft", "in-flight"], queryFn: async () => (await http.get<{ items: UnderWay[] }>(inWorkspace(slug, "draft", "in-flight"))).items, enabled: ready, gcTime: 0 });
}

export interface Pin {
  run: string;
  scenario: string;
  title: string;
  version: number;
  ran_at: string;
}

export interface Difference {
  kind: "runs" | "branch" | "effect" | "ends";
  step: string | null;
  from: unknown;
  to: unknown;
}

export interface Proof {
  pin: Pin;
  same: boolean;
  differences: Difference[];
}

const pinKey = (slug: string): string[] => ["w", slug, "pins"];

/** The runs that are pinned. */
export function usePins(slug: string) {
  return useQuery({ queryKey: pinKey(slug), queryFn: async () => (await http.get<{ items: Pin[] }>(inWorkspace(slug, "pins"))).items });
}

/** Every pinned run, taken again as the saved draft would. */
export function useProofs(slug: string, ready: boolean) {
  return useQuery({ queryKey: [...pinKey(slug), "replay"], queryFn: async () => (await http.post<{ items: Proof[] }>(inWorkspace(slug, "draft", "replay"))).items, enabled: ready, gcTime: 0, retry: false });
}

/** Keep a run as a proof, or no longer. */
export function usePinning(slug: string, run: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (title: string | undefined) => (title === undefined ? http.delete(inWorkspace(slug, "runs", run, "pin")) : http.post(inWorkspace(slug, "runs", run, "pin"), { title })),
    onSuccess: () => queries.invalidateQueries({ queryKey: pinKey(slug) }),
  });
}

/** Make the draft what is live again; one that somebody else has saved meanwhile answers 412. */
export const discardDraft = async (slug: string, tag: string | undefined): Promise<void> => {
  await requestWithTag("POST", inWorkspace(slug, "draft", "discard"), { body: {}, ...(tag !== undefined && { ifMatch: tag }) });
};
