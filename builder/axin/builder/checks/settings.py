"""The workspace's settings."""

import re
from collections.abc import Mapping
from typing import Any, Final

from axin.builder.checks.calendars import check_hours, check_named
from axin.builder.checks.context import Context
from axin.builder.checks.findings import near
from axin.builder.checks.triggers import check_timezone
from axin.builder.compiling.calendars import days_of
from axin.builder.definitions.model import list_of, object_of, text_of
from axin.platform.kernel.money import CURRENCIES

_CODE: Final = re.compile("[A-Z]{3}", re.ASCII)
_DATED: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
"""What is no date by its look, the check of the shape has told."""


def check_settings(context: Context) -> None:
    """Check the zone, the currency, the hours and the calendars."""
    settings = context.model.settings
    check_currency(context, "/settings/currency", settings.get("currency"))
    check_timezone(context, "/settings/timezone", settings.get("timezone"))
    check_hours(context, "/settings/working_hours", object_of(settings, "working_hours"))
    keys = _check_calendars(context, settings)
    named = settings.get("working_hours")
    if isinstance(named, str):
        check_named(context, "/settings/working_hours", named, keys)


def _check_calendars(context: Context, settings: Mapping[str, Any]) -> list[str]:
    """Note what is wrong with the calendars; return their keys."""
    keys: list[str] = []
    for place, calendar in enumerate(list_of(settings, "calendars")):
        if not isinstance(calendar, dict):
            continue
        pointer = f"/settings/calendars/{place}"
        key = text_of(calendar, "key")
        if key in keys:
            context.error(f"{pointer}/key", "duplicate_key")
        keys += [key] if key else []
        check_hours(context, f"{pointer}/hours", object_of(calendar, "hours"))
        for name in ("holidays", "worked"):
            for at, written in enumerate(list_of(calendar, name)):
                if not any(days_of(written)) and _DATED.match(str(_first(written))):
                    context.error(f"{pointer}/{name}/{at}", "bad_day")
    return keys


def _first(written: object) -> object:
    return written.get("from") if isinstance(written, dict) else written


def check_currency(context: Context, pointer: str, code: object) -> None:
    """Note a code of three letters that no currency has; what is no such code the shape check tells."""
    if isinstance(code, str) and _CODE.fullmatch(code) and code not in CURRENCIES:
        context.error(pointer, "unknown_currency", near(code, CURRENCIES))
