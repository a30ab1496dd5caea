"""Jobs of other folders travel by dotted name, never by import: "axin.room.module:function"."""

import importlib
from collections.abc import Awaitable, Callable

Job = Callable[[], Awaitable[object]]


def resolve(name: str) -> Job:
    """Return the asynchronous function that `name` says."""
    module, _, function = name.partition(":")
    found: Job = getattr(importlib.import_module(module), function)
    return found
