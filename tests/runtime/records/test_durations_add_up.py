"""Lengths of time are added up, over lines and over lists, the same in Python and in SQL."""

import pytest

HOUSE = {
    "axin": 1,
    "key": "crew",
    "title": "Crew",
    "entities": [
        {
            "key": "visit",
            "title": "Visit",
            "fields": [
                {"key": "name", "type": "text"},
                {"key": "spent", "type": "rollup", "of": "works", "formula": "SUM(lasts)"},
                {"key": "kept", "type": "rollup", "of": "works", "formula": "SUM(lasts)", "result": "duration", "indexed": True},
                {"key": "longest", "type": "formula", "formula": "MAX(works.lasts)", "result": "duration"},
                {"key": "over", "type": "formula", "formula": "SUM(works.lasts) > HOURS(3)", "result": "boolean"},
            ],
        },
        {
            "key": "work",
            "title": "Work",
            "lines_of": {"entity": "visit", "as": "works"},
            "fields": [{"key": "lasts", "type": "duration"}],
        },
    ],
}


@pytest.fixture
async def owner(api):
    await api.sign_up()
    await api.publish(HOUSE)
    for name, lengths in {"long": ["2h", "1h30m", None], "short": ["45m"], "none": []}.items():
        visit = (await api.post(api.at("records/visit"), json={"values": {"name": name}})).json()
        for length in lengths:
            made = await api.post(api.at("records/work"), json={"values": {"visit": visit["id"], "lasts": length}})
            assert made.status_code == 201, made.text
    return api


async def names(client, **query):
    answer = await client.get(client.at("records/visit"), params=query)
    assert answer.status_code == 200, answer.text
    return [record["values"]["name"] for record in answer.json()["items"]]


async def test_a_rollup_of_durations_is_one(owner):
    found = (await owner.get(owner.at("records/visit"))).json()["items"]
    values = {record["values"]["name"]: record["values"] for record in found}
    assert [values[name]["spent"] for name in ("long", "short", "none")] == ["3h30m", "45m", "0s"]
    assert values["long"]["kept"] == "3h30m"
    assert values["long"]["longest"] == "2h"
    assert (values["long"]["over"], values["short"]["over"]) == (True, False)


@pytest.mark.parametrize("field", ["spent", "kept"])
async def test_lists_filter_and_sort_by_it(owner, field):
    assert await names(owner, filter=f"{field} > HOURS(3)") == ["long"]
    assert await names(owner, sort=f"-{field}") == ["long", "short", "none"]


async def test_a_list_adds_durations_up(owner):
    body = {
        "measures": {"all": "SUM(lasts)", "mean": "AVERAGE(lasts)", "least": "MIN(lasts)", "some": "SUM(lasts, lasts < HOURS(1))"}
    }
    (group,) = (await owner.post(owner.at("records/work/aggregate"), json=body)).json()["groups"]
    assert group["values"] == {"all": "4h15m", "mean": "1h25m", "least": "45m", "some": "45m"}
