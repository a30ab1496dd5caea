"""One statement of several parts: whatever a change writes goes to the database in one round trip."""

from collections.abc import Sequence
from typing import Any

from axin.platform.data.unit_of_work import connection


class Statement:
    """A statement made of parts, and its parameters."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.params: list[Any] = []

    def place(self, value: Any, kind: str) -> str:  # noqa: ANN401 - any parameter
        """Add a parameter; return its place."""
        self.params.append(value)
        return f"${len(self.params)}::{kind}"

    def rows(self, columns: Sequence[tuple[str, str, list[Any]]]) -> str:
        """Return a table of rows, each column one array."""
        arrays = ", ".join(self.place(values, f"{kind}[]") for _, kind, values in columns)
        return f"unnest({arrays}) u({', '.join(name for name, _, _ in columns)})"

    async def run(self) -> None:
        """Run all parts as one statement."""
        named = ", ".join(f"w{place} as ({part})" for place, part in enumerate(self.parts))
        await connection().execute(f"with {named} select 1", *self.params)
