/** How a run went, for the picture: the state of each step and the arm it took. */

export type StepStatus = "queued" | "running" | "waiting" | "done" | "failed" | "cancelled" | "skipped" | "refused";

export interface Paint {
  status: StepStatus;
  /** Which arm a branch took, by the name that the run's journal gives it. */
  arm?: string;
}

export type PaintOf = (stepKey: string) => Paint | undefined;

/** The colour of a status; the word and the icon beside it say the same. */
export const STATUS_COLORS: Record<string, string> = {
  queued: "gray", running: "caspian", waiting: "saffron", done: "leaf", failed: "pomegranate", cancelled: "gray", skipped: "gray", refused: "pomegranate",
};
