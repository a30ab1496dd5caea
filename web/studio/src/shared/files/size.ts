import { formatNumber } from "@/shared/format/format";

const units = ["B", "kB", "MB", "GB"] as const;

/** A file's size as people read it. */
export function formatSize(bytes: number): string {
  let amount = bytes;
  let unit = 0;
  while (amount >= 1000 && unit < units.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  const shown = unit === 0 || amount >= 100 ? Math.round(amount) : Math.round(amount * 10) / 10;
  return `${formatNumber(String(shown))}\u00a0${units[unit]}`;
}
