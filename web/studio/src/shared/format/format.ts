/**
 * Numbers, money, dates and spans in the reader's language. Own tables, because Chromium claims Azerbaijani and has none of
 * it: `Intl` there writes `AZN 12,345.60` and `1970 M01 1`.
 */
import type { Money } from "@/shared/api/types";
import { currentLanguage, type Language } from "@/shared/i18n";

interface Words {
  decimal: string;
  group: string;
  months: string[];
  monthsShort: string[];
  days: string[];
  today: string;
  tomorrow: string;
  yesterday: string;
  now: string;
  units: Record<Unit, string>;
  ago: (text: string) => string;
  ahead: (text: string) => string;
}
type Unit = "m" | "h" | "d" | "w" | "mo" | "y";

const NBSP = "\u00a0";
const words: Record<Language, Words> = {
  az: {
    decimal: ",",
    group: ".",
    months: ["yanvar", "fevral", "mart", "aprel", "may", "iyun", "iyul", "avqust", "sentyabr", "oktyabr", "noyabr", "dekabr"],
    monthsShort: ["yan", "fev", "mar", "apr", "may", "iyn", "iyl", "avq", "sen", "okt", "noy", "dek"],
    days: ["B.", "B.e.", "Ç.a.", "Ç.", "C.a.", "C.", "Ş."],
    today: "bu gün",
    tomorrow: "sabah",
    yesterday: "dünən",
    now: "indicə",
    units: { m: "dəq", h: "saat", d: "gün", w: "həftə", mo: "ay", y: "il" },
    ago: (text) => `${text} əvvəl`,
    ahead: (text) => `${text} sonra`,
  },
  ru: {
    decimal: ",",
    group: NBSP,
    months: ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"],
    monthsShort: ["янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"],
    days: ["вс", "пн", "вт", "ср", "чт", "пт", "сб"],
    today: "сегодня",
    tomorrow: "завтра",
    yesterday: "вчера",
    now: "только что",
    units: { m: "мин", h: "ч", d: "дн", w: "нед", mo: "мес", y: "г" },
    ago: (text) => `${text} назад`,
    ahead: (text) => `через ${text}`,
  },
  en: {
    decimal: ".",
    group: ",",
    months: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
    monthsShort: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    days: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
    today: "today",
    tomorrow: "tomorrow",
    yesterday: "yesterday",
    now: "just now",
    units: { m: "min", h: "h", d: "d", w: "wk", mo: "mo", y: "y" },
    ago: (text) => `${text} ago`,
    ahead: (text) => `in ${text}`,
  },
};
const symbols: Record<string, string> = { AZN: "₼", USD: "$", EUR: "€", RUB: "₽", TRY: "₺", GBP: "£", GEL: "₾" };

const two = (value: number): string => String(value).padStart(2, "0");

/** A decimal as text or number, grouped; exact, because it never passes through a float. */
export function formatNumber(value: number | string | null | undefined, options: { decimals?: number; language?: Language } = {}): string {
  if (value === null || value === undefined || value === "") return "";
  const { decimal, group } = words[options.language ?? currentLanguage()];
  let text = plain(String(value));
  if (options.decimals !== undefined) text = roundText(text, options.decimals);
  const negative = text.startsWith("-");
  const [whole = "0", fraction = ""] = text.replace("-", "").split(".");
  const grouped = whole.length > 4 || (group !== NBSP && whole.length > 3) ? whole.replace(/\B(?=(\d{3})+$)/g, group) : whole;
  return `${negative ? "\u2212" : ""}${grouped}${fraction ? decimal + fraction : ""}`;
}

/** Numbers that arrive as 1e-7 or 1e21 become digits. */
const plain = (text: string): string => (/e/i.test(text) ? Number(text).toFixed(text.includes("-") ? 9 : 0) : text);

