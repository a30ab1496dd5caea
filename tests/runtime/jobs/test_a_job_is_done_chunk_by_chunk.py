"""A job is done chunk by chunk: each commits with its state, so that nothing is lost or doubled; only its own people see it."""

import asyncio
import contextvars
import os
import sys
from pathlib import Path

import pytest

from axin.platform.data.unit_of_work import tenant_transaction
from axin.platform.kernel.errors import InvalidError
from axin.platform.kernel.faults import VARIABLE
from axin.runtime.jobs import commands, listing
from axin.runtime.jobs.drain import drain_all, work
from axin.runtime.jobs.job import Done, Progress
from axin.runtime.jobs.registry import register
from axin.runtime.records.gateway import Gateway
from tests.runtime.stories import firm, records

ROOT = Path(__file__).parents[3]


async def create_contacts(job):
    """Create one contact a chunk."""
    place = job.state["place"] if job.state else 0
    if place == job.input["count"]:
        return Done({"created": place})
    await Gateway(job.plan, job.actor, job.cause()).create("contact", {"name": f"Contact {place}"})
    return Progress({"place": place + 1}, place + 1, job.input["count"])


async def stumble(job):
    raise InvalidError.at("/input", "wrong", "This cannot be done.")


register("test_contacts", create_contacts, undoable=True)
register("test_stumble", stumble)


async def started(world, kind, actor=None, **input_):
    async with tenant_transaction(world.tenant_no):
        return await commands.start(kind, input_, actor=actor or world.owner)


async def seen(world, job, actor=None):
    async with tenant_transaction(world.tenant_no):
        return await listing.get(actor or world.owner, job.id)


async def cancelled(world, job):
    async with tenant_transaction(world.tenant_no):
        await commands.cancel(await listing.get(world.owner, job.id), world.owner)


async def test_each_chunk_is_done_once_and_the_result_is_kept(make_workspace):
    world = await make_workspace(firm())
    job = await started(world, "test_contacts", count=5)
    assert (job.status, job.done, job.total) == ("queued", 0, None)
    await drain_all()
    found = await seen(world, job)
    assert (found.status, found.done, found.total, found.result) == ("done", 5, 5, {"created": 5})
    assert found.can_undo
    assert len(await records(world, "contact")) == 5


async def test_every_change_names_its_job(make_workspace):
    world = await make_workspace(firm())
    job = await started(world, "test_contacts", count=2)
    await drain_all()
    async with tenant_transaction(world.tenant_no) as transaction:
        rows = await transaction.fetch("select job, cause ->> 'job' as told from change where tenant_no = $1", world.tenant_no)
    assert [(row["job"], row["told"]) for row in rows] == [(job.id, str(job.id))] * 2


async def test_a_refusal_fails_the_job_and_says_why(make_workspace):
    world = await make_workspace(firm())
    job = await started(world, "test_stumble")
    await drain_all()
    found = await seen(world, job)
    assert (found.status, found.error["code"], found.can_undo) == ("failed", "wrong", False)
    assert found.error["errors"] == [{"pointer": "/input", "code": "wrong", "message": "This cannot be done."}]


async def test_a_cancelled_job_ends_and_what_it_did_may_be_undone(make_workspace):
    world = await make_workspace(firm())

    async def first_then_wait(job):
        if job.state is None:
            await Gateway(job.plan, job.actor, job.cause()).create("contact", {"name": "First"})
            return Progress({"place": 1}, 1, 10)
        await asyncio.create_task(cancelled(world, job), context=contextvars.Context())
        return Progress({"place": 2}, 2, 10)

    register("test_cancelled", first_then_wait, undoable=True)
    job = await started(world, "test_cancelled")
    await drain_all()
    found = await seen(world, job)
    assert (found.status, found.done, found.can_undo) == ("cancelled", 2, True)


async def test_a_job_that_waits_is_cancelled_at_once(make_workspace):
    world = await make_workspace(firm())
    job = await started(world, "test_contacts", count=5)
    await cancelled(world, job)
    assert (await seen(world, job)).status == "cancelled"
    await drain_all()
    assert await records(world, "contact") == []


async def test_who_has_left_does_nothing_more(make_workspace):
    world = await make_workspace(firm())
    person = await world.member("senior")
    job = await started(world, "test_contacts", person, count=1)
    async with tenant_transaction(world.tenant_no) as transaction:
        await transaction.execute(
            "update membership set left_at = now() where tenant_no = $1 and person_id = $2", world.tenant_no, person.id
        )
    await drain_all()
    assert ((await seen(world, job)).status, await records(world, "contact")) == ("failed", [])


async def test_two_workers_do_not_do_the_same_chunk(make_workspace):
    world = await make_workspace(firm())
    await started(world, "test_contacts", count=20)
    async with asyncio.TaskGroup() as group:
        for _ in range(4):
            group.create_task(work(world.tenant_no))
    await drain_all()
    names = sorted(record.values["name"] for record in await records(world, "contact"))
    assert names == sorted(f"Contact {place}" for place in range(20))


@pytest.mark.parametrize("point", ["jobs.claimed", "jobs.executed", "jobs.committed@2", "jobs.executed@3"])
async def test_a_worker_killed_anywhere_neither_loses_nor_doubles_a_chunk(make_workspace, servers, point):
    world = await make_workspace(firm())
    job = await started(world, "test_contacts", count=4)
    name, _, times = point.partition("@")
    environment = os.environ | {
        VARIABLE: f"{name}:kill" + (f"@{times}" if times else ""),
        "AXIN_DATABASE_URL": servers.dsn,
        "AXIN_REDIS_URL": servers.redis_url,
        "AXIN_SECRET_KEY": "a key for tests only, of no value",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.runtime.jobs.draining", str(world.tenant_no), cwd=ROOT, env=environment
    )
    assert await process.wait() == -9
    async with tenant_transaction(world.tenant_no) as transaction:
        await transaction.execute("update job_due set due_at = now() where tenant_no = $1", world.tenant_no)  # the lease ends
    await drain_all()
    assert (await seen(world, job)).status == "done"
    assert len(await records(world, "contact")) == 4


async def test_only_its_own_people_see_a_job(api):
    owner = await api.sign_up()
    await owner.publish(firm())
    seller, other = await owner.member("seller"), await owner.member("seller")
    async with tenant_transaction(await _tenant(owner)):
        from axin.tenants.actor import Actor  # noqa: PLC0415

        actor = Actor(await _tenant(owner), "person", _id(seller), "seller", person=_id(seller))
        job = await commands.start("test_contacts", {"count": 1}, actor=actor)
    place = owner.at(f"jobs/{job.id}")
    assert (await seller.get(place)).json()["status"] == "queued"
    assert (await owner.get(place)).status_code == 200
    assert (await other.get(place)).status_code == (await other.delete(place)).status_code == 404
    assert (await other.get(owner.at("jobs"))).json() == {"items": [], "next": None}
    assert [item["id"] for item in (await seller.get(owner.at("jobs"))).json()["items"]] == [str(job.id)]
    assert (await seller.delete(place)).json()["status"] == "cancelled"


async def _tenant(client):
    from axin.platform.data.unit_of_work import control_row  # noqa: PLC0415

    return (await control_row("select tenant_no from workspace where slug = $1", client.slug))["tenant_no"]


def _id(client):
    from uuid import UUID  # noqa: PLC0415

    return UUID(client.user["id"])
