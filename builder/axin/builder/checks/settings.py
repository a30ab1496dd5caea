"""The workspace's settings."""

from itertools import pairwise

from axin.builder.checks.context import Context
from axin.builder.checks.triggers import check_timezone
from axin.builder.definitions.model import object_of
from axin.builder.definitions.pointers import join


def check_settings(context: Context) -> None:
    """Check the zone and the hours."""
    settings = context.model.settings
    check_timezone(context, "/settings/timezone", settings.get("timezone"))
    for days, hours in object_of(settings, "working_hours").items():
        if isinstance(hours, str) and not all(opens < closes for opens, closes in pairwise(hours.split("-"))):
            context.error(join("/settings/working_hours", days), "bad_working_hours")