/** Round half away from zero, on the digits. */
export function roundText(text: string, decimals: number): string {
  const negative = text.startsWith("-");
  const [whole = "0", fraction = ""] = text.replace("-", "").split(".");
  const digits = BigInt(whole + fraction.padEnd(decimals + 1, "0").slice(0, decimals));
  const up = Number(fraction.charAt(decimals) || "0") >= 5 ? 1n : 0n;
  const rounded = String(digits + up).padStart(decimals + 1, "0");
  const body = decimals === 0 ? rounded : `${rounded.slice(0, -decimals)}.${rounded.slice(-decimals)}`;
  return negative && /[1-9]/.test(body) ? `-${body}` : body;
}

export function formatMoney(value: Money | null | undefined, options: { language?: Language; decimals?: number } = {}): string {
  if (!value) return "";
  const language = options.language ?? currentLanguage();
  const amount = formatNumber(value.amount, { decimals: options.decimals ?? 2, language });
  const symbol = symbols[value.currency] ?? value.currency;
  return language === "en" && symbol.length === 1 && symbol !== "₼" ? `${symbol}${amount}` : `${amount}${NBSP}${symbol}`;
}

/** One for each zone: making one costs more than a whole row of a table. */
const clocks = new Map<string, Intl.DateTimeFormat>();
function clockOf(zone: string | undefined): Intl.DateTimeFormat {
  const known = clocks.get(zone ?? "");
  if (known) return known;
  const clock = new Intl.DateTimeFormat("en-GB", { ...(zone ? { timeZone: zone } : {}), year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", weekday: "short", hourCycle: "h23" });
  clocks.set(zone ?? "", clock);
  return clock;
}

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** The parts of an instant on the clock of a zone. */
function parts(at: Date, zone?: string): { y: number; m: number; d: number; h: number; min: number; day: number } {
  const found = clockOf(zone).formatToParts(at);
  const get = (type: string): string => found.find((part) => part.type === type)?.value ?? "0";
  return { y: Number(get("year")), m: Number(get("month")), d: Number(get("day")), h: Number(get("hour")), min: Number(get("minute")), day: weekdays.indexOf(get("weekday")) };
}

type DateStyle = "numeric" | "short" | "long";

function writeDate(y: number, m: number, d: number, style: DateStyle, language: Language): string {
  const table = words[language];
  if (style === "numeric") return `${two(d)}.${two(m)}.${y}`;
  if (style === "short") return `${d} ${table.monthsShort[m - 1] ?? ""}`;
  return language === "ru" ? `${d} ${table.months[m - 1] ?? ""} ${y} г.` : `${d} ${table.months[m - 1] ?? ""} ${y}`;
}

/** A calendar date `2026-02-28`: it has no zone, so none is applied. */
export function formatDate(value: string | null | undefined, style: DateStyle = "numeric", language = currentLanguage()): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(value ?? "");
  return match ? writeDate(Number(match[1]), Number(match[2]), Number(match[3]), style, language) : "";
}

/** An instant, on the clock of the workspace (or of the browser). */
export function formatDateTime(value: string | null | undefined, options: { zone?: string; style?: DateStyle; language?: Language } = {}): string {
  if (!value) return "";
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) return "";
  const { y, m, d, h, min } = parts(at, options.zone);
  return `${writeDate(y, m, d, options.style ?? "numeric", options.language ?? currentLanguage())} ${two(h)}:${two(min)}`;
}

export function formatTime(value: string, zone?: string): string {
  const { h, min } = parts(new Date(value), zone);
  return `${two(h)}:${two(min)}`;
}

/** How many midnights of the zone lie between: 0 today, 1 tomorrow, -1 yesterday. */
export function daysFromToday(value: string, now = new Date(), zone?: string): number {
  const a = /^\d{4}-\d{2}-\d{2}$/.test(value) ? parseDay(value) : dayOf(new Date(value), zone);
  return Math.round((a - dayOf(now, zone)) / 86_400_000);
}
const parseDay = (value: string): number => Date.UTC(Number(value.slice(0, 4)), Number(value.slice(5, 7)) - 1, Number(value.slice(8, 10)));
const dayOf = (at: Date, zone?: string): number => {
  const { y, m, d } = parts(at, zone);
  return Date.UTC(y, m - 1, d);
};

