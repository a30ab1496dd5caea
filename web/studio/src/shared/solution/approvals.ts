import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { http, inWorkspace } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";

import { useSlug } from "./useSolution";

export type Decision = "approved" | "rejected";

export interface Approval {
  id: string;
  text: string;
  status: "open" | Decision | "expired" | "cancelled";
  rule: "one" | "all" | "majority";
  due: string | null;
  run: string;
  approvers: string[];
  votes: { person: string; decision: Decision; comment: string | null; at: string }[];
  can_decide: boolean;
}

const keyOf = (slug: string, id: string) => [...keys.tasks(slug), "approval", id];

/** What one is asked to decide, and who has decided what by now. */
export function useApproval(id: string) {
  const slug = useSlug();
  return useQuery({ queryKey: keyOf(slug, id), queryFn: () => http.get<Approval>(inWorkspace(slug, "approvals", id)) });
}

/** The open approvals that a run waits for, as far as the reader may see them. */
export function useApprovalsOf(run: string, { record, enabled }: { record: string | undefined; enabled: boolean }) {
  const slug = useSlug();
  return useQuery({
    queryKey: [...keys.tasks(slug), "approvals", run],
    queryFn: () => http.get<{ items: Approval[] }>(inWorkspace(slug, "approvals"), { query: { status: "open", record, limit: 100 } }),
    select: ({ items }) => items.filter((one) => one.run === run),
    enabled,
  });
}

/** Decide; the tasks that ask for it are done with it. */
export function useDecision(id: string) {
  const slug = useSlug();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (given: { decision: Decision; comment: string | null }) => http.post<Approval>(inWorkspace(slug, "approvals", id), given),
    onSettled: () => client.invalidateQueries({ queryKey: keys.tasks(slug) }),
  });
}
