"""Documents that are hostile or broken: too deep, too large, not JSON. What fails here is checked no further."""

import math
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from axin.builder.checks.findings import Finding
from axin.builder.definitions.pointers import join

DEEPEST: Final = 48
"""Levels of nesting: twenty branches inside each other."""
MOST_VALUES: Final = 200_000
LONGEST_LIST: Final = 2_000
LONGEST_TEXT: Final = 100_000
LONGEST_NAME: Final = 300
LARGEST_EXPONENT: Final = 400
_MOST_FINDINGS: Final = 100


def check_bounds(document: object) -> list[Finding]:
    """Return why this cannot be read as a solution document at all."""
    if not isinstance(document, dict):
        return [Finding("", "type", {"expected": "object"})]
    found: list[Finding] = []
    stack: list[tuple[str, Any, int]] = [("", document, 1)]
    count = 0
    while stack and len(found) < _MOST_FINDINGS:
        pointer, value, depth = stack.pop()
        count += 1
        if count > MOST_VALUES:
            return [*found, Finding("", "too_large", {"most": str(MOST_VALUES)})]
        fault = _fault(pointer, value, depth)
        if fault is not None:
            found.append(fault)
        elif isinstance(value, dict | list):
            stack.extend(_children(pointer, value, depth + 1))
    return found


def _children(pointer: str, value: dict[str, Any] | list[Any], depth: int) -> Iterator[tuple[str, Any, int]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    return ((join(pointer, name), child, depth) for name, child in pairs)


def _fault(pointer: str, value: object, depth: int) -> Finding | None:  # noqa: PLR0911 - one line a fault
    if isinstance(value, str):
        return (
            Finding(pointer, "too_long", {"most": str(LONGEST_TEXT)}) if len(value) > LONGEST_TEXT else _surrogate(pointer, value)
        )
    if isinstance(value, bool | int) or value is None:
        return None
    if isinstance(value, float | Decimal):
        return None if _ordinary(value) else Finding(pointer, "bad_number")
    if not isinstance(value, dict | list):
        return Finding(pointer, "type", {"expected": "JSON"})
    if depth > DEEPEST:
        return Finding(pointer, "too_deep", {"most": str(DEEPEST)})
    if isinstance(value, list):
        return Finding(pointer, "too_many", {"most": str(LONGEST_LIST)}) if len(value) > LONGEST_LIST else None
    if any(not isinstance(name, str) or len(name) > LONGEST_NAME or _surrogate(pointer, name) for name in value):
        return Finding(pointer, "bad_name", {"most": str(LONGEST_NAME)})
    return None


def _surrogate(pointer: str, value: str) -> Finding | None:
    return Finding(pointer, "bad_text") if any("\ud800" <= c <= "\udfff" for c in value if c > "\ud7ff") else None


def _ordinary(value: float | Decimal) -> bool:
    if isinstance(value, Decimal):
        return value.is_finite() and abs(value.adjusted()) < LARGEST_EXPONENT
    return math.isfinite(value)
