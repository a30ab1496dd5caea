"""What a process of the product does in a short life: takes calls, ticks, drains. Started by the chaos tests, killed on the way.

Everything here may be repeated: calls carry keys, the contact has a fixed id, timers and runs are the database's.
"""

import asyncio
import sys
from uuid import UUID

from axin.builder import versions
from axin.platform.data.engine import close_engines, open_engines
from axin.platform.data.unit_of_work import tenant_transaction
from axin.platform.kernel.clock import utc_now
from axin.platform.kernel.settings import settings
from axin.runtime.actions import task_events
from axin.runtime.cause import Cause
from axin.runtime.records import date_timers, queries
from axin.runtime.records.gateway import Gateway
from axin.runtime.runs import history
from axin.runtime.runs.drain import drain_all
from axin.runtime.triggers import inbound, timers
from axin.tenants.actor import Actor

CALLS = 3
CONTACT = UUID("01900000-0000-7000-8000-000000000001")


async def live_through(tenant: int, token: str) -> None:
    """Do everything once; where it was done before, nothing happens."""
    await asyncio.gather(
        *(
            asyncio.create_task(inbound.receive(token, {"idempotency-key": f"call-{n}"}, b"", {"n": f"call {n}"}))
            for n in range(CALLS)
        )
    )
    await create_contact(tenant)
    await timers.tick()
    await date_timers.fire()
    await task_events.tick()
    await drain_all()
    async with tenant_transaction(tenant):
        await history.forget()


async def create_contact(tenant: int) -> None:
    async with tenant_transaction(tenant):
        plan = await versions.live_plan()
        actor = Actor(tenant, "system", UUID(int=0), "owner")
        if CONTACT not in await queries.visible(plan, actor, [("contact", CONTACT)]):
            values = {"name": "Leyla", "meeting": utc_now().isoformat()}
            await Gateway(plan, actor, Cause.of_actor(actor)).create("contact", values, id=CONTACT)


async def main(tenant: int, token: str) -> None:
    url = settings().database_url
    assert url is not None
    await open_engines(url.get_secret_value(), max_size=4)
    await live_through(tenant, token)
    await close_engines()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), sys.argv[2]))
