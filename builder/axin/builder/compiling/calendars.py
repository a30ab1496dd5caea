"""The working calendar of a workspace: its hours, its holidays, and the days worked in their stead."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

from axin.builder.definitions.model import list_of, object_of, text_of

LONGEST_HOLIDAY: Final = 366


def calendar_of(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return {working_hours, days_off, days_on} of the workspace's own hours, or of the calendar that they name."""
    key = text_of(settings, "working_hours")
    if key is None:
        return {"working_hours": object_of(settings, "working_hours")}
    named = [one for one in list_of(settings, "calendars") if isinstance(one, dict) and one.get("key") == key]
    calendar = named[0] if named else {}
    return {
        "working_hours": object_of(calendar, "hours"),
        "days_off": tuple(sorted({day for one in list_of(calendar, "holidays") for day in days_of(one)})),
        "days_on": tuple(sorted({day for one in list_of(calendar, "worked") for day in days_of(one)})),
    }


def working_of(settings: Mapping[str, Any], chosen: object) -> dict[str, Any] | None:
    """Return what a step's working time changes in the workspace's, None where all time counts.

    Hours of its own keep the workspace's holidays; a calendar brings its own.
    """
    if chosen is None or chosen is False:
        return None
    return {} if chosen is True else calendar_of({**settings, "working_hours": chosen})


def days_of(written: object) -> Iterator[date]:
    """Yield the days that an entry names: one, or all from one to another; nothing where it names none."""
    first = day_of(written.get("from") if isinstance(written, Mapping) else written)
    last = day_of(written.get("to")) if isinstance(written, Mapping) and "to" in written else first
    if first is not None and last is not None and first <= last < first + timedelta(days=LONGEST_HOLIDAY):
        yield from (first + timedelta(days=number) for number in range((last - first).days + 1))


def day_of(text: object) -> date | None:
    """Return the day that a text names, if the calendar has it."""
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
