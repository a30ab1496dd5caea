"""The workspace's settings."""

import re
from itertools import pairwise
from typing import Final

from axin.builder.checks.context import Context
from axin.builder.checks.triggers import check_timezone
from axin.builder.definitions.model import object_of
from axin.builder.definitions.pointers import join
from axin.builder.schemas.parts import HOURS_PATTERN

_SHAPE: Final = re.compile(HOURS_PATTERN, re.ASCII)


def check_settings(context: Context) -> None:
    """Check the zone and the hours."""
    settings = context.model.settings
    check_timezone(context, "/settings/timezone", settings.get("timezone"))
    for days, hours in object_of(settings, "working_hours").items():
        if (
            isinstance(hours, str)
            and _SHAPE.match(hours)
            and not all(opens < closes for opens, closes in pairwise(hours.split("-")))
        ):
            context.error(join("/settings/working_hours", days), "bad_working_hours")
