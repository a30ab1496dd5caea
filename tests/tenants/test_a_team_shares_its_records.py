"""Teams: who is in one reaches its records where their role says `team`, and no others; who leaves reaches them no more."""

import pytest

from axin.runtime.runs.drain import drain_all
from tests.world.workspaces import Client

HOUSE = {
    "axin": 1, "key": "house", "title": "House", "settings": {"locale": "en", "timezone": "Asia/Baku", "currency": "AZN"},
    "entities": [
        {"key": "deal", "title": "Deal", "display": "name", "fields": [
            {"key": "name", "type": "text"}, {"key": "crew", "type": "team"}, {"key": "price", "type": "money"}]},
        {"key": "line", "title": "Line", "lines_of": {"entity": "deal", "as": "lines"}, "fields": [
            {"key": "what", "type": "text"}]},
        {"key": "note", "title": "Note", "display": "said", "fields": [{"key": "said", "type": "text"}]},
    ],
    "roles": [{"key": "seller", "title": "Seller", "access": [
        {"entity": "deal", "create": True, "read": "team", "update": "team", "delete": "own"}]}],
    "scenarios": [{
        "key": "look", "title": "Look", "trigger": {"on": "record.created", "entity": "note"}, "run_as": "role:seller",
        "steps": [{"key": "found", "action": "record.find", "with": {"entity": "deal", "filter": "TRUE"}},
                  {"key": "end", "stop": {"result": "=steps.found.count"}}]}],
}  # fmt: skip


@pytest.fixture
async def firm(api: Client):
    await api.sign_up()
    await api.publish(HOUSE)
    return api


