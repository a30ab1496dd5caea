"""Figures in Prometheus' text form. Labels never name a tenant, a person or a record."""

from typing import Final

from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest

CONTENT_TYPE: Final = CONTENT_TYPE_LATEST

REQUESTS: Final = Counter("axin_http_requests", "Requests answered.", ["method", "route", "status"])
REQUEST_SECONDS: Final = Histogram(
    "axin_http_request_seconds",
    "Time to the answer.",
    ["route"],
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)
OUTBOX: Final = Gauge("axin_outbox_events", "Events written and not yet matched.")
RUNS_DUE: Final = Gauge("axin_runs_due", "Runs that wait to be worked on.")


def observe_request(method: str, route: str, status: int, seconds: float) -> None:
    """Count one answered request; `route` is the route's pattern, never the path."""
    REQUESTS.labels(method, route, str(status)).inc()
    REQUEST_SECONDS.labels(route).observe(seconds)


def render() -> bytes:
    """Return all figures of this process."""
    return generate_latest()
