/** Durations: "1d12h" as a number of units, the way people say them. */

export type Unit = "m" | "h" | "d" | "w" | "s";

const SECONDS: Record<Unit, number> = { s: 1, m: 60, h: 3600, d: 86400, w: 604800 };

/** Seconds of a duration, or undefined where it is none. */
export function secondsOf(duration: string): number | undefined {
  if (!/^(\d+[smhdw])+$/.test(duration)) return undefined;
  const parts = duration.match(/\d+[smhdw]/g) ?? [];
  return parts.reduce((sum, part) => sum + Number(part.slice(0, -1)) * SECONDS[part.slice(-1) as Unit], 0);
}

/** A duration as one number and the largest unit that fits it exactly. */
export function splitDuration(duration: string | undefined): { amount: number; unit: Unit } | undefined {
  const seconds = duration ? secondsOf(duration) : undefined;
  if (seconds === undefined) return undefined;
  const unit = (["w", "d", "h", "m"] as const).find((one) => seconds > 0 && seconds % SECONDS[one] === 0) ?? "s";
  return { amount: seconds / SECONDS[unit], unit };
}

/** A duration of so many units. */
export function joinDuration(amount: number, unit: Unit): string {
  return `${Math.max(0, Math.round(amount))}${unit}`;
}