async def team(owner: Client, title: str, *members: Client, lead: Client | None = None) -> dict:
    body = {"title": title, "members": [member.user["id"] for member in members], "lead": lead and lead.user["id"]}
    answer = await owner.post(owner.at("teams"), json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def deal(client: Client, name: str, **more) -> dict:
    answer = await client.post(client.at("records/deal"), json={"values": {"name": name}, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def names(client: Client) -> list[str]:
    answer = await client.get(client.at("records/deal"), params={"sort": "name"})
    assert answer.status_code == 200, answer.text
    return [item["values"]["name"] for item in answer.json()["items"]]


async def test_a_record_belongs_to_the_team_of_who_is_responsible(firm: Client):
    anar, aysel = await firm.member("seller", "Anar"), await firm.member("seller", "Aysel")
    north = await team(firm, "North", anar)
    south = await team(firm, "South", aysel)
    made = await deal(anar, "a")
    assert made["team"] == north["id"]
    moved = await firm.patch(firm.at(f"records/deal/{made['id']}"), json={"responsible": aysel.user["id"]})
    assert moved.json()["team"] == south["id"]
    given = await firm.patch(firm.at(f"records/deal/{made['id']}"), json={"team": north["id"]})
    assert (given.json()["team"], given.json()["responsible"]) == (north["id"], aysel.user["id"])
    assert (await deal(firm, "b"))["team"] is None
    assert (await deal(firm, "c", team=south["id"]))["team"] == south["id"]


async def test_who_is_in_a_team_reaches_its_records_and_their_own_and_no_others(firm: Client):
    anar, aysel = await firm.member("seller", "Anar"), await firm.member("seller", "Aysel")
    await team(firm, "North", anar, aysel)
    await team(firm, "South", firm)
    mine, other = await deal(anar, "north"), await deal(firm, "south")
    line = await firm.post(firm.at("records/line"), json={"values": {"what": "x", "deal": other["id"]}})
    assert await names(aysel) == ["north"]
    assert (await aysel.get(aysel.at(f"records/deal/{other['id']}"))).status_code == 404
    assert (await aysel.get(aysel.at(f"records/line/{line.json()['id']}"))).status_code == 404
    counted = await aysel.post(aysel.at("records/deal/aggregate"), json={"measures": {"n": "COUNT()"}})
    assert counted.json()["groups"][0]["values"]["n"] == 1
    changed = await aysel.patch(aysel.at(f"records/deal/{mine['id']}"), json={"values": {"price": 5}})
    assert changed.status_code == 200
    assert (await aysel.delete(aysel.at(f"records/deal/{mine['id']}"))).status_code == 403


async def test_who_leaves_a_team_reaches_its_records_no_more_from_the_next_request_on(firm: Client):
    anar, aysel = await firm.member("seller", "Anar"), await firm.member("seller", "Aysel")
    north = await team(firm, "North", anar, aysel)
    await deal(anar, "north")
    assert await names(aysel) == ["north"]
    await firm.patch(firm.at(f"teams/{north['id']}"), json={"members": [anar.user["id"]]})
    assert await names(aysel) == []
    await firm.patch(firm.at(f"teams/{north['id']}"), json={"members": [anar.user["id"], aysel.user["id"]]})
    assert (await firm.delete(firm.at(f"teams/{north['id']}"))).status_code == 204
    assert await names(aysel) == []
    assert (await firm.get(firm.at("teams"))).json()["items"] == []


async def test_owners_manage_teams_and_a_lead_who_is_in_theirs(firm: Client):
    anar, aysel = await firm.member("seller", "Anar"), await firm.member("seller", "Aysel")
    north = await team(firm, "North", lead=anar)
    assert north["members"] == [anar.user["id"]]
    for answer in (
        await aysel.post(aysel.at("teams"), json={"title": "Mine"}),
        await aysel.patch(aysel.at(f"teams/{north['id']}"), json={"members": [aysel.user["id"]]}),
        await anar.patch(anar.at(f"teams/{north['id']}"), json={"title": "Ours"}),
        await anar.delete(anar.at(f"teams/{north['id']}")),
    ):
        assert answer.status_code == 403, answer.text
    joined = await anar.patch(anar.at(f"teams/{north['id']}"), json={"members": [anar.user["id"], aysel.user["id"]]})
    assert joined.json()["members"] == [anar.user["id"], aysel.user["id"]]
    seen = await aysel.get(aysel.at("teams"))
    assert [item["title"] for item in seen.json()["items"]] == ["North"]


async def test_a_team_is_made_of_members_and_has_a_name(firm: Client):
    stranger = await firm.stranger().sign_up()
    strange = await firm.post(firm.at("teams"), json={"title": "North", "members": [stranger.user["id"]]})
    assert [error["pointer"] for error in strange.json()["errors"]] == ["/members/0"]
    assert (await firm.post(firm.at("teams"), json={"title": " "})).json()["errors"][0]["code"] == "required"
    foreign = (await stranger.post(stranger.at("teams"), json={"title": "Theirs"})).json()
    assert (await firm.patch(firm.at(f"teams/{foreign['id']}"), json={"title": "Ours"})).status_code == 404
    refused = await firm.post(firm.at("records/deal"), json={"values": {"crew": foreign["id"]}, "team": foreign["id"]})
    assert [error["pointer"] for error in refused.json()["errors"]] == ["/values/crew"]
    refused = await firm.post(firm.at("records/deal"), json={"values": {}, "team": foreign["id"]})
    assert [error["pointer"] for error in refused.json()["errors"]] == ["/team"]


async def test_a_field_may_name_a_team(firm: Client):
    north, south = await team(firm, "North"), await team(firm, "South")
    for name, crew in (("a", north), ("b", south), ("c", None)):
        values = {"name": name, "crew": crew and crew["id"]}
        assert (await firm.post(firm.at("records/deal"), json={"values": values})).status_code == 201
    found = await firm.get(firm.at("records/deal"), params={"filter": f'crew = "{north["id"]}"'})
    assert [item["values"]["crew"] for item in found.json()["items"]] == [north["id"]]
    blank = await firm.get(firm.at("records/deal"), params={"filter": "ISBLANK(crew)"})
    assert [item["values"]["name"] for item in blank.json()["items"]] == ["c"]


async def test_a_scenario_reaches_the_team_of_who_set_it_off(firm: Client):
    anar = await firm.member("seller", "Anar")
    await team(firm, "North", anar)
    await deal(anar, "north")
    await deal(firm, "other")
    await firm.post(firm.at("records/note"), json={"values": {"said": "x"}, "responsible": anar.user["id"]})
    await drain_all()
    runs = await firm.get(firm.at("runs"), params={"scenario": "look"})
    run = (await firm.get(firm.at(f"runs/{runs.json()['items'][0]['id']}"))).json()
    assert run["status"] == "done", run
    assert run["steps"][0]["output"]["count"] == 1
