"""S40: goals are remembered, and each scenario accounts for itself: runs, errors, time saved, or that nobody needs it."""

from axin.runtime.runs.drain import drain_all
from tests.runtime.stories import action, firm, scenario
from tests.world.workspaces import Client

GREETS = scenario(
    "greets", {"on": "record.created", "entity": "contact"}, action("call", "task.create", title="Call"),
    when='source = "site"', run_as="role:owner", goal="No contact is forgotten", saves_minutes=2.5,
)  # fmt: skip
STOPS = scenario(
    "stops", {"on": "record.created", "entity": "contact"}, {"key": "end", "stop": {"error": "No"}}, run_as="role:owner"
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
