"""Demand 13: import without duplicates, knowing beforehand what it will do; find those there are, merge them, take it back."""

from axin.runtime.jobs.drain import drain_all
from tests.runtime.stories import firm
from tests.world.tables import csv_of

ROWS = [
    ["Name", "Phone"],
    ["Leyla Aliyeva", "050 123 45 67"],
    ["Rashad", "+994 55 222 33 44"],
    ["Rashad again", "055 222-33-44"],
]


def document():
    made = firm()
    made["entities"][0]["duplicates"] = {"match": ["phone"], "on_match": "warn"}
    return made


async def imported(client, **asked):
    file = (await client.post(client.at("files"), files={"file": ("contacts.csv", csv_of(ROWS))})).json()
    body = {"file": file["id"], "entity": "contact", "mapping": {"Name": "name", "Phone": "phone"}, "match": ["phone"], **asked}
    answer = await client.post(client.at("imports"), json=body)
    assert answer.status_code == 202, answer.text
    await drain_all()
    result = (await client.get(client.at(f"jobs/{answer.json()['id']}"))).json()["result"]
    return tuple(result[name] for name in ("created", "updated", "skipped", "failed"))


async def names(client):
    found = (await client.get(client.at("records/contact"), params={"sort": "name"})).json()["items"]
    return [record["values"]["name"] for record in found]


async def test_what_an_import_will_do_is_known_and_nobody_is_there_twice(api):
    await api.sign_up()
    await api.publish(document())
    await api.post(api.at("records/contact"), json={"values": {"name": "Leyla", "phone": "+994501234567"}})
    assert await imported(api, dry=True) == (1, 2, 0, 0)
    assert await names(api) == ["Leyla"]
    assert await imported(api, on_match="skip", dry=True) == (1, 0, 2, 0)
    assert await imported(api) == (1, 2, 0, 0)
    assert await names(api) == ["Leyla Aliyeva", "Rashad again"]


async def test_two_that_are_one_are_found_merged_and_parted_again(api):
    await api.sign_up()
    await api.publish(document())
    made = [
        (await api.post(api.at("records/contact"), json={"values": {"name": name, "phone": "+994 50 123 45 67"}})).json()["id"]
        for name in ("Leyla", "Leyla A.")
    ]
    (group,) = (await api.get(api.at("records/contact/duplicates"))).json()["items"]
    assert {record["id"] for record in group["records"]} == set(made)
    merged = await api.post(api.at("records/contact/merge"), json={"keep": made[0], "others": [made[1]]})
    assert merged.status_code in {200, 202}, merged.text
    await drain_all()
    assert await names(api) == ["Leyla"]
    undone = await api.post(api.at(f"jobs/{merged.json()['job']['id']}/undo"))
    assert undone.status_code == 202, undone.text
    await drain_all()
    assert await names(api) == ["Leyla", "Leyla A."]
