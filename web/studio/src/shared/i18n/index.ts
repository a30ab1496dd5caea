import i18next, { type BackendModule } from "i18next";
import { initReactI18next } from "react-i18next";

import type { Titles } from "@/shared/api/types";

export const languages = ["az", "ru", "en"] as const;
export type Language = (typeof languages)[number];
export const languageNames: Record<Language, string> = { az: "Azərbaycanca", ru: "Русский", en: "English" };

const catalogues = import.meta.glob<{ default: Record<string, unknown> }>("./{az,ru,en}/*.json");

/** Each screen's words come with its screen: one small file for a language and a feature. */
const backend: BackendModule = {
  type: "backend",
  init: () => undefined,
  read: (language, namespace, done) => {
    const load = catalogues[`./${language}/${namespace}.json`];
    if (!load) return done(new Error(`no catalogue ${language}/${namespace}`), false);
    load().then(
      (module) => done(null, module.default),
      (error: unknown) => done(error instanceof Error ? error : new Error("catalogue"), false),
    );
  },
};

function preferredLanguage(): Language {
  const wanted = [localStorage.getItem("axin-language"), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return (wanted.find((tag) => languages.includes(tag as Language)) as Language | undefined) ?? "az";
}

export async function startTranslations(): Promise<void> {
  const language = preferredLanguage();
  document.documentElement.lang = language;
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({ lng: language, fallbackLng: false, supportedLngs: [...languages], ns: ["common", "shell"], defaultNS: "common", interpolation: { escapeValue: false }, react: { useSuspense: true } });
}

export async function switchLanguage(language: Language): Promise<void> {
  localStorage.setItem("axin-language", language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}

export const currentLanguage = (): Language => (languages.includes(i18next.language as Language) ? (i18next.language as Language) : "az");

/** A tenant's own title in the reader's language, else any it has, else the key. */
export function titleOf(titles: Titles | null | undefined, fallback = ""): string {
  if (!titles) return fallback;
  if (typeof titles === "string") return titles;
  return titles[currentLanguage()] ?? titles[""] ?? titles.en ?? titles.az ?? titles.ru ?? Object.values(titles)[0] ?? fallback;
}

/** A readable title for a key that has none: `lost_reason` is "Lost reason". */
export function humanize(key: string): string {
  const words = key.replaceAll("_", " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
