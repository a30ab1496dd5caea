"""Values of fields: from the API's JSON and back, to the stored JSON and back, into the typed columns, into formulas.

Inside, text is `str`, numbers and percents are `Decimal` (5 means 5 %), money is `Money`, a link or a user a `UUID`, links and
multi-selects are tuples, a blank is `None`. Pure: whether a linked record exists is the gateway's question.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final
from uuid import UUID

from axin.builder.catalog import parsing
from axin.builder.catalog.addresses import written_address
from axin.builder.catalog.attachment import Attachment
from axin.builder.catalog.faults import Fault
from axin.builder.catalog.file_values import FILE_TYPES, names_in, read_files
from axin.builder.catalog.parsing import plain_number
from axin.builder.catalog.setting import Setting
from axin.builder.compiling.plan import FieldPlan
from axin.builder.definitions.durations import seconds, written
from axin.builder.formulas.types import Type
from axin.builder.formulas.values import Span
from axin.platform.data import json
from axin.platform.kernel.errors import Problem
from axin.platform.kernel.money import Money, minor_digits

TEXT_SLOT_CHARACTERS: Final = 255
"""How much of a text its slot holds: enough to sort by; the whole stands in the JSON."""
SLOT_MOST: Final = 2**63 - 1
NUMBER_SCALE: Final = 6
FINE_SCALE: Final = 9
_HUNDRED: Final = Decimal(100)


def parse(field: FieldPlan, value: object, pointer: str, setting: Setting) -> Any | Problem:  # noqa: ANN401 - any field's value
    """Read a value in the API's form; None is a blank. A `Problem` where it is not one of this field."""
    if value is None or value in ("", []):
        return None
    try:
        return parsing.PARSERS[field.type](field, value, setting)
    except Fault as fault:
        return Problem(pointer, fault.code, fault.message, fault.suggestion)


def to_api(field: FieldPlan, value: object) -> object:
    """Return the API's form of a value: plain JSON, numbers as exact decimals."""
    del field
    return plain_json(value)


def plain_json(value: object) -> object:
    """Return the API's form of any value of ours; what is plain JSON already stays."""
    writer = _WRITERS.get(type(value))
    return value if writer is None else writer(value)


def to_store(field: FieldPlan, value: object) -> object:
    """Return the form kept in the record's JSON."""
    if type(value) is Money:
        return {"a": value.amount, "c": value.currency}
    if type(value) is Span:
        return value.length
    return to_api(field, value)


def from_store(field: FieldPlan, stored: Any) -> Any:  # noqa: ANN401 - any JSON
    """Read the form kept in the record's JSON."""
    if stored is None:
        return None
    reader = _READERS.get(stored_kind(field))
    return stored if reader is None else reader(stored)


def reader_of(field: FieldPlan) -> Callable[[Any], Any] | None:
    """Return what reads the field's stored form where it is there; None where it is the value itself."""
    return _READERS.get(stored_kind(field))


