"""S40: goals are remembered, and each scenario accounts for itself: runs, errors, time saved, or that nobody needs it."""

import asyncpg

from axin.platform.data.unit_of_work import tenant_transaction
from axin.runtime.runs import counting, history
from axin.runtime.runs.drain import drain_all
from tests.runtime.runs import hand_built
from tests.runtime.runs.hand_built import event, opened, plan_of, rows, task
from tests.runtime.stories import action, firm, scenario
from tests.world.workspaces import Client

GREETS = scenario(
    "greets", {"on": "record.created", "entity": "contact"}, action("call", "task.create", title="Call"),
    when='source = "site"', run_as="role:owner", goal="No contact is forgotten", saves_minutes=2.5,
)  # fmt: skip
STOPS = scenario(
    "stops", {"on": "record.created", "entity": "contact"}, {"key": "end", "stop": {"error": "No"}}, run_as="role:owner"
)  # fmt: skip
WAITS = scenario(
    "waits", {"on": "record.created", "entity": "contact"}, {"key": "pause", "wait": {"for": "2h"}}, run_as="role:owner"
)  # fmt: skip


async def house(api: Client) -> Client:
    await api.sign_up()
    await api.publish(firm(GREETS, STOPS))
    return api


async def contact(api: Client, source: str) -> str:
    made = await api.post(api.at("records/contact"), json={"values": {"name": "Rauf", "source": source}})
    assert made.status_code == 201, made.text
    await drain_all()
    return made.json()["id"]


async def figures(api: Client) -> dict[str, dict]:
    answer = await api.get(api.at("scenarios"))
    assert answer.status_code == 200, answer.text
    return {item["key"]: item for item in answer.json()["items"]}


async def test_each_scenario_says_what_it_is_for_and_what_it_came_to(api: Client):
    await house(api)
    await contact(api, "site")
    await contact(api, "site")
    await contact(api, "call")
    found = await figures(api)
    greets, stops = found["greets"], found["stops"]
    assert (greets["goal"], greets["runs"], greets["done"], greets["failed"]) == ("No contact is forgotten", 2, 2, 0)
    assert greets["saved_minutes"] == 5.0
    assert (stops["runs"], stops["failed"], stops["saved_minutes"]) == (3, 3, 0.0)
    assert greets["last_run_at"]
    assert greets["answering"] == [api.user["id"]]
    assert greets["unused_days"] is None, "it is new, and not unused"


async def test_what_was_undone_has_saved_nobody_time(api: Client):
    await house(api)
    await contact(api, "site")
    (run,) = (await api.get(api.at("runs"), params={"scenario": "greets"})).json()["items"]
    assert (await api.post(api.at(f"runs/{run['id']}/undo"))).status_code == 202
    assert (await figures(api))["greets"]["saved_minutes"] == 0.0


async def counts(api: Client, key: str) -> dict[str, int]:
    found = (await api.get(api.at(f"scenarios/{key}"))).json()["counts"]
    return {status: count for status, count in found.items() if count}


async def test_every_run_is_counted_by_where_it_stands_now(api: Client):
    await api.sign_up()
    await api.publish(firm(GREETS, STOPS, WAITS))
    for _ in range(3):
        await contact(api, "site")
    assert [await counts(api, key) for key in ("greets", "stops", "waits")] == [{"done": 3}, {"failed": 3}, {"waiting": 3}]
    (first, *_) = (await api.get(api.at("runs"), params={"scenario": "waits"})).json()["items"]
    assert (await api.post(api.at(f"runs/{first['id']}/cancel"))).status_code in {200, 202, 204}
    assert await counts(api, "waits") == {"waiting": 2, "cancelled": 1}
    (again, *_) = (await api.get(api.at("runs"), params={"scenario": "stops"})).json()["items"]
    assert (await api.post(api.at(f"runs/{again['id']}/retry"))).status_code in {200, 202}
    await drain_all()
    assert await counts(api, "stops") == {"failed": 3}


async def test_what_was_folded_or_forgotten_stays_counted(make_workspace):
    world = await make_workspace(limits={"history_days": 30})
    runs = await opened(plan_of(world.tenant_no, hand_built.scenario(task("note"))), *[event() for _ in range(3)])
    await drain_all()
    await counting.fold(many=1)
    assert await rows(world.tenant_no, "select * from run_delta where tenant_no = $1") == []
    async with tenant_transaction(world.tenant_no) as transaction:
        await transaction.execute(
            """update run set id = run_id_floor(now() - interval '40 days'), created_at = now() - interval '40 days',
                              finished_at = now() - interval '40 days' where tenant_no = $1 and id = $2""",
            world.tenant_no, runs[0].id,
        )  # fmt: skip
        assert await history.forget() == 1
        assert await counting.by_status("flow") == {"queued": 0, "done": 3}
        assert await counting.of_days(30) == {"flow": {"runs": 2, "done": 2, "failed": 0, "worth": 2}}


async def test_what_nobody_has_needed_for_long_says_so(api: Client, database):
    await house(api)
    owner = await asyncpg.connect(database.dsn)
    await owner.execute("update solution_version set published_at = published_at - interval '1 year'")
    await owner.close()
    unused = (await figures(api))["greets"]["unused_days"]
    assert unused is not None
    assert unused >= 30
    await contact(api, "site")
    assert (await figures(api))["greets"]["unused_days"] is None


async def test_a_record_says_of_every_scenario_whether_it_ran_and_why_not(api: Client):
    await house(api)
    record = await contact(api, "call")
    answer = await api.get(api.at(f"records/contact/{record}/automation"))
    assert answer.status_code == 200, answer.text
    found = {item["scenario"]: item for item in answer.json()["items"]}
    assert (found["stops"]["ran"], found["greets"]["ran"]) == (True, False)
    assert found["greets"]["condition"]["value"] is False
    assert found["greets"]["condition"]["tree"]["children"]


async def test_only_who_builds_sees_them(api: Client):
    await house(api)
    record = await contact(api, "call")
    member = await api.member("seller")
    assert (await member.get(member.at("scenarios"))).status_code == 403
    assert (await member.get(member.at(f"records/contact/{record}/automation"))).status_code in {403, 404}
