"""Where a graph leads: for loops between scenarios and chains of calls."""

from collections.abc import Iterable, Mapping


def reachable(follows: Mapping[str, Iterable[str]], start: str) -> set[str]:
    """Return everything that `start` leads to in any number of steps; itself only where a way leads back."""
    seen: set[str] = set()
    stack = list(follows.get(start, ()))
    while stack:
        key = stack.pop()
        if key not in seen:
            seen.add(key)
            stack.extend(follows.get(key, ()))
    return seen
