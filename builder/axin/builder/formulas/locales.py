"""Values as a language writes them: numbers, money, dates, yes and no. Also the formats of TEXT."""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from axin.builder.formulas.arithmetic import canonical
from axin.builder.formulas.conversions import to_text
from axin.builder.formulas.limits import DIGITS, WIDE
from axin.builder.formulas.moments import local
from axin.builder.formulas.values import Context
from axin.platform.kernel.money import Money, minor_digits

NO_BREAK: Final = "\u00a0"
DECIMAL_POINT: Final = {"az": ",", "ru": ",", "en": "."}
GROUP: Final = {"az": NO_BREAK, "ru": NO_BREAK, "en": ","}
DATE_FORMAT: Final = {"az": "dd.MM.yyyy", "ru": "dd.MM.yyyy", "en": "MMM d, yyyy"}
TIME_FORMAT: Final = "HH:mm"
YES_NO: Final = {"az": ("bəli", "xeyr"), "ru": ("да", "нет"), "en": ("yes", "no")}
SIGNS: Final = {"AZN": "₼", "RUB": "₽", "USD": "$", "EUR": "€", "GBP": "£", "TRY": "₺", "KZT": "₸", "UAH": "₴", "GEL": "₾"}
MONTHS: Final = {
    "az": ["yanvar", "fevral", "mart", "aprel", "may", "iyun", "iyul", "avqust", "sentyabr", "oktyabr", "noyabr", "dekabr"],
    "ru": ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
SHORT_MONTH: Final = 3
GROUP_SIZE: Final = 3
_DATE_PARTS: Final = re.compile(r"yyyy|yy|mmmm|mmm|mm?|dd?|hh?|ss?|'[^']*'|.", re.DOTALL | re.IGNORECASE)
_MINUTES: Final = re.compile(r"mm?", re.IGNORECASE)
_NUMBER_FORMAT: Final = re.compile(r"^(?P<before>[^#0]*)(?P<whole>[#0 ,\u00a0]*[#0])(?:[.](?P<places>[0#]+))?(?P<after>[^#0]*)$")


def language_of(locale: str) -> str:
    """Return the language that we write for a locale: az, ru, or else en."""
    language = locale.partition("-")[0].lower()
    return language if language in DECIMAL_POINT else "en"


def written(value: Any, context: Context, pattern: str | None = None) -> str:  # noqa: ANN401, PLR0911 - one for each type
    """Return the value as the context's language writes it, or in a format: `# ##0.00`, `dd.MM.yyyy HH:mm`."""
    language = language_of(context.locale)
    match value:
        case None:
            return ""
        case bool():
            return YES_NO[language][not value]
        case Decimal() | int() | float():
            return _formatted(Decimal(str(value)), pattern, language) if pattern else number(Decimal(str(value)), language)
        case Money():
            return _formatted(value.amount, pattern, language) if pattern else money(value, language)
        case datetime():
            return moment(local(value, context.zone), pattern or f"{DATE_FORMAT[language]} {TIME_FORMAT}", language)
        case date():
            return moment(datetime(value.year, value.month, value.day), pattern or DATE_FORMAT[language], language)  # noqa: DTZ001
        case list() | tuple():
            return ", ".join(written(item, context) for item in value)
        case _:
            return to_text(value, context)


def number(value: Decimal, language: str) -> str:
    """Return the number; a whole one is its digits, another one in groups."""
    plain = canonical(value)
    if plain == plain.to_integral_value():
        return f"{plain:f}"
    return _grouped(plain, language)


def money(value: Money, language: str) -> str:
    """Return the amount with all digits of its minor unit, and its currency's sign."""
    amount = value.amount.quantize(Decimal(1).scaleb(-minor_digits(value.currency)), ROUND_HALF_UP, WIDE)
    sign = SIGNS.get(value.currency, value.currency)
    text = _grouped(amount, language)
    if language != "en" or len(sign) > 1:
        return f"{text}{NO_BREAK}{sign}"
    return f"-{sign}{text[1:]}" if text.startswith("-") else f"{sign}{text}"


def _grouped(value: Decimal, language: str, group: str | None = None, least: int = 1) -> str:
    """Return the number in groups of three digits, with at least so many of them before the point."""
    whole, _, places = f"{value.copy_abs():f}".partition(".")
    whole = whole.zfill(least)
    parts = [whole[max(at - GROUP_SIZE, 0) : at] for at in range(len(whole), 0, -GROUP_SIZE)]
    text = (GROUP[language] if group is None else group).join(reversed(parts))
    sign = "-" if value < 0 else ""
    return f"{sign}{text}{DECIMAL_POINT[language] if places else ''}{places}"


def _formatted(value: Decimal, pattern: str, language: str) -> str:
    """Return the number in a format: zeros are digits always written, # digits written where there are any."""
    found = _NUMBER_FORMAT.match(pattern)
    if found is None:
        return number(value, language)
    places, whole = (found["places"] or "")[:DIGITS], found["whole"]
    rounded = value.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP, WIDE)
    rounded = WIDE.add(rounded, Decimal(0))
    group = NO_BREAK if set(whole) & {" ", NO_BREAK} else GROUP[language] if "," in whole else ""
    text = _grouped(rounded, language, group, whole.count("0"))
    optional = len(places) - len(places.rstrip("#"))
    if optional:
        kept = text[len(text) - optional :].rstrip("0")
        text = (text[: len(text) - optional] + kept).rstrip(DECIMAL_POINT[language])
    return f"{found['before']}{text}{found['after']}"


def moment(wall: datetime, pattern: str, language: str) -> str:
    """Return the wall clock's time in a format of yyyy, mm, mmm, mmmm, dd, hh, mm, ss; text in single quotes is itself.

    As in Excel, capitals mean the same, and `mm` is minutes right after the hours or right before the seconds, else the month.
    """
    parts = _DATE_PARTS.findall(pattern)
    named = [part[0].lower() if part[0].lower() in "ymdhs" else "" for part in parts]
    return "".join(
        f"{wall.minute:0{len(part)}}"
        if _MINUTES.fullmatch(part) and _by_the_clock(named, at)
        else _date_part(part, wall, language)
        for at, part in enumerate(parts)
    )


def _by_the_clock(named: list[str], at: int) -> bool:
    before = next((name for name in reversed(named[:at]) if name), "")
    after = next((name for name in named[at + 1 :] if name), "")
    return before == "h" or after == "s"


def _date_part(part: str, wall: datetime, language: str) -> str:
    name = MONTHS[language][wall.month - 1]
    parts = {
        "yyyy": f"{wall.year:04}", "yy": f"{wall.year % 100:02}", "mmmm": name, "mmm": name[:SHORT_MONTH],
        "mm": f"{wall.month:02}", "m": f"{wall.month}", "dd": f"{wall.day:02}", "d": f"{wall.day}",
        "hh": f"{wall.hour:02}", "h": f"{wall.hour}", "ss": f"{wall.second:02}", "s": f"{wall.second}",
    }  # fmt: skip
    if part.startswith("'") and part.endswith("'"):
        return part[1:-1] or "'"
    return parts.get(part.lower(), part)
