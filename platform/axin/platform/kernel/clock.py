"""Time: UTC inside, a tenant's zone only at the edges. Tests freeze it by `frozen`."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_frozen: ContextVar[datetime | None] = ContextVar("frozen_clock", default=None)


def utc_now() -> datetime:
    """Return the current instant, aware, in UTC."""
    return _frozen.get() or datetime.now(UTC)


@contextmanager
def frozen(moment: datetime) -> Iterator[None]:
    """Make `utc_now` answer `moment` in this context."""
    token = _frozen.set(moment)
    try:
        yield
    finally:
        _frozen.reset(token)
