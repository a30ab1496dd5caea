"""Dates and times as definitions and messages write them: `2026-03-01`, `2026-03-01T09:00+04:00`."""

from datetime import UTC, date, datetime


def moment_of(text: str) -> date | None:
    """Return the day or, with an hour, the instant that `text` writes, of UTC where it names no zone. None of any other text."""
    try:
        if "T" not in text and ":" not in text:
            return date.fromisoformat(text)
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
