"""What screens are told of runs: ids only, after the commit; who may see them asks for the rest."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from axin.platform import live
from axin.platform.data.unit_of_work import after_commit
from axin.platform.jobs.wake import wake

if TYPE_CHECKING:
    from axin.runtime.runs.opening import Opening


def announce(tenant: int, openings: Sequence["Opening"]) -> None:
    """After the commit, tell the screens of newly opened runs."""
    if openings:
        tell(tenant, "run", [each.id for each in openings])


def tell(tenant: int, kind: str, ids: Sequence[UUID]) -> None:
    """After the commit, tell the screens that these things have changed."""

    async def publish() -> None:
        for each in ids:
            await live.publish(tenant, kind, {"id": str(each)})

    after_commit(publish)


def nudge() -> None:
    """After the commit, wake the workers."""
    after_commit(wake)
