import { ErrorState } from "@/shared/ui/ErrorState";

/** A screen that could not be shown says what, why and what to do. */
export function RouteError({ error }: { error: unknown }) {
  return (
    <main style={{ padding: 24 }}>
      <ErrorState error={error} onRetry={() => location.reload()} />
    </main>
  );
}
