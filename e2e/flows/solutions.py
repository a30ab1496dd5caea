"""The solutions journeys start from."""

import json
from pathlib import Path
from typing import Any

GALLERY = Path(__file__).parents[2] / "builder/axin/builder/gallery"


def turnkey_repair() -> dict[str, Any]:
    """Return the demonstration's solution."""
    found: dict[str, Any] = json.loads((GALLERY / "turnkey_repair.json").read_text())
    return found


def firm_of_deals(
    fields: list[dict[str, Any]], stages: list[dict[str, Any]], roles: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    """Return a firm whose deals have a name and these fields, and go through these stages."""
    name = {"key": "name", "type": "text", "title": "Name"}
    return {
        "axin": 1,
        "key": "firm",
        "title": "Firm",
        "entities": [{"key": "deal", "title": "Deal", "plural": "Deals", "display": "name", "fields": [name, *fields]}],
        "funnels": [{"key": "sales", "title": "Sales", "entity": "deal", "stages": stages}],
        "scenarios": [],
        "roles": roles or [],
    }
