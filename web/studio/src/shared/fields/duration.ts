/** How long something lasts: read as people of three languages write it, kept as the API writes it (`1h30m`). */

const units: readonly { mark: string; seconds: number; words: RegExp }[] = [
  { mark: "w", seconds: 604_800, words: /^(w|week|weeks|həftə|нед|неделя|недели|недель)$/ },
  { mark: "d", seconds: 86_400, words: /^(d|day|days|gün|д|дн|день|дня|дней)$/ },
  { mark: "h", seconds: 3_600, words: /^(h|hour|hours|saat|ч|час|часа|часов)$/ },
  { mark: "m", seconds: 60, words: /^(m|min|minute|minutes|dəq|dəqiqə|м|мин|минута|минуты|минут)$/ },
  { mark: "s", seconds: 1, words: /^(s|sec|second|seconds|san|saniyə|с|сек|секунда|секунды|секунд)$/ },
];
const shown = units.slice(1);

/** The seconds that a text writes (`2h`, `1 saat 30 dəq`, `1:30`), or null where it writes no length of time. */
export function secondsIn(text: string): number | null {
  const plain = text.trim().toLowerCase();
  const clock = /^(\d{1,5}):([0-5]\d)$/.exec(plain);
  if (clock) return Number(clock[1]) * 3_600 + Number(clock[2]) * 60;
  if (!/^(\d+\s*\p{L}+\.?\s*)+$/u.test(plain)) return null;
  let total = 0;
  for (const [, count, word] of plain.matchAll(/(\d+)\s*(\p{L}+)/gu)) {
    const unit = units.find((candidate) => candidate.words.test(word ?? ""));
    if (!unit) return null;
    total += Number(count) * unit.seconds;
  }
  return total;
}

const parts = (seconds: number): [number, string][] => {
  const found: [number, string][] = [];
  let rest = seconds;
  for (const unit of shown) {
    const count = Math.floor(rest / unit.seconds);
    rest -= count * unit.seconds;
    if (count > 0) found.push([count, unit.mark]);
  }
  return found.length > 0 ? found : [[0, "s"]];
};

/** The length as the API takes it. */
export const durationOf = (seconds: number): string => parts(seconds).map(([count, mark]) => `${count}${mark}`).join("");

/** The length as a person reads it; `word` gives the short word of a unit in their language. */
export const readDuration = (text: string, word: (mark: string) => string): string => {
  const seconds = secondsIn(text);
  return seconds === null ? text : parts(seconds).map(([count, mark]) => `${count}\u00a0${word(mark)}`).join(" ");
};
