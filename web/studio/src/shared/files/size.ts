import { formatNumber } from "@/shared/format/format";
import { currentLanguage, type Language } from "@/shared/i18n";

const units: Record<Language, readonly string[]> = { en: ["B", "kB", "MB", "GB"], az: ["B", "KB", "MB", "GB"], ru: ["Б", "КБ", "МБ", "ГБ"] };

/** A file's size as people read it. */
export function formatSize(bytes: number, language = currentLanguage()): string {
  let amount = bytes;
  let unit = 0;
  while (amount >= 1000 && unit < units[language].length - 1) {
    amount /= 1000;
    unit += 1;
  }
  const shown = unit === 0 || amount >= 100 ? Math.round(amount) : Math.round(amount * 10) / 10;
  return `${formatNumber(String(shown), { language })}\u00a0${units[language][unit]}`;
}
