"""Runs of one batch write their records in one go; each record, change and event is still its own run's."""

from axin.runtime.runs.drain import drain_all
from tests.runtime.runs.hand_built import rows
from tests.runtime.stories import action, do, firm, records, runs, scenario

MANY = 12
ASK = action("ask", "record.create", entity="request", values={"name": "For {{ record.name }}", "contact": "=record.id"})
SIGN = action("sign", "record.update", entity="request", id="=steps.ask.record.id", values={"visits": "=LEN(record.name)"})


def flow(*steps, run_as="role:senior", **more):
    concurrency = {"per": "record", "policy": "parallel"}
    trigger = {"on": "record.created", "entity": "contact"}
    return scenario("flow", trigger, *steps, run_as=run_as, concurrency=concurrency, **more)


async def after_many(make_workspace, *scenarios, names=None):
    world = await make_workspace(firm(*scenarios))
    for name in names or [f"{number:02}" for number in range(MANY)]:
        await do(world, world.owner, "create", "contact", {"name": name})
    await drain_all()
    return world


async def test_each_record_is_its_own_runs(make_workspace):
    world = await after_many(make_workspace, flow(ASK, SIGN))
    made = {record.created_by: record for record in await records(world, "request")}
    found = await rows(
        world.tenant_no, "select id, event -> 'record' -> 'values' ->> 'name' as name from run where tenant_no = $1"
    )
    assert {row["id"]: f"For {row['name']}" for row in found} == {run: record.values["name"] for run, record in made.items()}
    assert all((record.version, record.values["visits"], record.updated_by) == (2, 2, run) for run, record in made.items())


async def test_the_history_names_the_run_and_the_step_of_each(make_workspace):
    world = await after_many(make_workspace, flow(ASK, SIGN))
    logged = await rows(
        world.tenant_no,
        """select c.record_id, c.version, c.actor ->> 'id' as actor, c.cause ->> 'run' as run, c.cause ->> 'step' as step
           from change c where c.tenant_no = $1 and c.cause ->> 'run' is not null""",
    )
    made = {record.id: str(record.created_by) for record in await records(world, "request")}
    assert sorted((row["step"], row["version"]) for row in logged) == [("ask", 1)] * MANY + [("sign", 2)] * MANY
    assert all(row["actor"] == row["run"] == made[row["record_id"]] for row in logged)


async def test_what_each_sets_off_follows_from_its_own_run(make_workspace):
    heard = scenario("heard", {"on": "record.created", "entity": "request"}, {"key": "end", "stop": {"result": "=record.name"}})
    world = await after_many(make_workspace, flow(ASK), heard)
    chains = await rows(
        world.tenant_no,
        """select h.result #>> '{}' as heard, f.event -> 'record' -> 'values' ->> 'name' as name, h.root = f.root as same, h.depth
           from run h join run f on f.tenant_no = $1 and f.id = (h.event -> 'cause' ->> 'run')::uuid
           where h.tenant_no = $1 and h.scenario = 'heard'""",
    )
    assert len(chains) == MANY
    assert all(row["heard"] == f"For {row['name']}" and row["same"] and row["depth"] == 1 for row in chains)


async def test_one_that_fails_takes_no_other_along(make_workspace):
    ask = action("ask", "record.create", entity="request", values={"name": '=IF(record.name = "03", "", record.name)'})
    world = await after_many(make_workspace, flow(ask))
    assert sorted(run["status"] for run in await runs(world)) == ["done"] * (MANY - 1) + ["failed"]
    assert sorted(record.values["name"] for record in await records(world, "request")) == [
        f"{number:02}" for number in range(MANY) if number != 3
    ]


async def test_runs_that_change_one_record_change_it_one_after_the_other(make_workspace):
    world = await make_workspace(
        firm(
            flow(
                action("find", "record.find", entity="request", limit=1),
                action(
                    "count", "record.update", entity="request", id="=steps.find.first.id", values={"visits": "=LEN(record.name)"}
                ),
            )
        )
    )
    shared = await do(world, world.owner, "create", "request", {"name": "Shared"})
    for number in range(MANY):
        await do(world, world.owner, "create", "contact", {"name": "x" * (number + 1)})
    await drain_all()
    (record,) = await records(world, "request")
    assert record.id == shared.id
    assert record.version == MANY + 1
    assert {run["status"] for run in await runs(world)} == {"done"}


async def test_runs_that_count_up_one_record_count_every_time(make_workspace):
    count = action("count", "record.update", entity="request", id="=steps.find.first.id",
                   values={"visits": "=steps.find.first.visits + 1"})  # fmt: skip
    world = await make_workspace(firm(flow(action("find", "record.find", entity="request", limit=1), count)))
    await do(world, world.owner, "create", "request", {"name": "Shared", "visits": 0})
    for number in range(MANY):
        await do(world, world.owner, "create", "contact", {"name": str(number)})
    await drain_all()
    (record,) = await records(world, "request")
    assert record.values["visits"] == MANY


async def test_what_a_run_has_read_no_other_writes_before_it_acts_on_it(make_workspace):
    """Each looks whether a place is left before it takes one; three are."""
    find = action("find", "record.find", entity="request", limit=1)
    take = action("take", "record.update", entity="request", id="=steps.find.first.id",
                  values={"visits": "=steps.find.first.visits - 1"})  # fmt: skip
    note = action("note", "record.create", entity="deal", values={"name": "=record.name", "client": "=record.id"})
    left = {"key": "left", "if": "=steps.find.first.visits > 0", "then": [note, take], "else": []}
    world = await make_workspace(firm(flow(find, left)))
    await do(world, world.owner, "create", "request", {"name": "Places", "visits": 3})
    for number in range(MANY):
        await do(world, world.owner, "create", "contact", {"name": str(number)})
    await drain_all()
    (places,) = await records(world, "request")
    assert (places.values["visits"], len(await records(world, "deal"))) == (0, 3)


async def test_scenarios_about_one_record_go_one_after_the_other(make_workspace):
    def adds(key, field):
        write = action("write", "record.update", entity="contact", id="=record.id", values={field: f'=record.name & "{key}"'})
        return scenario(key, {"on": "record.created", "entity": "contact"}, write, run_as="role:senior")

    world = await after_many(make_workspace, adds("a", "name"), adds("b", "name"))
    assert {record.values["name"][2:] for record in await records(world, "contact")} <= {"ab", "ba"}
    assert {record.version for record in await records(world, "contact")} == {3}


async def test_a_role_that_reads_its_own_only_writes_the_same(make_workspace):
    own = {**ASK, "with": {**ASK["with"], "responsible": "=record.responsible"}}
    world = await after_many(make_workspace, flow(own, SIGN, run_as="role:seller"))
    assert [run["status"] for run in await runs(world)] == ["done"] * MANY
    assert [record.values["visits"] for record in await records(world, "request")] == [2] * MANY
