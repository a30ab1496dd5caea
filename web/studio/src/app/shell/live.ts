import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { inWorkspace } from "@/shared/api/http";
import { keys } from "@/shared/api/keys";

interface Change {
  entity?: string;
  id?: string;
}

/** Many changes in a burst refresh a screen once. */
const SETTLE = 350;

/** Keep the screens true while others work: each event of the stream marks what it touched as old. */
export function useLive(slug: string): void {
  const client = useQueryClient();
  useEffect(() => {
    const source = new EventSource(`${inWorkspace(slug)}/stream`);
    const waiting = new Map<string, readonly unknown[]>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = (...touched: (readonly unknown[])[]) => {
      for (const key of touched) waiting.set(JSON.stringify(key), key);
      timer ??= setTimeout(() => {
        timer = undefined;
        for (const key of waiting.values()) void client.invalidateQueries({ queryKey: key });
        waiting.clear();
      }, SETTLE);
    };
    const on = (kind: string, act: (change: Change) => void) => source.addEventListener(kind, (event) => act(read(event)));
    on("record", ({ entity, id }) => {
      if (entity) refresh(keys.records(slug, entity));
      if (entity && id) refresh(keys.record(slug, entity, id));
    });
    on("run", () => refresh(keys.runs(slug)));
    on("task", () => refresh(keys.tasks(slug)));
    on("notification", () => refresh(keys.notifications(slug)));
    on("job", () => refresh(keys.jobs(slug)));
    on("solution", () => refresh(keys.solution(slug), keys.versions(slug)));
    // What changed between a screen's first reading and the stream's opening, or while it was broken, is read once more.
    source.onopen = () => refresh(keys.workspace(slug));
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [client, slug]);
}

function read(event: Event): Change {
  try {
    return JSON.parse((event as MessageEvent<string>).data) as Change;
  } catch {
    return {};
  }
}
