"""A pinned run as it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from asyncpg import Record

from axin.platform.data import json
from axin.runtime.runs.events import Event

COLUMNS: Final = "run_id, scenario, title, version, event_id, event, given, ran_at, created_by, created_at"


@dataclass(frozen=True, slots=True)
class Pin:
    """A run, what set it off, and what its steps were given by what is not the records' past."""

    run: UUID
    scenario: str
    title: str
    version: int
    """By which version it is right: its own, or a later one whose publisher meant it to go another way."""
    event: Event
    given: Mapping[tuple[str, int | None], Any]
    """By step, and item of its loop: the output that the journal tells."""
    ran_at: datetime
    created_by: UUID
    created_at: datetime


def pin_of(row: Record) -> Pin:
    """Return a row as a pin."""
    given = {(key, index): output for key, index, output in json.loads(row["given"])}
    event = Event.of_run(row["event_id"], json.loads(row["event"]))
    return Pin(
        row["run_id"], row["scenario"], row["title"], row["version"], event, given, row["ran_at"], row["created_by"],
        row["created_at"],
    )  # fmt: skip
