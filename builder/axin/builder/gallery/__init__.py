"""Solutions to begin with, as documents."""

from importlib.resources import files
from typing import Any

from axin.platform.data import json


def document(name: str) -> dict[str, Any]:
    """Return the solution document of this name."""
    found: dict[str, Any] = json.loads(files("axin.builder.gallery").joinpath(f"{name}.json").read_bytes())
    return found
