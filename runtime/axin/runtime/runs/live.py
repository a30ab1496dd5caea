"""What screens are told of runs: ids only, after the commit; who may see them asks for the rest."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from axin.platform import live
from axin.platform.data.unit_of_work import gather_after_commit
from axin.platform.jobs.wake import wake
from axin.runtime.runs.events import Event

if TYPE_CHECKING:
    from axin.runtime.runs.opening import Opening


def announce(tenant: int, openings: Sequence["Opening"]) -> None:
    """After the commit, tell the screens of newly opened runs."""
    if openings:
        tell(tenant, "run", [run_data(each.id, each.event) for each in openings])


def run_data(run: UUID, event: Event) -> dict[str, Any]:
    """Return what is told of a run: its id and its record's."""
    return {"id": str(run), "entity": event.entity, "record": None if event.record_id is None else str(event.record_id)}


def tell(tenant: int, kind: live.Kind, things: Sequence[Mapping[str, Any]]) -> None:
    """After the commit, tell the screens that these things have changed."""
    if things:
        tell_all((tenant, kind, data) for data in things)


def tell_all(told: Iterable[tuple[int, live.Kind, Mapping[str, Any]]]) -> None:
    """Do the same for things of several tenants, in one round trip."""
    gather_after_commit(_publish, told)


async def _publish(told: list[tuple[int, live.Kind, Mapping[str, Any]]]) -> None:
    await live.publish_to_several(told)


def nudge() -> None:
    """After the commit, wake the workers."""
    gather_after_commit(_wake, ())


async def _wake(_: list[Any]) -> None:
    await wake()
