"""Figures in Prometheus' text form. Labels never name a tenant, a person or a record."""

import contextlib
from typing import Final

import asyncpg
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest

from axin.platform.data.engine import CONTROL

CONTENT_TYPE: Final = CONTENT_TYPE_LATEST

REQUESTS: Final = Counter("axin_http_requests", "Requests answered.", ["method", "route", "status"])
REQUEST_SECONDS: Final = Histogram(
    "axin_http_request_seconds",
    "Time to the answer.",
    ["route"],
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
OUTBOX: Final = Gauge("axin_outbox_events", "Events written and not yet matched; counted up to 10,000.")
_COUNTED: Final = 10_000


def observe_request(method: str, route: str, status: int, seconds: float) -> None:
    """Count one answered request; `route` is the route's pattern, never the path."""
    REQUESTS.labels(method, route, str(status)).inc()
    REQUEST_SECONDS.labels(route).observe(seconds)


async def refresh() -> None:
    """Ask the database for the figures that are its own; where it is away they stay as they were."""
    if CONTROL.pool is None:
        return
    with contextlib.suppress(OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
        OUTBOX.set(await CONTROL.pool.fetchval("select count(*) from (select from outbox limit $1) o", _COUNTED))


def render() -> bytes:
    """Return all figures of this process."""
    return generate_latest()
