"""After the commit: wake those who run scenarios, tell open screens."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from axin.platform import live
from axin.platform.data.unit_of_work import gather_after_commit
from axin.platform.jobs.wake import wake
from axin.platform.live import Kind
from axin.runtime.records.changes import Change
from axin.runtime.records.record import Record

_MOST_TOLD: Final = 200
"""Of a larger batch the last ones: a list asks anew at any of them."""


def announce(tenant_no: int, changes: Sequence[Change]) -> None:
    """Register what follows the commit of these changes."""
    gather_after_commit(_tell, [(tenant_no, _told(change)) for change in changes[-_MOST_TOLD:]])
    if any(change.events for change in changes):
        gather_after_commit(_wake, ())


def announce_beyond(tenant_no: int, records: Iterable[Record], *, woken: bool) -> None:
    """Register the same for records that were not changed themselves, but whose computed values were."""
    told = [(tenant_no, _shown(record, "updated")) for record in records]
    if told:
        gather_after_commit(_tell, told)
    if woken:
        gather_after_commit(_wake, ())


async def _tell(told: list[tuple[int, tuple[Kind, dict[str, Any]]]]) -> None:
    """Tell all of a transaction in one round trip: it belongs to one tenant."""
    await live.publish_all(told[-1][0], [event for _, event in told[-_MOST_TOLD:]])


async def _wake(_: list[Any]) -> None:
    await wake()


def _told(change: Change) -> tuple[Kind, dict[str, Any]]:
    return _shown(change.after, change.kind)


def _shown(record: Record, kind: str) -> tuple[Kind, dict[str, Any]]:
    return "record", {"entity": record.entity.key, "id": record.id, "version": record.version, "kind": kind}
