"""Working time: hours of the week that end after they begin, and calendars that there are."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from axin.builder.checks.context import Context
from axin.builder.checks.findings import listed, near
from axin.builder.definitions.model import list_of
from axin.builder.definitions.pointers import join
from axin.builder.schemas.words import HOURS_PATTERN

_SHAPE: Final = re.compile(HOURS_PATTERN, re.ASCII)
"""What has no such shape, the check of the shape has told."""


def check_working_time(context: Context, pointer: str, value: object) -> None:
    """Check working time that a step counts by: hours of its own, or the key of a calendar."""
    if isinstance(value, Mapping):
        check_hours(context, pointer, value)
    elif isinstance(value, str):
        calendars = [one for one in list_of(context.model.settings, "calendars") if isinstance(one, dict)]
        check_named(context, pointer, value, [str(one.get("key")) for one in calendars])


def check_hours(context: Context, pointer: str, week: Mapping[str, Any]) -> None:
    """Note hours that end before they begin."""
    for days, hours in week.items():
        if (
            isinstance(hours, str)
            and _SHAPE.match(hours)
            and not all(opens < closes for opens, closes in pairwise(hours.split("-")))
        ):
            context.error(join(pointer, days), "bad_working_hours")


def check_named(context: Context, pointer: str, key: str, keys: Sequence[str]) -> None:
    """Note the key of a calendar that there is not."""
    if key not in keys:
        context.error(pointer, "unknown_calendar", near(key, keys), names=listed(keys))
