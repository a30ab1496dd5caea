"""One parser for each field type: JSON from outside to a value of ours, or a `Fault` that says what would be right."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

import phonenumbers
import re2  # type: ignore[import-untyped]

from axin.builder.catalog import shapes
from axin.builder.catalog.faults import Fault, mismatch, refuse_unstorable
from axin.builder.catalog.setting import Setting
from axin.builder.compiling.plan import FieldPlan
from axin.platform.kernel.ids import parse_id
from axin.platform.kernel.money import CURRENCIES, Money

SHORT_TEXT: Final = 10_000
LONG_TEXT: Final = 100_000
MOST_LINKS: Final = 1_000
"""How many records a `links` field holds at most."""
LARGEST_INTEGER: Final = Decimal(10**15)
LARGEST_NUMBER: Final = Decimal(10**12)
LARGEST_FINE_NUMBER: Final = Decimal(9 * 10**9)
"""Of a number with more than six digits after the point: what still fits its typed column."""
_LONGEST_EMAIL: Final = 254
_LONGEST_URL: Final = 2_048
_FINE_DIGITS: Final = 6
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DATETIME: Final = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})", re.ASCII)
_AMOUNT: Final = re.compile(r"-?\d{1,30}(\.\d{1,30})?", re.ASCII)
_CODE: Final = re.compile(r"[A-Z]{3}", re.ASCII)
_NOT_IN_EMAIL: Final = r"\s@\"<>(),:;\\\[\]\x00-\x1f"
_EMAIL: Final = re.compile(f"[^{_NOT_IN_EMAIL}]{{1,64}}@[^{_NOT_IN_EMAIL}.]+([.][^{_NOT_IN_EMAIL}.]+)+")
_UNSAFE_IN_URL: Final = re.compile(r"[\s\x00-\x1f\x7f<>\"\\^`{|}]")
_PATTERN_OPTIONS: Final = re2.Options()
_PATTERN_OPTIONS.log_errors = False


def plain_number(value: Decimal) -> Decimal:
    """Return the number without needless zeros, never in scientific notation where it is whole."""
    if value == value.to_integral_value():
        return Decimal(int(value))
    return value.normalize()


def _text(field: FieldPlan, value: object, _: Setting) -> str:
    if not isinstance(value, str):
        raise mismatch("a text")
    refuse_unstorable(value)
    longest = field.max_length or (LONG_TEXT if field.type in {"long_text", "rich_text"} else SHORT_TEXT)
    if len(value) > longest:
        raise Fault("too_long", f"This may have {longest} characters at most.")
    if field.pattern is not None and not _compiled(field.pattern).search(value):
        raise Fault("pattern", "This does not have the form that the field asks for.")
    return value


@lru_cache(maxsize=1_024)
def _compiled(pattern: str) -> Any:  # noqa: ANN401 - re2 has no types
    return re2.compile(pattern, _PATTERN_OPTIONS)


def _number_in(value: object, what: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise mismatch(what)
    number = Decimal(str(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        raise mismatch(what)
    return number


def _within(field: FieldPlan, number: Decimal, largest: Decimal) -> None:
    low, high = field.min, field.max
    if low is not None and number < Decimal(low):
        raise Fault("too_small", f"This must be at least {low}.")
    if high is not None and number > Decimal(high):
        raise Fault("too_large", f"This must be at most {high}.")
    if abs(number) > largest:
        raise Fault("out_of_range", "This number is larger than can be stored.")


def _integer(field: FieldPlan, value: object, _: Setting) -> Decimal:
    number = _number_in(value, "a whole number")
    _within(field, number, LARGEST_INTEGER)
    if number != number.to_integral_value():
        raise Fault("type_mismatch", "This must be a whole number.")
    return Decimal(int(number))


def _number(field: FieldPlan, value: object, _: Setting) -> Decimal:
    number = _number_in(value, "a number")
    _within(field, number, LARGEST_FINE_NUMBER if field.decimals > _FINE_DIGITS else LARGEST_NUMBER)
    if _digits_after_point(number) > field.decimals:
        raise Fault("too_many_decimals", f"This may have {field.decimals} digits after the point at most.")
    return plain_number(number)


def _digits_after_point(number: Decimal) -> int:
    if not number:
        return 0
    digits, exponent = number.as_tuple().digits, number.as_tuple().exponent
    zeros = next((place for place, digit in enumerate(reversed(digits)) if digit), 0)
    return max(0, -(int(exponent) + zeros))


def _money(field: FieldPlan, value: object, setting: Setting) -> Money:
    currency = field.currency or setting.currency
    if isinstance(value, Mapping):
        amount, currency = _money_object(value, currency)
        if field.currency is not None and currency != field.currency:
            raise Fault("currency", f"This field is in {field.currency}.")
    else:
        amount = _number_in(value, 'an amount like {"amount": "12.50", "currency": "AZN"}, or a number')
    _within(field, amount, LARGEST_NUMBER)
    return Money(amount, currency).rounded()


def _money_object(value: Mapping[str, object], default: str) -> tuple[Decimal, str]:
    amount, currency = value.get("amount"), value.get("currency", default)
    if set(value) - {"amount", "currency"} or not isinstance(currency, str) or not _CODE.fullmatch(currency):
        raise mismatch('an amount like {"amount": "12.50", "currency": "AZN"}')
    if currency not in CURRENCIES:
        raise Fault("unknown_currency", "There is no such currency; write its ISO 4217 code, like AZN.")
    if isinstance(amount, str):
        if not _AMOUNT.fullmatch(amount):
            raise Fault("type_mismatch", "The amount must be a decimal number in quotes.")
        return Decimal(amount), currency
    return _number_in(amount, "an amount with a decimal number in quotes"), currency


def _boolean(_: FieldPlan, value: object, __: Setting) -> bool:
    if not isinstance(value, bool):
        raise mismatch("true or false")
    return value


def _date(field: FieldPlan, value: object, _: Setting) -> date:
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise mismatch('a date like "2026-02-28"')
    try:
        moment = date.fromisoformat(value)
    except ValueError:
        raise mismatch("a day that the calendar has") from None
    _between(moment, _as_date(field.min), _as_date(field.max))
    return moment


def _datetime(field: FieldPlan, value: object, _: Setting) -> datetime:
    if not isinstance(value, str) or not _DATETIME.fullmatch(value):
        raise mismatch('a time with its offset, like "2026-02-28T09:30:00Z"')
    try:
        moment = datetime.fromisoformat(value.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        raise mismatch("a time that the calendar has") from None
    _between(moment, _as_datetime(field.min), _as_datetime(field.max))
    return moment


def _between(moment: Any, earliest: Any, latest: Any) -> None:  # noqa: ANN401 - two dates or two datetimes
    if earliest is not None and moment < earliest:
        raise Fault("too_small", "This is earlier than the field allows.")
    if latest is not None and moment > latest:
        raise Fault("too_large", "This is later than the field allows.")


def _as_date(bound: object) -> date | None:
    return date.fromisoformat(bound) if isinstance(bound, str) else bound if isinstance(bound, date) else None


def _as_datetime(bound: object) -> datetime | None:
    if isinstance(bound, str):
        bound = datetime.fromisoformat(bound)
    if not isinstance(bound, datetime):
        return None
    return bound if bound.tzinfo else bound.replace(tzinfo=UTC)


def _select(field: FieldPlan, value: object, _: Setting) -> str:
    if not isinstance(value, str):
        raise mismatch("the key of an option")
    if value not in field.options:
        raise Fault("unknown_option", "This is not one of the field's options.")
    return value


def _multi_select(field: FieldPlan, value: object, setting: Setting) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise mismatch("a list of option keys")
    return tuple(dict.fromkeys(_select(field, item, setting) for item in value))


def _email(field: FieldPlan, value: object, setting: Setting) -> str:
    text = _text(field, value, setting)
    if len(text) > _LONGEST_EMAIL or not _EMAIL.fullmatch(text):
        raise Fault("invalid_email", 'This must be an e-mail address like "name@example.com".')
    name, _, domain = text.rpartition("@")
    return f"{name}@{domain.lower()}"


def _phone(field: FieldPlan, value: object, setting: Setting) -> str:
    text = _text(field, value, setting)
    try:
        number = phonenumbers.parse(text, setting.region)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise Fault("invalid_phone", 'This must be a phone number like "+994501234567".')
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _url(field: FieldPlan, value: object, setting: Setting) -> str:
    text = _text(field, value, setting)
    try:
        parts = urlsplit(text)
        fits = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fits = False
    if not fits or len(text) > _LONGEST_URL or _UNSAFE_IN_URL.search(text):
        raise Fault("invalid_url", 'This must be an address like "https://example.com".')
    return text


def _id(_: FieldPlan, value: object, __: Setting) -> UUID:
    found = value if isinstance(value, UUID) else parse_id(value) if isinstance(value, str) else None
    if found is None:
        raise mismatch("an id")
    return found


def _ids(field: FieldPlan, value: object, setting: Setting) -> tuple[UUID, ...]:
    if not isinstance(value, list | tuple):
        raise mismatch("a list of ids")
    if len(value) > MOST_LINKS:
        raise Fault("too_many", f"This may hold {MOST_LINKS} records at most.")
    return tuple(dict.fromkeys(_id(field, item, setting) for item in value))


def _computed(_: FieldPlan, __: object, ___: Setting) -> None:
    raise Fault("read_only", "This field is computed; it cannot be written.")


def _rich_text(field: FieldPlan, value: object, setting: Setting) -> str | None:
    if not isinstance(value, str):
        raise mismatch("a text")
    found = _text(field, shapes.clean(value), setting)
    return None if shapes.is_empty(found) else found


PARSERS: Final[Mapping[str, Callable[[FieldPlan, Any, Setting], Any]]] = {
    "text": _text,
    "long_text": _text,
    "rich_text": _rich_text,
    "integer": _integer,
    "number": _number,
    "percent": _number,
    "money": _money,
    "boolean": _boolean,
    "date": _date,
    "datetime": _datetime,
    "time": shapes.parse_time,
    "duration": shapes.parse_duration,
    "rating": shapes.parse_rating,
    "select": _select,
    "multi_select": _multi_select,
    "email": _email,
    "phone": _phone,
    "url": _url,
    "user": _id,
    "team": _id,
    "file": shapes.parse_file,
    "image": shapes.parse_file,
    "address": shapes.parse_an_address,
    "json": shapes.parse_json,
    "link": _id,
    "links": _ids,
    "formula": _computed,
    "rollup": _computed,
    "lookup": _computed,
    "autonumber": _computed,
}
