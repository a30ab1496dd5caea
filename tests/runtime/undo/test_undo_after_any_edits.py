"""After any random edits, undoing them restores the earlier state; undoing any one of them takes it back or says why not."""

import random

import pytest

from axin.platform.data.unit_of_work import tenant_transaction
from axin.platform.kernel.errors import AxinError, ConflictError
from axin.runtime.cause import Cause
from axin.runtime.jobs import commands, listing
from axin.runtime.jobs.drain import drain_all
from axin.runtime.jobs.job import Done
from axin.runtime.jobs.registry import register
from axin.runtime.records import undo
from axin.runtime.records.gateway import Gateway
from tests.runtime.stories import do, records
from tests.world.solutions import sales_house

ENTITIES = ("contact", "deal", "line")


def _values(chance, entity, known):
    def some(key):
        return chance.choice([*known[key], None]) if known[key] else None

    if entity == "contact":
        return {
            "name": f"Contact {chance.randrange(5)}",
            "email": chance.choice([None, f"mail{chance.randrange(4)}@example.az"]),
            "debt": chance.choice([None, chance.randrange(100)]),
        }
    if entity == "deal":
        friends = chance.sample(known["contact"], min(len(known["contact"]), chance.randrange(3)))
        return {
            "name": f"Deal {chance.randrange(6)}",
            "client": some("contact"),
            "friends": friends or None,
            "area": chance.choice([None, chance.randrange(50)]),
            "walls": chance.choice([None, ["brick"], ["brick", "concrete"]]),
        }
    return {"what": f"Line {chance.randrange(5)}", "deal": some("deal"), "price": chance.randrange(100)}


async def _edit(chance, gateway, known):
    entity = chance.choice(ENTITIES)
    values = _values(chance, entity, known)
    action = chance.choice(["create", "create", "update", "update", "update", "delete", "move"])
    if action == "create" or not known[entity]:
        record = await gateway.create(entity, values, funnel="sales" if entity == "deal" and chance.random() < 0.5 else None)
        known[entity].append(str(record.id))
        return
    from uuid import UUID  # noqa: PLC0415

    record = UUID(chance.choice(known[entity]))
    if action == "update":
        some = chance.sample(sorted(values), chance.randint(1, len(values)))
        await gateway.update(entity, record, {key: values[key] for key in some})
    elif action == "delete":
        await gateway.delete(entity, record)
    elif entity == "deal":
        await gateway.move(entity, record, "sales", chance.choice(["new", "offer", "lost", "won"]))


async def _edits(world, chance, count, known, cause=None):
    """Do random edits, each in a transaction of its own; those refused have no effect."""
    for _ in range(count):
        try:
            async with tenant_transaction(world.tenant_no):
                await _edit(chance, Gateway(world.plan, world.owner, cause or Cause.of_actor(world.owner)), known)
        except AxinError:
            continue


async def _state(world):
    return {
        (entity, record.id): (_plain(record.values), record.funnel, record.stage, record.responsible)
        for entity in ENTITIES
        for record in await records(world, entity)
    }


def _plain(values):
    return {key: frozenset(value) if isinstance(value, tuple) else value for key, value in values.items()}


@pytest.mark.parametrize("seed", range(12))
async def test_a_jobs_edits_are_undone_to_the_state_before_it(make_workspace, seed):
    world, chance, known = await make_workspace(sales_house()), random.Random(seed), {each: [] for each in ENTITIES}
    await _edits(world, chance, 25, known)
    before = await _state(world)

    async def nothing_more(job):
        return Done()

    register("test_edits", nothing_more, undoable=True)
    async with tenant_transaction(world.tenant_no):
        job = await commands.start("test_edits", {}, actor=world.owner)
    await _edits(world, chance, 30, known, Cause.of_job(world.owner, job.id))
    await drain_all()
    async with tenant_transaction(world.tenant_no):
        found = await listing.get(world.owner, job.id)
        assert found.can_undo
        undoing = await undo.undo_job(found, world.owner)
    await drain_all()
    async with tenant_transaction(world.tenant_no):
        result = (await listing.get(world.owner, undoing.id)).result
    assert result["conflicts"] == []
    assert await _state(world) == before


@pytest.mark.parametrize("seed", range(8))
async def test_one_edit_among_others_goes_back_or_its_conflict_is_named(make_workspace, seed):
    world, chance, known = await make_workspace(sales_house()), random.Random(100 + seed), {each: [] for each in ENTITIES}
    await _edits(world, chance, 30, known)
    async with tenant_transaction(world.tenant_no) as transaction:
        changes = await transaction.fetch(
            "select entity_no, record_id, version, kind from change where tenant_no = $1 order by id", world.tenant_no
        )
    entities = {entity.no: entity.key for entity in world.plan.entities.values()}
    for row in chance.sample(changes, min(10, len(changes))):
        entity = entities[row["entity_no"]]
        state = await _state(world)
        refused = await _undone(world, entity, row["record_id"], row["version"])
        if refused is not None:
            assert refused.details["conflicts"]
            assert await _state(world) == state
        elif row["kind"] != "updated":
            assert ((entity, row["record_id"]) in await _state(world)) == (row["kind"] == "deleted")


async def _undone(world, entity, record, version):
    """Undo one change; return the refusal, if it was refused."""
    try:
        async with tenant_transaction(world.tenant_no):
            await undo.undo_edit(world.plan, world.owner, entity, record, version)
    except ConflictError as error:
        return error
    return None


async def test_what_somebody_changed_meanwhile_stays_and_is_named(make_workspace):
    world = await make_workspace(sales_house())
    first = await do(world, world.owner, "create", "deal", {"name": "One", "area": 1})
    second = await do(world, world.owner, "create", "deal", {"name": "Two", "area": 2})

    async def enlarge(job):
        gateway = Gateway(job.plan, job.actor, job.cause())
        for one in (first, second):
            await gateway.update("deal", one.id, {"area": 100})
        return Done()

    register("test_enlarge", enlarge, undoable=True)
    async with tenant_transaction(world.tenant_no):
        job = await commands.start("test_enlarge", {}, actor=world.owner, at_once=True)
    await do(world, world.owner, "update", "deal", second.id, {"area": 7})
    async with tenant_transaction(world.tenant_no):
        undoing = await undo.undo_job(job, world.owner)
    assert undoing.result["undone"] == 1
    (conflict,) = undoing.result["conflicts"]
    assert (conflict["id"], conflict["field"], conflict["by"]["title"]) == (str(second.id), "area", "Owner")
    areas = {record.values["name"]: record.values["area"] for record in await records(world, "deal")}
    assert areas == {"One": 1, "Two": 7}
    async with tenant_transaction(world.tenant_no):
        assert not (await listing.get(world.owner, job.id)).can_undo
        await undo.undo_job(undoing, world.owner)
    assert {record.values["name"]: record.values["area"] for record in await records(world, "deal")} == {"One": 100, "Two": 7}
