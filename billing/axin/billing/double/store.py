"""The double's memory: objects, events, deliveries and idempotency keys in one SQLite file."""

import json
import secrets
import sqlite3
import time
from pathlib import Path
from typing import Any, Final

_TABLES: Final = """
create table if not exists object (id text primary key, kind text not null, made integer not null, body text not null);
create table if not exists delivery (event text primary key, tries integer not null, due real not null);
create table if not exists repeated (key text primary key, request text not null, status integer not null, answer text not null);
"""


class Store:
    """Objects by id, and what is still to be delivered."""

    def __init__(self, file: Path | None) -> None:
        self._db = sqlite3.connect(file or ":memory:", check_same_thread=False, isolation_level=None)
        self._db.execute("pragma journal_mode = wal")
        self._db.executescript(_TABLES)

    def save(self, thing: dict[str, Any]) -> dict[str, Any]:
        """Keep an object, new or changed."""
        self._db.execute(
            "insert into object values (?, ?, ?, ?) on conflict (id) do update set body = excluded.body",
            (thing["id"], thing["object"], time.time_ns(), json.dumps(thing)),
        )
        return thing

    def get(self, kind: str, identifier: str) -> dict[str, Any] | None:
        """Return an object of this kind."""
        row = self._db.execute("select body from object where id = ? and kind = ?", (identifier, kind)).fetchone()
        return dict(json.loads(row[0])) if row else None

    def all(self, kind: str) -> list[dict[str, Any]]:
        """Return every object of a kind, newest first."""
        rows = self._db.execute("select body from object where kind = ? order by made desc", (kind,))
        return [json.loads(row[0]) for row in rows]

    def deliver(self, event: str) -> None:
        """Remember that an event is to be delivered."""
        self._db.execute("insert or ignore into delivery values (?, 0, ?)", (event, time.time()))

    def due(self) -> list[tuple[str, int]]:
        """Return the events to deliver now, with how often it was tried."""
        rows = self._db.execute("select event, tries from delivery where due <= ? order by due", (time.time(),))
        return [(row[0], row[1]) for row in rows]

    def delivered(self, event: str) -> None:
        """Forget a delivery that succeeded."""
        self._db.execute("delete from delivery where event = ?", (event,))

    def postpone(self, event: str, tries: int, seconds: float) -> None:
        """Try a delivery again later."""
        self._db.execute("update delivery set tries = ?, due = ? where event = ?", (tries, time.time() + seconds, event))

    def repeated(self, key: str) -> tuple[str, int, str] | None:
        """Return the request and the answer kept under an idempotency key."""
        row = self._db.execute("select request, status, answer from repeated where key = ?", (key,)).fetchone()
        return (row[0], row[1], row[2]) if row else None

    def keep(self, key: str, request: str, status: int, answer: str) -> None:
        """Keep an answer under its idempotency key."""
        self._db.execute("insert or ignore into repeated values (?, ?, ?, ?)", (key, request, status, answer))


def new(prefix: str, kind: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - Stripe's objects are free-form
    """Return a new object of Stripe's general shape."""
    made = {"id": f"{prefix}_{secrets.token_hex(12)}", "object": kind, "created": int(time.time()), "livemode": False}
    return {**made, "metadata": {}, **fields}