/** "today 14:02", "tomorrow 09:00", "B.e. 12 okt 10:00": when something is due or was done. */
export function formatWhen(value: string, options: { zone?: string; now?: Date; language?: Language } = {}): string {
  const language = options.language ?? currentLanguage();
  const table = words[language];
  const now = options.now ?? new Date();
  const days = daysFromToday(value, now, options.zone);
  const time = formatTime(value, options.zone);
  const named = { [-1]: table.yesterday, 0: table.today, 1: table.tomorrow }[days];
  if (named) return `${named} ${time}`;
  const { y, m, d, day } = parts(new Date(value), options.zone);
  if (Math.abs(days) < 7) return `${table.days[day] ?? ""} ${writeDate(y, m, d, "short", language)} ${time}`;
  return `${y === parts(now, options.zone).y ? writeDate(y, m, d, "short", language) : writeDate(y, m, d, "numeric", language)} ${time}`;
}

/** "5 min ago", "in 2 h". */
export function formatRelative(value: string, now = new Date(), language = currentLanguage()): string {
  const table = words[language];
  const seconds = (new Date(value).getTime() - now.getTime()) / 1000;
  if (Math.abs(seconds) < 45) return table.now;
  const text = span(Math.abs(seconds), table);
  return seconds < 0 ? table.ago(text) : table.ahead(text);
}

const steps: [Unit, number, number][] = [
  ["m", 60, 3600],
  ["h", 3600, 86_400],
  ["d", 86_400, 604_800],
  ["w", 604_800, 2_592_000],
  ["mo", 2_592_000, 31_536_000],
  ["y", 31_536_000, Infinity],
];
function span(seconds: number, table: Words): string {
  const [unit, size] = steps.find(([, , below]) => seconds < below) ?? ["y", 31_536_000];
  return `${Math.max(1, Math.round(seconds / size))}${NBSP}${table.units[unit]}`;
}

/** How long something has lasted: "3 d". */
export const formatAge = (since: string, now = new Date(), language = currentLanguage()): string => span(Math.max(60, (now.getTime() - new Date(since).getTime()) / 1000), words[language]);

/** Milliseconds of a run: "0.42 s", "2 min 5 s". */
export function formatMilliseconds(ms: number, language = currentLanguage()): string {
  const second = { az: "san", ru: "с", en: "s" }[language];
  if (ms < 60_000) return `${formatNumber(roundText(String(ms / 1000), ms < 10_000 ? 2 : 1), { language })}${NBSP}${second}`;
  return `${Math.floor(ms / 60_000)}${NBSP}${words[language].units.m} ${Math.round((ms % 60_000) / 1000)}${NBSP}${second}`;
}

/** What a person typed as a number in this language, as plain decimal text; null when it is none. */
export function parseNumber(text: string, language = currentLanguage()): string | null {
  const { decimal, group } = words[language];
  let plainText = text.replace(/[\s\u00a0]/g, "").replace("\u2212", "-");
  if (plainText.includes(decimal)) plainText = plainText.replaceAll(group, "").replace(decimal, ".");
  else if (group === "." && /^-?\d{1,3}(\.\d{3})+$/.test(plainText) && plainText.split(".").length > 2) plainText = plainText.replaceAll(".", "");
  else if (group === ",") plainText = plainText.replaceAll(",", "");
  return /^-?(\d+\.?\d*|\.\d+)$/.test(plainText) ? plainText.replace(/^(-?)\./, "$10.").replace(/\.$/, "") : null;
}

/** The first letters of a name, for an avatar. */
export const initials = (name: string): string =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => word.charAt(0).toLocaleUpperCase(currentLanguage() === "az" ? "tr" : undefined))
    .join("");
