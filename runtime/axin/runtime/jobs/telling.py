"""What screens are told of a job: its id, after the commit, to whoever started it."""

from typing import Any
from uuid import UUID

from axin.platform import live
from axin.platform.data.unit_of_work import gather_after_commit, tenant_no
from axin.platform.jobs.wake import wake
from axin.tenants.actor import Actor


def tell(job: UUID, actor: Actor) -> None:
    """After the commit, tell the screens of the one who started it, and of owners and admins, that it has moved on."""
    gather_after_commit(
        _publish, [(tenant_no(), {"id": str(job), "person": None if actor.person is None else str(actor.person)})]
    )


def wake_and_tell(job: UUID, actor: Actor) -> None:
    """After the commit, wake the workers too."""
    tell(job, actor)
    gather_after_commit(_wake, ())


async def _publish(told: list[tuple[int, dict[str, Any]]]) -> None:
    last = {data["id"]: data for _, data in told}
    await live.publish_all(told[0][0], [("job", data) for data in last.values()])


async def _wake(_: list[Any]) -> None:
    await wake()
