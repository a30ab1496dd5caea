"""From one type to another: what reads give, what `any` holds, what `&` joins."""
# ruff: noqa: ANN401 - conversions take any value of the language

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final
from uuid import UUID

from axin.builder.formulas.arithmetic import bounded, canonical
from axin.builder.formulas.errors import ValueMismatchError
from axin.builder.formulas.limits import FIRST_DATE, LAST_DATE, MAX_TEXT
from axin.builder.formulas.moments import in_range, local, midnight
from axin.builder.formulas.types import Kind
from axin.builder.formulas.values import Context
from axin.platform.kernel.money import Money

MAX_NUMBER_TEXT: Final = 60
CURRENCY_LETTERS: Final = 3
Conversion = Callable[[Any, Context], Any]
"""From a value that is not blank."""


def blank_or(value: Any) -> Any:
    """Return the value, the empty ones as None."""
    return None if value == "" or (isinstance(value, list | tuple) and not value) else value


def to_number(value: Any, context: Context) -> Decimal | None:
    """Return the number that a value from outside is or writes."""
    del context
    if isinstance(value, Decimal):
        number = value
    elif isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueMismatchError
    else:
        number = _written_number(str(value))
    if not number.is_finite() or bounded(number) is None:
        raise ValueMismatchError
    return number


def _written_number(text: str) -> Decimal:
    if len(text) > MAX_NUMBER_TEXT or "_" in text:
        raise ValueMismatchError
    try:
        return Decimal(text.strip())
    except InvalidOperation:
        raise ValueMismatchError from None


def to_money(value: Any, context: Context) -> Money | None:
    """Return the money that a value is: a number is of the workspace's currency."""
    if isinstance(value, Money):
        return value
    if isinstance(value, Mapping):
        amount, currency = value.get("amount"), value.get("currency", context.currency)
        if amount is None or not isinstance(currency, str) or len(currency) != CURRENCY_LETTERS:
            raise ValueMismatchError
        number = to_number(amount, context)
        return None if number is None else Money(number, currency)
    number = to_number(value, context)
    return None if number is None else Money(number, context.currency)


def to_boolean(value: Any, context: Context) -> bool:
    """Return the yes or no that a value from outside is or writes."""
    del context
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in {"true", "false"}:
        return value.lower() == "true"
    raise ValueMismatchError


def to_date(value: Any, context: Context) -> date | None:
    """Return the date that a value from outside is or writes (ISO 8601)."""
    del context
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str):
        raise ValueMismatchError
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise ValueMismatchError from None
    if not FIRST_DATE <= day <= LAST_DATE:
        raise ValueMismatchError
    return day


def to_datetime(value: Any, context: Context) -> datetime | None:
    """Return the instant that a value from outside is or writes (RFC 3339); a date begins at midnight of the workspace's zone."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return midnight(value, context.zone)
    if not isinstance(value, str):
        raise ValueMismatchError
    try:
        moment = datetime.fromisoformat(value)
        if len(value) <= len("2026-01-01"):
            return midnight(moment.date(), context.zone)
        return in_range(moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        raise ValueMismatchError from None


def to_link(value: Any, context: Context) -> UUID | str | None:
    """Return the id that a link is: of a record given whole, its `id`."""
    del context
    if isinstance(value, Mapping):
        value = value.get("id")
    if isinstance(value, UUID) or value is None:
        return value
    if not isinstance(value, str):
        raise ValueMismatchError
    try:
        return UUID(value)
    except ValueError:
        return value


def to_text(value: Any, context: Context) -> str:  # noqa: PLR0911 - one for each type
    """Return the value as `&` writes it: the same in every language, so that it can be compared and stored."""
    match value:
        case str():
            return value[:MAX_TEXT]
        case bool():
            return "TRUE" if value else "FALSE"
        case Decimal():
            return format(canonical(value), "f")
        case Money():
            return f"{canonical(value.amount):f} {value.currency}"
        case datetime():
            return local(value, context.zone).isoformat(" ", "minutes")
        case date():
            return value.isoformat()
        case int() | float():
            return format(canonical(Decimal(str(value))), "f")
        case UUID():
            return str(value)
        case list() | tuple():
            return ", ".join(to_text(item, context) for item in value if item is not None)[:MAX_TEXT]
        case _:
            raise ValueMismatchError


def to_list(value: Any, context: Context) -> tuple[Any, ...] | None:
    """Return the list that a value from outside is."""
    del context
    if not isinstance(value, list | tuple):
        raise ValueMismatchError
    return tuple(value) or None


CONVERSIONS: Final[Mapping[Kind, Conversion]] = {
    "text": to_text,
    "number": to_number,
    "money": to_money,
    "boolean": to_boolean,
    "date": to_date,
    "datetime": to_datetime,
    "link": to_link,
    "list": to_list,
}


def plain(value: Any) -> Any:
    """Return a value from outside as two of them are compared: numbers as decimals, ids as text."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return Decimal(str(value))
    return str(value) if isinstance(value, UUID) else blank_or(value)
