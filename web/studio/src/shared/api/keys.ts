/** Query keys in one place: the live stream invalidates by them. */
export const keys = {
  me: ["me"] as const,
  workspace: (slug: string) => ["w", slug] as const,
  solution: (slug: string) => ["w", slug, "solution"] as const,
  records: (slug: string, entity: string) => ["w", slug, "records", entity] as const,
  record: (slug: string, entity: string, id: string) => ["w", slug, "record", entity, id] as const,
  tasks: (slug: string) => ["w", slug, "tasks"] as const,
  notifications: (slug: string) => ["w", slug, "notifications"] as const,
  members: (slug: string) => ["w", slug, "members"] as const,
  teams: (slug: string) => ["w", slug, "teams"] as const,
  tokens: (slug: string) => ["w", slug, "tokens"] as const,
  billing: (slug: string) => ["w", slug, "billing"] as const,
  runs: (slug: string) => ["w", slug, "runs"] as const,
  run: (slug: string, id: string) => ["w", slug, "runs", id] as const,
  draft: (slug: string) => ["w", slug, "draft"] as const,
  versions: (slug: string) => ["w", slug, "versions"] as const,
  jobs: (slug: string) => ["w", slug, "jobs"] as const,
};