def from_api(field: FieldPlan, value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Read the API's form of a value that we wrote ourselves, as in an event."""
    if type(value) is dict and field.value_type.kind == "money":
        return Money(Decimal(value["amount"]), value["currency"])
    if type(value) is str and field.value_type.kind == "span":
        return Span(seconds=seconds(value) or 0)
    return from_store(field, value)


def stored_kind(field: FieldPlan) -> str:
    """Return the field's type; of a formula, the type of its result."""
    return field.value_type.kind if field.derived else field.type


def slot_value(field: FieldPlan, value: Any) -> Any:  # noqa: ANN401, PLR0911 - what the column takes; one for each kind of value
    """Return what the field's typed column holds."""
    match value:
        case None | UUID() | datetime():
            return value
        case str():
            return value[:TEXT_SLOT_CHARACTERS]
        case Span():
            return value.length
        case bool():
            return int(value)
        case Decimal() | Money():
            number = value if isinstance(value, Decimal) else value.amount
            scaled = int(number.scaleb(slot_scale(field)))
            return scaled if abs(scaled) <= SLOT_MOST else None  # a computed one may be larger than any column
        case date():
            return datetime.combine(value, time(), UTC)
        case _:
            return None


def slot_scale(field: FieldPlan) -> int:
    """Return how many digits after the point a number's slot keeps; the same whatever `decimals` becomes later."""
    if field.type in {"integer", "boolean", "rating", "duration"}:
        return 0
    return FINE_SCALE if field.decimals > NUMBER_SCALE else NUMBER_SCALE


def unique_text(value: object) -> str:
    """Return the text by which two values count as the same one."""
    match value:
        case Money(amount, currency):
            return f"{plain_number(amount)} {currency}"
        case Decimal():
            return str(plain_number(value))
        case Span():
            return str(value.length)
        case dict():
            return json.dumps_text(dict(sorted(value.items())))
        case tuple():
            return "\x1f".join(unique_text(item) for item in value)
        case _:
            return str(value)


def to_formula(field: FieldPlan, value: Any) -> Any:  # noqa: ANN401 - any value of the formula language
    """Return what a formula reads: a percent as its fraction, all else as it is."""
    if (field.type == "percent" or field.result == "percent") and value is not None:
        return value / _HUNDRED
    if value is None:
        return None
    return written_address(value) if field.type == "address" else names_in(value) if field.type in FILE_TYPES else value


def of_result(field: FieldPlan, value: Any) -> Any:  # noqa: ANN401 - any value of the formula language
    """Return a computed value as the record holds it: a fraction declared as a percent as its percent."""
    if field.result == "percent" and type(value) is Decimal:
        return plain_number(value * _HUNDRED)
    return value


def from_formula(field: FieldPlan, value: Any) -> object:  # noqa: ANN401 - any value of the formula language
    """Return the API's form of a formula's value, for writing it to the field: a fraction as its percent."""
    if field.type == "percent" and type(value) is Decimal:
        return rounded(value * _HUNDRED, field.decimals)
    if field.type == "number" and type(value) is Decimal:
        return rounded(value, field.decimals)
    if type(value) is Money:
        return to_api(field, value.rounded())
    return to_api(field, value)


def computed(field: FieldPlan, value: Any) -> Any:  # noqa: ANN401 - any value of the formula language
    """Return what a derived field's formula gives, as formulas over the field read it: a number with the field's digits."""
    found = result_of(field.value_type, value)
    if type(found) is not Decimal or field.rounds is None:
        return found
    return rounded(found, field.rounds + 2 if field.result == "percent" else field.rounds)


def rounded(number: Decimal, digits: int) -> Decimal:
    """Return the number with so many digits after the point, half away from zero."""
    return plain_number(number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def result_of(kind: Type, value: Any) -> Any:  # noqa: ANN401 - any value of the formula language
    """Return a formula field's value as a field holds it: money rounded to its minor unit."""
    if type(value) is Money:
        return value.rounded()
    if type(value) is Decimal:
        return plain_number(value)
    if value in ("", ()):
        return None
    del kind
    return value


def _write_datetime(value: datetime) -> str:
    text = value.astimezone(UTC).isoformat()
    return text.removesuffix("+00:00") + "Z"


def _write_money(value: Money) -> Mapping[str, str]:
    """Write at least the digits of the minor unit; a sum on its way through a run may have more."""
    amount = f"{value.amount:f}"
    _, point, places = amount.partition(".")
    missing = minor_digits(value.currency) - len(places)
    if missing > 0:
        amount += ("" if point else ".") + "0" * missing
    return {"amount": amount, "currency": value.currency}


def _write_many(value: tuple[object, ...] | list[object]) -> list[object]:
    return [plain_json(item) for item in value]


_WRITERS: Final[Mapping[type, Callable[[Any], object]]] = {
    Money: _write_money,
    UUID: str,
    Span: lambda span: written(span.length),
    datetime: _write_datetime,
    date: date.isoformat,
    Attachment: Attachment.to_json,
    tuple: _write_many,
    list: _write_many,
}


def _read_money(stored: Mapping[str, Any]) -> Money:
    return Money(Decimal(stored["a"]), stored["c"])


def _read_number(stored: Any) -> Decimal:  # noqa: ANN401 - int, Decimal or text
    return stored if type(stored) is Decimal else Decimal(stored)


def _read_ids(stored: list[str]) -> tuple[UUID, ...]:
    return tuple(UUID(item) for item in stored)


def _read_span(stored: Any) -> Span:  # noqa: ANN401 - int or Decimal
    return Span(seconds=int(stored))


_READERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "integer": _read_number,
    "number": _read_number,
    "percent": _read_number,
    "money": _read_money,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "link": UUID,
    "user": UUID,
    "links": _read_ids,
    "team": UUID,
    "rating": _read_number,
    "duration": _read_span,
    "span": _read_span,
    "multi_select": tuple,
    "list": tuple,
    "file": read_files,
    "image": read_files,
}
