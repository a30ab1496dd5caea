"""The demonstration workspace does what the seed promises: a contact opens a request (S01), a missed call sets a task (S05)."""

import json
from importlib.resources import files

from tests.runtime.stories import drain_all

DOCUMENT = json.loads(files("axin.builder.gallery").joinpath("turnkey_repair.json").read_text())


async def test_the_seeds_own_story(api):
    await api.sign_up()
    await api.publish(DOCUMENT)
    manager = await api.member("sales_manager")
    made = await api.post(api.at("records/contact"), json={"values": {"name": "Leyla", "phone": "+994501234567"}})
    assert made.status_code == 201, made.text
    contact = made.json()["id"]
    await drain_all()
    (request,) = (await api.get(api.at("records/request"))).json()["items"]
    assert request["values"]["contact"] == contact
    assert (request["funnel"], request["stage"], request["responsible"]) == ("requests", "new", manager.user["id"])
    told = (await manager.get(manager.at("notifications"))).json()
    assert [line["record"] for line in told["items"]] == [contact]

    hook = (await api.get(api.at("scenarios/missed_call"))).json()["hook"]["url"]
    call = {"caller": {"number": "+994501234567"}}
    for _ in range(2):
        answer = await api.stranger().post("/hooks/" + hook.rsplit("/hooks/", 1)[1], json=call)
        assert answer.status_code == 202, answer.text
        await drain_all()
    tasks = (await api.get(api.at("tasks"))).json()["items"]
    assert len([task for task in tasks if task["record"] == contact]) == 1
    runs = (await api.get(api.at("runs"))).json()["items"]
    assert {run["status"] for run in runs} <= {"done", "waiting"}, [run for run in runs if run["status"] == "failed"]
