"""The parsers of field types whose values are more than a word or a number: formatted text, spans, files, addresses, JSON."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

import nh3

from axin.builder.catalog.addresses import parse_address
from axin.builder.catalog.attachment import Attachment
from axin.builder.catalog.faults import Fault, mismatch, refuse_unstorable
from axin.builder.catalog.setting import Setting
from axin.builder.compiling.plan import FieldPlan
from axin.builder.definitions.durations import seconds
from axin.builder.formulas.values import Span
from axin.platform.data import json
from axin.platform.kernel.ids import parse_id

MOST_FILES: Final = 100
LARGEST_JSON: Final = 100_000
_DEEPEST_JSON: Final = 32
_TIME: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?", re.ASCII)
_TAGS: Final = {
    "p", "br", "hr", "h1", "h2", "h3", "strong", "b", "em", "i", "u", "s", "ul", "ol", "li", "blockquote", "code", "pre", "a",
}  # fmt: skip
_MARKUP: Final = re.compile(r"<[^>]*>|&nbsp;|\s")


def clean(html: str) -> str:
    """Return formatted text without anything but its format: no scripts, styles, pictures, or links to where no page is."""
    return nh3.clean(html, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto", "tel"})


def is_empty(html: str) -> bool:
    """Return whether formatted text says nothing."""
    return not _MARKUP.sub("", html)


def parse_time(_: FieldPlan, value: object, __: Setting) -> str:
    """Read a time of day; whole minutes are written without seconds."""
    if not isinstance(value, str) or not _TIME.fullmatch(value):
        raise mismatch('a time of day like "09:30"')
    return value.removesuffix(":00") if value.count(":") > 1 else value


def parse_duration(field: FieldPlan, value: object, _: Setting) -> Span:
    """Read a duration."""
    length = seconds(value)
    if length is None:
        raise mismatch('a duration like "2h" or "1d12h"')
    least, most = seconds(field.min), seconds(field.max)
    if least is not None and length < least:
        raise Fault("too_small", f"This must last at least {field.min}.")
    if most is not None and length > most:
        raise Fault("too_large", f"This must last at most {field.max}.")
    return Span(seconds=length)


def parse_rating(field: FieldPlan, value: object, _: Setting) -> Decimal:
    """Read a number of stars."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise mismatch("a whole number of stars")
    if not 1 <= value <= field.max:
        raise Fault("out_of_range", f"This must be between 1 and {field.max}.")
    if value != int(value):
        raise mismatch("a whole number of stars")
    return Decimal(int(value))


def parse_file(field: FieldPlan, value: object, _: Setting) -> Attachment | tuple[Attachment, ...]:
    """Read the file or files that are named, each by its id or as an object with one."""
    items = value if isinstance(value, list | tuple) else [value]
    found = tuple(dict.fromkeys(_file(item) for item in items))
    if len(found) > (MOST_FILES if field.many else 1):
        raise Fault("too_many", f"This may hold {MOST_FILES if field.many else 1} files at most.")
    return found if field.many else found[0]


def _file(value: object) -> Attachment:
    name = value.get("id") if isinstance(value, Mapping) else value
    found = name if isinstance(name, UUID) else parse_id(name) if isinstance(name, str) else None
    if found is None:
        raise mismatch('a file like {"id": "…"}, uploaded before')
    return Attachment(found)


def parse_an_address(_: FieldPlan, value: object, __: Setting) -> dict[str, Any] | None:
    """Read a postal address."""
    return parse_address(value)


def parse_json(_: FieldPlan, value: object, __: Setting) -> Any:  # noqa: ANN401 - any JSON
    """Read data of any shape, within bounds."""
    _check_json(value, 0)
    if len(json.dumps(value)) > LARGEST_JSON:
        raise Fault("too_long", f"This may have {LARGEST_JSON} bytes at most.")
    return value


def _check_json(value: object, depth: int) -> None:
    if depth > _DEEPEST_JSON:
        raise Fault("too_deep", f"This may nest {_DEEPEST_JSON} levels deep at most.")
    match value:
        case str():
            refuse_unstorable(value)
        case Mapping():
            for name, member in value.items():
                refuse_unstorable(str(name))
                _check_json(member, depth + 1)
        case list() | tuple():
            for item in value:
                _check_json(item, depth + 1)
        case float() | Decimal() if not Decimal(str(value)).is_finite():
            raise mismatch("a number")
