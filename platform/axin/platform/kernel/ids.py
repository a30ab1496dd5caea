"""Identifiers: UUIDv7, whose order is the order of creation."""

from uuid import UUID

import uuid_utils.compat


def new_id() -> UUID:
    """Return a new UUIDv7."""
    return uuid_utils.compat.uuid7()


def parse_id(text: str) -> UUID | None:
    """Return the id that `text` writes in canonical form, or None where it is none."""
    try:
        return UUID(text) if len(text) == 36 else None  # noqa: PLR2004 - the length of a canonical UUID
    except ValueError:
        return None
