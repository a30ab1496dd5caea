"""What a table names is found: records that rows above make, people and teams by what they are called."""

import pytest

from axin.runtime.jobs.drain import drain_all
from tests.world.tables import csv_of

TREE = {
    "axin": 1,
    "key": "tree",
    "title": "Departments",
    "entities": [
        {
            "key": "unit",
            "title": "Unit",
            "fields": [
                {"key": "name", "type": "text", "unique": True},
                {"key": "over", "type": "link", "to": "unit", "inverse": "under"},
                {"key": "crew", "type": "team"},
            ],
        }
    ],
}
MAPPING = {"Name": "name", "Over": "over"}


@pytest.fixture
async def owner(api):
    await api.sign_up()
    await api.publish(TREE)
    return api


async def imported(client, rows, mapping=MAPPING, **asked):
    upload = await client.post(client.at("files"), files={"file": ("units.csv", csv_of(rows))})
    body = {"file": upload.json()["id"], "entity": "unit", "mapping": mapping, **asked}
    answer = await client.post(client.at("imports"), json=body)
    assert answer.status_code == 202, answer.text
    await drain_all()
    job = (await client.get(client.at(f"jobs/{answer.json()['id']}"))).json()
    assert job["status"] == "done", job
    return job["result"]


async def units(client):
    found = (await client.get(client.at("records/unit"), params={"limit": 500})).json()["items"]
    return {record["values"]["name"]: record for record in found}


CHAIN = [["Name", "Over"], ["Company", ""], ["Sales", "Company"], ["Baku", "Sales"], ["Aysel", "Baku"]]


async def test_a_row_links_to_the_record_that_a_row_above_makes(owner):
    result = await imported(owner, CHAIN)
    assert (result["created"], result["failed"]) == (4, 0)
    found = await units(owner)
    assert found["Aysel"]["values"]["over"] == found["Baku"]["id"]
    assert found["Sales"]["values"]["over"] == found["Company"]["id"]


async def test_a_rehearsal_says_the_same(owner):
    result = await imported(owner, CHAIN, dry=True)
    assert (result["created"], result["failed"]) == (4, 0)
    assert await units(owner) == {}


@pytest.mark.parametrize("dry", [False, True])
async def test_a_row_below_or_nobody_is_not_there(owner, dry):
    result = await imported(owner, [["Name", "Over"], ["Sales", "Company"], ["Company", ""], ["Baku", "Nobody"]], dry=dry)
    assert (result["created"], result["failed"]) == (1, 2)
    assert {fault["code"] for row in result["errors"] for fault in row["faults"]} == {"not_found"}


async def test_teams_are_found_by_their_title(owner):
    made = await owner.post(owner.at("teams"), json={"title": "Şərq komandası"})
    rows = [["Name", "Crew", "Team"], ["Baku", "şərq komandası", "Şərq  Komandası"], ["Ganja", "Qərb", ""]]
    result = await imported(owner, rows, {"Name": "name", "Crew": "crew", "Team": "team"})
    assert (result["created"], result["failed"]) == (1, 1)
    record = (await units(owner))["Baku"]
    assert record["values"]["crew"] == made.json()["id"] == record["team"]


async def test_what_links_to_itself_is_matched_and_changed(owner):
    await imported(owner, CHAIN)
    rows = [["Name", "Over"], ["Ganja", "Company"], ["Baku", "Ganja"]]
    result = await imported(owner, rows, match=["name"], on_match="update")
    assert (result["created"], result["updated"], result["failed"]) == (1, 1, 0)
    found = await units(owner)
    assert found["Baku"]["values"]["over"] == found["Ganja"]["id"]


async def test_what_is_wrong_with_a_row_is_told_in_the_reader_s_language(owner):
    owner.headers["accept-language"] = "ru"
    result = await imported(owner, [["Name", "Over"], ["Baku", "Nobody"]])
    assert result["errors"][0]["faults"][0]["message"] == "Записи с таким названием нет."
    report = await owner.get(owner.at(f"files/{result['errors_file']['id']}"))
    assert "Записи с таким названием нет." in report.content.decode("utf-8-sig")
