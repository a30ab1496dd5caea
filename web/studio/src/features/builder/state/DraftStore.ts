/** The open draft: edits with undo, saved by itself, checked after each save. Screens read its snapshots. */

import { ApiError } from "@/shared/api/http";

import { checkDraft, readDraft, saveDraft } from "../api/draft";
import { discardDraft } from "../api/going";
import { begin, record, redo, undo, type History } from "../model/history";
import { join } from "../model/merge";
import { CLEAN, type Report } from "../model/problems";
import type { Solution } from "../model/solution";

export type SaveStatus = "saved" | "waiting" | "saving" | "conflict" | "failed";

export interface DraftState {
  history: History<Solution>;
  status: SaveStatus;
  savedAt?: Date;
  report: Report;
  checking: boolean;
  /** Why it is not saved. */
  error?: unknown;
  /** Counts loads: a form that keeps text of its own begins anew. */
  loads: number;
}

const SAVE_AFTER = 700;

export class DraftStore {
  private state: DraftState;
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private saving: Promise<void> | undefined;
  private savedSolution: Solution;

  constructor(
    readonly slug: string,
    solution: Solution,
    private tag: string | undefined,
  ) {
    this.savedSolution = solution;
    this.state = { history: begin(solution), status: "saved", report: CLEAN, checking: false, loads: 0 };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): DraftState => this.state;

  get solution(): Solution {
    return this.state.history.present;
  }

  /** What of the draft was seen last: whoever publishes publishes that, and nothing that came in between. */
  get seen(): string | undefined {
    return this.tag;
  }

  /** Somebody else has saved the draft meanwhile: what becomes of both is to be said first. */
  readonly overtaken = (): void => this.set({ status: "conflict" });

  /** Change the draft. Edits of one `place` in quick succession are one step back. */
  readonly edit = (change: (solution: Solution) => Solution, place?: string): void => {
    const next = change(this.solution);
    if (next !== this.solution) this.step(record(this.state.history, next, place));
  };

  readonly undo = (): void => this.step(undo(this.state.history));
  readonly redo = (): void => this.step(redo(this.state.history));

  /** Save now what is not saved yet; resolves when the server has it. */
  readonly flush = async (): Promise<void> => {
    clearTimeout(this.timer);
    await this.saving;
    if (this.solution !== this.savedSolution) await this.save();
  };

  /** Save, and check what the server has. */
  readonly check = async (): Promise<Report> => {
    this.set({ checking: true });
    try {
      const report = await checkDraft(this.slug);
      this.set({ report: { errors: report.errors ?? [], warnings: report.warnings ?? [] } });
    } finally {
      this.set({ checking: false });
    }
    return this.state.report;
  };

  /** Take the server's draft instead of ours. */
  readonly reload = async (): Promise<void> => {
    clearTimeout(this.timer);
    const draft = await readDraft(this.slug);
    this.tag = draft.tag;
    this.savedSolution = draft.solution;
    this.set({ history: record(this.state.history, draft.solution), status: "saved", error: undefined, loads: this.state.loads + 1 });
    await this.check();
  };

  /** Take back everything since the live version, for everybody; a draft that somebody else has saved meanwhile stays. */
  readonly discard = async (): Promise<void> => {
    await this.flush();
    await discardDraft(this.slug, this.tag);
    await this.reload();
  };

  /** Keep ours: the next save replaces what somebody else saved. */
  readonly keep = async (): Promise<void> => {
    this.tag = (await readDraft(this.slug)).tag;
    await this.save();
  };

  /** Join both: our changes since the last save, over what somebody else saved. Where both changed one place, ours is taken. */
  readonly merge = async (): Promise<void> => {
    const theirs = await readDraft(this.slug);
    const { value } = join(this.savedSolution, this.solution, theirs.solution);
    this.tag = theirs.tag;
    this.savedSolution = theirs.solution;
    this.set({ history: record(this.state.history, value), status: "waiting", error: undefined, loads: this.state.loads + 1 });
    await this.save();
  };

  /** What our changes and theirs come to, for whoever is to choose. */
  readonly compare = async (): Promise<{ theirs: Solution; base: Solution; conflicts: string[] }> => {
    const theirs = (await readDraft(this.slug)).solution;
    return { theirs, base: this.savedSolution, conflicts: join(this.savedSolution, this.solution, theirs).conflicts };
  };

  private step(history: History<Solution>): void {
    if (history === this.state.history) return;
    const status = this.state.status === "conflict" ? "conflict" : "waiting";
    this.set({ history, status });
    clearTimeout(this.timer);
    if (status === "waiting") this.timer = setTimeout(() => void this.save(), SAVE_AFTER);
  }

  private async save(): Promise<void> {
    if (this.saving) await this.saving;
    this.saving = this.saveOnce().finally(() => (this.saving = undefined));
    await this.saving;
  }

  private async saveOnce(): Promise<void> {
    const saved = this.solution;
    this.set({ status: "saving" });
    try {
      this.tag = await saveDraft(this.slug, saved, this.tag);
    } catch (error) {
      this.set({ status: error instanceof ApiError && error.status === 412 ? "conflict" : "failed", error });
      return;
    }
    this.savedSolution = saved;
    this.set({ status: this.solution === saved ? "saved" : "waiting", savedAt: new Date(), error: undefined });
    await this.check().catch(() => undefined);
  }

  private set(change: Partial<DraftState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}
