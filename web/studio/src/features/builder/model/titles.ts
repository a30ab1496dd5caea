/** Titles: reading one in the reader's language, writing one, and making a key of it. */

import { LANGUAGES, type Language, type Title } from "./solution";

/** A key read as words: `lost_reason` is "Lost reason". */
export function humanise(key: string): string {
  const words = key.replace(/_/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The title in this language, else in another, else the key in words. */
export function titleOf(thing: { key?: string; title?: Title } | undefined, language: Language): string {
  return thing ? textOf(thing.title, language) || humanise(thing.key ?? "") : "";
}

/** A text of the document in this language, else in another; "" where there is none. */
export function textOf(title: Title | undefined, language: Language): string {
  if (title === undefined || title === null) return "";
  if (typeof title === "string") return title;
  return title[language] || LANGUAGES.map((other) => title[other]).find(Boolean) || "";
}

/** The title with this text in this language; none, where nothing is left. A title with one text for all languages stays one. */
export function withText(title: Title | undefined, language: Language, text: string): Title | undefined {
  if (title === undefined || typeof title === "string") return text || undefined;
  const all = Object.entries({ ...title, [language]: text }).filter(([, one]) => one);
  return all.length > 0 ? Object.fromEntries(all) : undefined;
}

const LETTERS: Record<string, string> = {
  ə: "e", ö: "o", ü: "u", ğ: "g", ç: "c", ş: "s", ı: "i", â: "a", î: "i", û: "u",
  а: "a", б: "b", в: "v", г: "g", д: "d", е: "e", ё: "e", ж: "zh", з: "z", и: "i", й: "y", к: "k", л: "l", м: "m",
  н: "n", о: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ф: "f", х: "kh", ц: "ts", ч: "ch", ш: "sh", щ: "shch",
  ъ: "", ы: "y", ь: "", э: "e", ю: "yu", я: "ya",
};

/** Names that a field may not have: the scope's words, the system fields and the literals. */
const RESERVED: ReadonlySet<string> = new Set([
  "id", "number", "created_at", "created_by", "updated_at", "updated_by", "responsible", "team", "version", "funnel", "stage",
  "stage_since", "record", "previous", "event", "steps", "vars", "item", "index", "actor", "workspace",
  "true", "false", "blank", "and", "or", "not",
]);

/** A key made of a title: Latin letters, digits and underscores, starting with a letter; free among those taken. */
export function keyFor(title: string, taken: Iterable<string> = [], fallback = "item"): string {
  const used = new Set(taken);
  const base = transliterate(title).slice(0, 56).replace(/_+$/, "") || fallback;
  const safe = /^[a-z]/.test(base) ? base : `${fallback}_${base}`;
  if (!used.has(safe)) return safe;
  for (let n = 2; ; n += 1) if (!used.has(`${safe}_${n}`)) return `${safe}_${n}`;
}

function transliterate(title: string): string {
  const lower = title.replace(/İ/g, "i").toLowerCase();
  const latin = Array.from(lower, (letter) => LETTERS[letter] ?? letter).join("");
  return latin
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
}

/** Keys that a new field of an entity may not take. */
export function takenFieldKeys(fields: readonly { key: string }[], functions: Iterable<string> = []): string[] {
  return [...fields.map((field) => field.key), ...RESERVED, ...Array.from(functions, (name) => name.toLowerCase())];
}
