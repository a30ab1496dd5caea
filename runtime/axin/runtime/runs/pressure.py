"""Back-pressure: who has as many runs waiting as the plan lets wait hears so at once, and when to come again.

Asked where something new comes in from outside: a call, an event, a button. What follows from records is never refused. The
answer is remembered for a moment, so that it costs nothing however much comes; it may be late by that moment.
"""

from dataclasses import dataclass
from time import monotonic
from typing import Final

from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import TooManyRequestsError
from axin.tenants import limits

METRIC: Final = "queue"
_FRESH_SECONDS: Final = 1.0
_A_SECOND: Final = 50
"""So many waiting runs are expected to be done in a second."""
_LONGEST_PAUSE: Final = 60
_MOST_COUNTED: Final = 10_000
_WITHOUT_END: Final = 1 << 62


class QueueFullError(TooManyRequestsError):
    """As many runs of the workspace wait as its plan lets wait."""

    code = "queue_full"

    def __init__(self, seconds: int) -> None:
        super().__init__(
            f"As many runs wait here as the plan lets wait. Come again in {seconds} seconds.",
            headers={"Retry-After": str(seconds)},
        )


@dataclass(frozen=True, slots=True)
class Queue:
    """How many runs and events of a workspace wait for their turn, and how many may; None is without end."""

    waiting: int
    maximum: int | None

    @property
    def full(self) -> bool:
        """Whether nothing new is taken in."""
        return self.maximum is not None and self.waiting >= self.maximum

    @property
    def retry_after(self) -> int:
        """Seconds after which to come again."""
        return max(1, min(_LONGEST_PAUSE, self.waiting // _A_SECOND))


@dataclass(slots=True)
class _Room:
    rest: int
    retry_after: int
    until: float


_known: Final[dict[int, _Room]] = {}
_WAITING: Final = """
select (select count(*) from (
           select from run_due where tenant_no = $1 and not blocked and due_at <= now() limit $2) as due)
     + (select count(*) from (select from run_due where tenant_no = $1 and lane is not null and blocked limit $2) as behind)
     + (select count(*) from (select from outbox where tenant_no = $1 limit $2) as events)
"""


async def queue() -> Queue:
    """Return how long the queue of the open transaction's workspace is, counted no further than it may be."""
    maximum = await limits.maximum_of(tenant_no(), METRIC)
    counted = await connection().fetchval(_WAITING, tenant_no(), _MOST_COUNTED if maximum is None else maximum)
    return Queue(int(counted), maximum)


async def room_for(amount: int) -> int:
    """Return how many of so many new runs may come in now."""
    room = await _room()
    granted = min(amount, room.rest)
    room.rest -= granted
    return granted


async def check_room() -> None:
    """Refuse one more run where the queue is full."""
    if not await room_for(1):
        raise full()


def full() -> QueueFullError:
    """Return the refusal, by what is remembered of the queue."""
    return QueueFullError(_known[tenant_no()].retry_after)


def forget() -> None:
    """Drop what is remembered of the open transaction's workspace."""
    _known.pop(tenant_no(), None)


async def _room() -> _Room:
    known = _known.get(tenant_no())
    if known is not None and known.until > monotonic():
        return known
    found = await queue()
    rest = _WITHOUT_END if found.maximum is None else max(0, found.maximum - found.waiting)
    room = _known[tenant_no()] = _Room(rest, found.retry_after, monotonic() + _FRESH_SECONDS)
    return room
