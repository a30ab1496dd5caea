"""How long work lay still after a blow: from the moment somebody who held it was struck until it was taken up again."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from tests.chaos import inside
from tests.world.product import Product

_GLANCE_SECONDS = 0.25
_HELD = """
select run_id, epoch, lease_until, extract(epoch from lease_until - now())::float8 as left from run_due where lease_until > now()
"""
_NOW = "select run_id, epoch, lease_until from run_due where run_id = any($1)"


class Recoveries:
    """Watches the claims that stood when something was struck; one that is renewed, left or taken over is settled.

    What is settled before its lease has ended was settled by its holder, who lives, and is no recovery. While a deploy has the
    whole product down, nobody is there to take anything up: that time does not count.
    """

    def __init__(self, product: Product) -> None:
        self.product = product
        self.seconds: list[float] = []
        self._held: dict[Any, tuple[float, float, Any]] = {}
        self._down: list[tuple[float, float]] = []
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self):
        self._watcher.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        self._watcher.join()

    @contextmanager
    def down(self) -> Iterator[None]:
        """Leave out the time in which the whole product is down on purpose."""
        began = time.monotonic()
        yield
        with self._lock:
            self._down.append((began, time.monotonic()))

    def struck(self) -> None:
        """Note who holds what at this moment."""
        with suppress(*inside.AWAY):
            rows, now = inside.ask(self.product, _HELD), time.monotonic()
            with self._lock:
                for row in rows:
                    run, claim = row["run_id"], (row["epoch"], row["lease_until"])
                    if run not in self._held or self._held[run][-1] != claim:
                        self._held[run] = (now, row["left"], claim)

    def _watch(self) -> None:
        while not self._over.wait(_GLANCE_SECONDS):
            with self._lock:
                held = dict(self._held)
            if held:
                with suppress(*inside.AWAY):
                    self._settle(held)

    def _settle(self, held: dict[Any, tuple[float, float, Any]]) -> None:
        rows = {row["run_id"]: (row["epoch"], row["lease_until"]) for row in inside.ask(self.product, _NOW, list(held))}
        with self._lock:
            for run, (since, left, claim) in held.items():
                if rows.get(run) != claim and self._held.get(run) == (since, left, claim):
                    del self._held[run]
                    still = time.monotonic() - since - sum(end - max(begin, since) for begin, end in self._down if end > since)
                    self.seconds += [still] if still >= left else []
