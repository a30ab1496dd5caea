"""What one program may use. The fuel decides, since it is the same on every machine; the time is the wall behind it."""

from typing import Final

SECONDS: Final = 2.0
"""Where a step says nothing of its own."""
MOST_SECONDS: Final = 10.0
GRACE: Final = 1.4
"""Times the limit after which the whole process is ended: the deadline inside is meant to come first."""
FUEL: Final = 3_000_000_000
"""Instructions of the machine underneath; about half a second of a processor."""
FUEL_OF_RUN: Final = 20_000_000_000
"""Of all code of one run."""
_FUEL_OF_A_MILLISECOND: Final = 6_000_000
LARGEST_INPUT: Final = 1_000_000
"""Bytes of JSON."""


def milliseconds_of(fuel: int) -> int:
    """Return the time of a processor that so much fuel stands for: the same on every machine, and at least one."""
    return max(1, fuel // _FUEL_OF_A_MILLISECOND)
