"""Durations as definitions write them: `2h`, `1d12h`, `45m`."""

import re
from typing import Final

_UNITS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_SHAPE: Final = re.compile(r"(?:[0-9]{1,6}[smhdw]){1,5}", re.ASCII)
_PART: Final = re.compile(r"([0-9]+)([smhdw])", re.ASCII)
PATTERN: Final = r"^([0-9]{1,6}[smhdw]){1,5}$"
LONGEST: Final = 10 * 366 * 86400
"""Ten years: a longer wait is a slip of the pen."""


def seconds(text: object) -> int | None:
    """Return how many seconds `text` lasts, or None where it is no duration or lasts longer than ten years."""
    if not isinstance(text, str) or not _SHAPE.fullmatch(text):
        return None
    total = sum(int(count) * _UNITS[unit] for count, unit in _PART.findall(text))
    return total if total <= LONGEST else None


def signed_seconds(text: object) -> int | None:
    """Return the same of a duration that may stand behind a sign: how long before (with a minus) or after."""
    if not isinstance(text, str):
        return None
    length = seconds(text[1:] if text[:1] in {"+", "-"} else text)
    return -length if length is not None and text.startswith("-") else length


def written(length: int) -> str:
    """Return so many seconds as a definition writes them."""
    found = ""
    for unit, size in (("d", 86400), ("h", 3600), ("m", 60), ("s", 1)):
        count, length = divmod(length, size)
        found += f"{count}{unit}" if count else ""
    return found or "0s"
