"""assign.choose by schedule: by people's own hours, or the workspace's, and never to somebody who is away."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from axin.runtime.runs.drain import drain_all
from tests.runtime.stories import action, firm, scenario
from tests.world.workspaces import Client

BAKU = ZoneInfo("Asia/Baku")
ALWAYS = {"mon-sun": "00:00-24:00"}
SHARE = scenario(
    "share", {"on": "record.created", "entity": "deal"},
    action("who", "assign.choose", among="role:seller", rule="by_schedule"),
    action("give", "record.update", entity="deal", id="=record.id", values={}, responsible="=steps.who.user"),
    run_as="role:owner",
)  # fmt: skip


async def house(api: Client) -> tuple[Client, Client]:
    await api.sign_up()
    await api.publish(firm(SHARE))
    return await api.member("seller", "Aysel"), await api.member("seller", "Rashad")


async def works(owner: Client, person: Client, hours: dict | None) -> None:
    answer = await owner.put(owner.at(f"work-times/{person.user['id']}"), json={"hours": hours})
    assert answer.status_code == 200, answer.text


async def away(owner: Client, person: Client, first: int = 0, last: int = 0, **more) -> dict:
    today = datetime.now(BAKU).date()
    days = {"from": (today + timedelta(days=first)).isoformat(), "to": (today + timedelta(days=last)).isoformat()}
    answer = await owner.post(owner.at(f"work-times/{person.user['id']}/absences"), json={**days, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def given(owner: Client, count: int = 2) -> set[str | None]:
    """Make deals, and return who got them."""
    made = [await owner.post(owner.at("records/deal"), json={"values": {"name": f"Deal {n}"}}) for n in range(count)]
    await drain_all()
    found = [await owner.get(owner.at(f"records/deal/{one.json()['id']}")) for one in made]
    return {one.json()["responsible"] for one in found}


async def test_who_is_away_is_passed_over(api: Client):
    aysel, rashad = await house(api)
    for person in (aysel, rashad):
        await works(api, person, ALWAYS)
    absence = await away(api, aysel)
    assert await given(api) == {rashad.user["id"]}
    gone = await api.delete(api.at(f"work-times/{aysel.user['id']}/absences/{absence['id']}"))
    assert gone.status_code == 204
    assert await given(api) == {aysel.user["id"], rashad.user["id"]}


async def test_it_goes_to_who_is_at_work_now(api: Client):
    aysel, rashad = await house(api)
    other = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[(datetime.now(BAKU).weekday() + 3) % 7]
    await works(api, aysel, {other: "09:00-18:00"})
    await works(api, rashad, ALWAYS)
    assert await given(api) == {rashad.user["id"]}


async def test_where_nobody_is_at_work_it_goes_to_who_begins_first(api: Client):
    aysel, rashad = await house(api)
    for person in (aysel, rashad):
        await works(api, person, ALWAYS)
    await away(api, aysel, 0, 5)
    await away(api, rashad, 0, 2)
    assert await given(api) == {rashad.user["id"]}
    await away(api, aysel, 0, 40)
    await away(api, rashad, 0, 40)
    assert (await given(api, 1)) == {None}, "where all are away for long, the deal is nobody's"


async def test_everybody_says_when_they_work_themselves_and_nobody_for_others(api: Client):
    aysel, rashad = await house(api)
    await works(aysel, aysel, {"mon-fri": "10:00-19:00"})
    await away(aysel, aysel, 1, 3, note="A wedding")
    refused = await aysel.put(aysel.at(f"work-times/{rashad.user['id']}"), json={"hours": ALWAYS})
    assert refused.status_code == 403
    seen = {item["person"]: item for item in (await rashad.get(rashad.at("work-times"))).json()["items"]}
    assert seen[aysel.user["id"]]["hours"] == {"mon-fri": "10:00-19:00"}
    assert [absence["note"] for absence in seen[aysel.user["id"]]["absences"]] == [None], "why is not everybody's business"
    known = {item["person"]: item for item in (await api.get(api.at("work-times"))).json()["items"]}
    assert [absence["note"] for absence in known[aysel.user["id"]]["absences"]] == ["A wedding"]
    await works(api, aysel, None)
    assert {item["hours"] and 1 for item in (await api.get(api.at("work-times"))).json()["items"]} == {None}


async def test_what_cannot_be_is_refused_at_its_place(api: Client):
    aysel, _ = await house(api)
    own = f"work-times/{aysel.user['id']}"
    backwards = await api.put(api.at(own), json={"hours": {"mon": "18:00-09:00"}})
    assert (backwards.status_code, backwards.json()["errors"][0]["pointer"]) == (422, "/hours/mon")
    for wrong in ({"hours": {}}, {"hours": {"someday": "09:00-18:00"}}, {"hours": {"mon": "9-18"}}):
        assert (await api.put(api.at(own), json=wrong)).status_code == 422
    turned = await api.post(api.at(f"{own}/absences"), json={"from": "2026-12-05", "to": "2026-12-01"})
    assert (turned.status_code, turned.json()["errors"][0]["pointer"]) == (422, "/to")
