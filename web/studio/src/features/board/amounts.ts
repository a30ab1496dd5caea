import type { Money } from "@/shared/api/types";
import { formatMoney, formatNumber } from "@/shared/format/format";

/** A sum on the board: whole, since the cents of a hundred cards are noise. */
export function writeAmount(amount: Money | number | null): string {
  if (amount === null) return "";
  return typeof amount === "object" ? formatMoney(amount, { decimals: 0 }) : formatNumber(amount, { decimals: 0 });
}
