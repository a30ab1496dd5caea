"""Stripe's form encoding: a[b][0][c]=v, and back to nested values."""

import re
from typing import Any, Final
from urllib.parse import parse_qsl

_PART: Final = re.compile(r"\[([^\]]*)\]")


def decode(body: str) -> dict[str, Any]:
    """Return the nested values of an encoded body or query."""
    found: dict[str, Any] = {}
    for name, value in parse_qsl(body, keep_blank_values=True):
        head, _, _ = name.partition("[")
        _put(found, [head, *_PART.findall(name)], value)
    return {key: _lists(value) for key, value in found.items()}


def _put(target: dict[str, Any], path: list[str], value: str) -> None:
    for step in path[:-1]:
        target = target.setdefault(step or str(len(target)), {})
    target[path[-1] or str(len(target))] = value


def _lists(value: Any) -> Any:  # noqa: ANN401 - any nested value
    if not isinstance(value, dict):
        return value
    if value and all(key.isdecimal() for key in value):
        return [_lists(value[key]) for key in sorted(value, key=int)]
    return {key: _lists(part) for key, part in value.items()}
