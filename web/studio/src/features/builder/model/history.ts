/** Undo and redo. Copies share what they did not change, so a step of history costs little. */

export interface History<T> {
  past: readonly T[];
  present: T;
  future: readonly T[];
  /** What the last edit touched and when: typing in one place is one step back. */
  last?: { place: string; at: number };
}

const DEPTH = 200;
const BURST = 1200;

/** A history that begins here. */
export function begin<T>(present: T): History<T> {
  return { past: [], present, future: [] };
}

/** The history after an edit. Edits of the same `place` in quick succession are undone together. */
export function record<T>(history: History<T>, next: T, place?: string, now: number = Date.now()): History<T> {
  if (next === history.present) return history;
  const last = place ? { place, at: now } : undefined;
  const sameBurst = place && history.last?.place === place && now - history.last.at < BURST && history.past.length > 0;
  const past = sameBurst ? history.past : [...history.past, history.present].slice(-DEPTH);
  return { past, present: next, future: [], last };
}

/** One edit back. */
export function undo<T>(history: History<T>): History<T> {
  const previous = history.past[history.past.length - 1];
  if (history.past.length === 0) return history;
  return { past: history.past.slice(0, -1), present: previous as T, future: [history.present, ...history.future] };
}

/** One edit forward. */
export function redo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  if (history.future.length === 0) return history;
  return { past: [...history.past, history.present], present: next as T, future };
}
