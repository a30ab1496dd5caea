import { useSyncExternalStore } from "react";

/** The sentence of the last limit met, until it is dismissed: shown as a banner over every screen. */
let sentence: string | null = null;
const listeners = new Set<() => void>();
const set = (next: string | null): void => {
  sentence = next;
  for (const listener of listeners) listener();
};

export const limitReached = { show: (message: string) => set(message), dismiss: () => set(null) };

export const useLimitReached = (): string | null =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => sentence,
  );
