import { currentLanguage, type Language } from "@/shared/i18n";

/** Months and weekdays as a calendar heads its pages with them: Chromium has no Azerbaijani ones. */
const months: Record<Language, string[]> = {
  az: ["Yanvar", "Fevral", "Mart", "Aprel", "May", "İyun", "İyul", "Avqust", "Sentyabr", "Oktyabr", "Noyabr", "Dekabr"],
  ru: ["Январь", "Февраль", "Март", "Апрель", "Май", "Июнь", "Июль", "Август", "Сентябрь", "Октябрь", "Ноябрь", "Декабрь"],
  en: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
};
const days: Record<Language, string[]> = {
  az: ["B.e.", "Ç.a.", "Ç.", "C.a.", "C.", "Ş.", "B."],
  ru: ["пн", "вт", "ср", "чт", "пт", "сб", "вс"],
  en: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
};

/** "November 2026", of a day such as `2026-11-23`. */
export const monthTitle = (day: string, language = currentLanguage()): string => `${months[language][Number(day.slice(5, 7)) - 1] ?? ""} ${day.slice(0, 4)}`;
/** From Monday on. */
export const dayNames = (language = currentLanguage()): string[] => days[language];
