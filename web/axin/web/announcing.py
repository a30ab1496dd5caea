"""A version just published is told to open screens, so that they draw themselves anew."""

from axin.builder import publish
from axin.builder.compiling.plan import Plan
from axin.platform import live
from axin.platform.data.unit_of_work import after_commit


async def tell(plan: Plan) -> None:
    """Register what follows the commit of a publication."""

    async def now() -> None:
        await live.publish(plan.tenant_no, "solution", {"version": plan.version})

    after_commit(now)


def register() -> None:
    """Take part in publishing; harmless when repeated."""
    if tell not in publish.listeners:
        publish.listeners.append(tell)
