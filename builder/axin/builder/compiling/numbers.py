"""Numbers: how entities and fields are stored, assigned once at publish and never used for anything else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class FieldNumber:
    """A field's number, the slot that holds its values beside the JSON, and how many decimals are kept there."""

    no: int
    slot: str | None = None
    decimals: int = 6


@dataclass(frozen=True, slots=True)
class EntityNumber:
    """An entity's number, and those of its fields by key."""

    no: int
    fields: Mapping[str, FieldNumber] = field(default_factory=dict)


Numbers = Mapping[str, EntityNumber]


def numbers_to_json(numbers: Numbers) -> dict[str, Any]:
    """Return `numbers` as JSON, as a version keeps them."""
    return {
        key: {"no": entity.no, "fields": {name: [f.no, f.slot, f.decimals] for name, f in entity.fields.items()}}
        for key, entity in numbers.items()
    }


def numbers_from_json(data: Mapping[str, Any]) -> Numbers:
    """Read what `numbers_to_json` wrote."""
    return {
        key: EntityNumber(entity["no"], {name: FieldNumber(*parts) for name, parts in entity["fields"].items()})
        for key, entity in data.items()
    }
