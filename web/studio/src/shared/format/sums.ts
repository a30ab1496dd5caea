import type { Money } from "@/shared/api/types";

/** Decimals added digit by digit: a float would lose the last one. */
export function addUp(amounts: string[]): string {
  const texts = amounts.map((amount) => (/e/i.test(amount) ? Number(amount).toFixed(9) : amount));
  const places = Math.max(0, ...texts.map((text) => text.split(".")[1]?.length ?? 0));
  const total = texts.reduce((sum, text) => {
    const [whole = "0", fraction = ""] = text.split(".");
    return sum + BigInt(whole + fraction.padEnd(places, "0"));
  }, 0n);
  const digits = String(total < 0n ? -total : total).padStart(places + 1, "0");
  const written = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return `${total < 0n ? "-" : ""}${written}`;
}

/** The sum of money of one currency, exact; null where two currencies meet, or there is none. */
export function sumOfMoney(all: Money[]): Money | null {
  const currency = all[0]?.currency;
  if (currency === undefined || all.some((money) => money.currency !== currency)) return null;
  return { amount: addUp(all.map((money) => money.amount)), currency };
}
