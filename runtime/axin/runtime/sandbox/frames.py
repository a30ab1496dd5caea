"""What the two sides of the pipe say to each other: lengths first, then bytes."""

import struct
from typing import Final

REQUEST: Final = struct.Struct("<dQdII")
"""Seconds, fuel, the moment it is, and the lengths of the program and of its input."""
ANSWER: Final = struct.Struct("<BQI")
"""How it went, the fuel used, and the length of what was written."""
HOW: Final = ("done", "time", "fuel", "memory", "stack", "output", "broken")
READY: Final = b"."
