"""Values as the cells of a table write them: read from what people and other programs export, written for people to read.

Reading is generous where nothing can be mistaken: `1 250,50`, `12.02.2026`, an option's title in any language. What a cell
names of the workspace (a record, a person, a team) is looked up elsewhere: here it stays a text.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from html import escape
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from axin.builder.catalog.addresses import written_address
from axin.builder.catalog.attachment import Attachment
from axin.builder.catalog.faults import Fault
from axin.builder.compiling.plan import FieldPlan, Titles
from axin.builder.definitions import durations
from axin.builder.formulas.values import Span
from axin.platform.data import json
from axin.platform.kernel.money import Money

UNWRITTEN: Final = frozenset({"formula", "rollup", "lookup", "autonumber", "file", "image"})
"""Fields that no cell can fill."""
_TRUE: Final = frozenset({"true", "yes", "y", "1", "x", "✓", "+", "on", "hə", "bəli", "да", "истина", "doğru"})
_FALSE: Final = frozenset({"false", "no", "n", "0", "-", "off", "yox", "xeyr", "нет", "ложь", "yanlış"})
_SPACES: Final = dict.fromkeys(map(ord, " \u00a0\u202f\u2009'’_"))
_MONEY_MARKS: Final = re.compile(r"[^\d.,+\-()]+")
_CURRENCY: Final = re.compile(r"\b([A-Z]{3})\b")
_SIGNS: Final = {"₼": "AZN", "$": "USD", "€": "EUR", "₽": "RUB", "£": "GBP", "₺": "TRY"}
_GROUPS: Final = re.compile(r"[+-]?\d{1,3}(,\d{3})+")
_DAY: Final = re.compile(r"(\d{1,2})[./\-](\d{1,2})[./\-](\d{4}|\d{2})(?:[ T,]+(.+))?")
_ISO_DAY: Final = re.compile(r"(\d{4})[.\-/](\d{1,2})[.\-/](\d{1,2})(?:[ T]+(.+))?")
_CLOCK: Final = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap]m)?\s*(z|[+-]\d{2}:?\d{2})?", re.IGNORECASE)
_LIST: Final = re.compile(r"[;|\n,]")
_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_FOLDS: Final = str.maketrans("əöüğçşıİ", "eougcsii")
_CENTURY: Final = 100


@dataclass(frozen=True, slots=True)
class Style:
    """How a table writes what can be written in several ways."""

    locale: str = "en"
    timezone: str = "UTC"
    currency: str = "AZN"
    month_first: bool = False
    """Whether 02/03/2026 is the third of February."""


def fold(text: str) -> str:
    """Return a text as titles are compared: without case, accents of ours, and needless spaces."""
    return " ".join(text.casefold().translate(_FOLDS).replace("i̇", "i").split())


def reader(field: FieldPlan, style: Style) -> Callable[[str], Any]:
    """Return what reads a cell of the field's column: to the API's form, raising `Fault`. An empty cell is a blank."""
    make = _READERS.get(field.type)
    if make is None:
        return str.strip
    read = make(field, style)
    return lambda cell: read(text) if (text := cell.strip()) else None


def _number(_: FieldPlan, style: Style) -> Callable[[str], Decimal]:
    comma_is_point = style.locale != "en"

    def read(text: str) -> Decimal:
        return number_in(text, comma_is_point=comma_is_point)

    return read


def number_in(text: str, *, comma_is_point: bool) -> Decimal:
    """Read a number as people write it: spaces between thousands, a comma or a point before the decimals."""
    plain = text.translate(_SPACES).removesuffix("%")
    if plain.startswith("(") and plain.endswith(")"):
        plain = "-" + plain[1:-1]
    last_comma, last_point = plain.rfind(","), plain.rfind(".")
    if last_comma >= 0 and last_point >= 0:
        plain = plain.replace(",", "") if last_point > last_comma else plain.replace(".", "").replace(",", ".")
    elif last_comma >= 0:
        grouped = plain.count(",") > 1 or (not comma_is_point and _GROUPS.fullmatch(plain))
        plain = plain.replace(",", "" if grouped else ".")
    elif plain.count(".") > 1:
        plain = plain.replace(".", "")
    try:
        found = Decimal(plain)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise Fault("type_mismatch", "This is not a number.")
    return found


def _money(field: FieldPlan, style: Style) -> Callable[[str], Any]:
    comma_is_point = style.locale != "en"

    def read(text: str) -> dict[str, str]:
        named = _CURRENCY.search(text)
        sign = next((code for mark, code in _SIGNS.items() if mark in text), None)
        amount = number_in(_MONEY_MARKS.sub("", text).strip(".,"), comma_is_point=comma_is_point)
        currency = named[1] if named else sign or field.currency or style.currency
        return {"amount": f"{amount:f}", "currency": currency}

    return read


def _boolean(_: FieldPlan, __: Style) -> Callable[[str], bool]:
    def read(text: str) -> bool:
        folded = text.casefold()
        if folded in _TRUE or folded in _FALSE:
            return folded in _TRUE
        raise Fault("type_mismatch", "This must be yes or no.")

    return read


def _date(_: FieldPlan, style: Style) -> Callable[[str], str]:
    return lambda text: _day_in(text, month_first=style.month_first)[0].isoformat()


def _datetime(_: FieldPlan, style: Style) -> Callable[[str], str]:
    zone = ZoneInfo(style.timezone)

    def read(text: str) -> str:
        day, clock = _day_in(text, month_first=style.month_first)
        moment = _clock_in(day, clock, zone) if clock else datetime(day.year, day.month, day.day, tzinfo=zone)
        return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")

    return read


@lru_cache(maxsize=4_096)
def _day_in(text: str, *, month_first: bool) -> tuple[date, str | None]:
    iso = _ISO_DAY.fullmatch(text)
    other = None if iso else _DAY.fullmatch(text)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3])), iso[4]
        if other:
            first, second, year = int(other[1]), int(other[2]), int(other[3])
            month, day = (first, second) if month_first else (second, first)
            return date(year + 2000 if year < _CENTURY else year, month, day), other[4]
    except ValueError:
        raise Fault("type_mismatch", "This is no day of the calendar.") from None
    raise Fault("type_mismatch", "This must be a date like 28.02.2026 or 2026-02-28.")


def _clock_in(day: date, text: str, zone: ZoneInfo) -> datetime:
    found = _CLOCK.fullmatch(text.strip())
    if not found:
        raise Fault("type_mismatch", "This must be a date and a time like 28.02.2026 14:30.")
    hour, half, offset = int(found[1]), (found[4] or "").lower(), found[5]
    hour = hour % 12 + 12 * (half == "pm") if half else hour
    try:
        moment = datetime(day.year, day.month, day.day, hour, int(found[2]), int(found[3] or 0), tzinfo=zone)
    except ValueError:
        raise Fault("type_mismatch", "This is no time of day.") from None
    if not offset:
        return moment
    if offset in "zZ":
        return moment.replace(tzinfo=UTC)
    shift = timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:]))
    return moment.replace(tzinfo=UTC) - (shift if offset[0] == "+" else -shift)


def _select(field: FieldPlan, _: Style) -> Callable[[str], str]:
    known: dict[str, str] = {}
    for option in field.options.values():
        for name in (option.key, *option.title.values()):
            known.setdefault(fold(name), option.key)

    def read(text: str) -> str:
        found = known.get(fold(text))
        if found is None:
            raise Fault("unknown_option", "This is not one of the field's options.")
        return found

    return read


def _multi_select(field: FieldPlan, style: Style) -> Callable[[str], list[str]]:
    read = _select(field, style)
    return lambda text: [read(part.strip()) for part in _LIST.split(text) if part.strip()]


def _first(_: FieldPlan, __: Style) -> Callable[[str], str]:
    """Read the first of several addresses: other systems put all of them into one cell."""
    return lambda text: unguarded(_LIST.split(text)[0].strip())


def _text(_: FieldPlan, __: Style) -> Callable[[str], str]:
    return unguarded


def _rich_text(_: FieldPlan, __: Style) -> Callable[[str], str]:
    return lambda text: text if "<p" in text or "<br" in text else f"<p>{escape(text)}</p>".replace("\n", "<br>")


def _json(_: FieldPlan, __: Style) -> Callable[[str], Any]:
    def read(text: str) -> Any:  # noqa: ANN401 - any JSON
        try:
            return json.loads(text)
        except msgspec.DecodeError:
            raise Fault("type_mismatch", "This must be JSON.") from None

    return read


def unguarded(text: str) -> str:
    """Take off the apostrophe that keeps a spreadsheet from running a text."""
    return text[1:] if text.startswith("'") and text[1:2] in _DANGEROUS else text


_READERS: Final[Mapping[str, Callable[[FieldPlan, Style], Callable[[str], Any]]]] = {
    "text": _text, "long_text": _text, "url": _text, "email": _first, "phone": _first, "rich_text": _rich_text,
    "integer": _number, "number": _number, "percent": _number, "rating": _number, "money": _money, "boolean": _boolean,
    "date": _date, "datetime": _datetime, "select": _select, "multi_select": _multi_select, "json": _json, "address": _text,
}  # fmt: skip


def written(field: FieldPlan | None, value: object, style: Style) -> str:  # noqa: C901, PLR0911, PLR0912 - one for each kind of value
    """Return the text of a value for a table that people read; what a link or a person is called is known elsewhere."""
    match value:
        case None:
            return ""
        case str():
            return _title(field, value, style.locale) if field is not None and field.options else value
        case bool():
            return _YES_NO.get(style.locale, _YES_NO["en"])[not value]
        case Decimal():
            return localized(value, style.locale)
        case Money():
            amount = localized(value.amount, style.locale)
            own = (field.currency if field is not None else None) or style.currency
            return amount if value.currency == own else f"{amount} {value.currency}"
        case datetime():
            return f"{value.astimezone(ZoneInfo(style.timezone)):{_DAYS.get(style.locale, _DAYS['en'])} %H:%M}"
        case date():
            return f"{value:{_DAYS.get(style.locale, _DAYS['en'])}}"
        case Attachment():
            return value.name
        case tuple() | list():
            return ", ".join(written(field, item, style) for item in value)
        case dict() if field is not None and field.type == "address":
            return written_address(value) or ""
        case Span():
            return durations.written(value.length)
        case UUID():
            return str(value)
        case _:
            return json.dumps_text(value)


_YES_NO: Final = {"en": ("yes", "no"), "az": ("hə", "yox"), "ru": ("да", "нет")}
_DAYS: Final = {"en": "%Y-%m-%d", "az": "%d.%m.%Y", "ru": "%d.%m.%Y"}


def localized(number: Decimal, locale: str) -> str:
    """Return a number with the reader's decimal sign, without marks between thousands: programs must read it too."""
    text = f"{number:f}"
    return text if locale == "en" else text.replace(".", ",")


def _title(field: FieldPlan, key: str, locale: str) -> str:
    option = field.options.get(key)
    return key if option is None else title_in(option.title, locale)


def title_in(titles: Titles, locale: str) -> str:
    """Return a title in a language, or in the one there is."""
    return titles.get(locale) or titles.get("") or next(iter(titles.values()), "")


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula when it opens a CSV file."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text
