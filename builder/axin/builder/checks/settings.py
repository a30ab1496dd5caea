"""The workspace's settings."""

import re
from itertools import pairwise
from typing import Final

from axin.builder.checks.context import Context
from axin.builder.checks.findings import near
from axin.builder.checks.triggers import check_timezone
from axin.builder.definitions.model import object_of
from axin.builder.definitions.pointers import join
from axin.builder.schemas.parts import HOURS_PATTERN
from axin.platform.kernel.money import CURRENCIES

_CODE: Final = re.compile("[A-Z]{3}", re.ASCII)
_SHAPE: Final = re.compile(HOURS_PATTERN, re.ASCII)


def check_settings(context: Context) -> None:
    """Check the zone, the currency and the hours."""
    settings = context.model.settings
    check_currency(context, "/settings/currency", settings.get("currency"))
    check_timezone(context, "/settings/timezone", settings.get("timezone"))
    for days, hours in object_of(settings, "working_hours").items():
        if (
            isinstance(hours, str)
            and _SHAPE.match(hours)
            and not all(opens < closes for opens, closes in pairwise(hours.split("-")))
        ):
            context.error(join("/settings/working_hours", days), "bad_working_hours")


def check_currency(context: Context, pointer: str, code: object) -> None:
    """Note a code of three letters that no currency has; what is no such code the shape check tells."""
    if isinstance(code, str) and _CODE.fullmatch(code) and code not in CURRENCIES:
        context.error(pointer, "unknown_currency", near(code, CURRENCIES))
