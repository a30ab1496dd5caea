"""A bulk edit says what it would do, does it as a job that is followed and undone, and keeps to rules and rights."""

from axin.runtime.jobs.drain import drain_all
from tests.runtime.undo.test_what_was_deleted_comes_back import create, house, read


async def bulk(client, entity, **body):
    return await client.post(client.at(f"records/{entity}/bulk"), json=body)


async def deals(owner, count):
    rows = [{"values": {"name": f"Deal {n}", "area": n}} for n in range(count)]
    answer = await owner.post(owner.at("records/deal/batch"), json={"create": rows})
    assert answer.status_code == 201, answer.text
    return [record["id"] for record in answer.json()["created"]]


async def test_first_it_says_what_it_would_do(api):
    owner = await house(api)
    await deals(owner, 5)
    answer = await bulk(owner, "deal", filter="area >= 2", values={"urgent": True}, dry=True)
    assert answer.status_code == 200, answer.text
    assert answer.json() == {
        "count": 3, "allowed": 3, "effects": [{"action": "set", "field": "urgent", "value": True}], "scenarios": [],
    }  # fmt: skip
    gone = (await bulk(owner, "deal", filter="", delete=True, dry=True)).json()
    assert {"action": "delete_along", "entity": "line", "field": "deal"} in gone["effects"]
    assert (await owner.get(owner.at("records/deal?filter=urgent"))).json()["items"] == []


async def test_a_small_one_is_done_at_once_and_goes_back(api):
    owner = await house(api)
    ids = await deals(owner, 5)
    answer = await bulk(owner, "deal", ids=ids[:3], values={"name": "Same"})
    assert answer.status_code == 202, answer.text
    job = answer.json()["job"]
    assert (job["status"], job["done"], job["total"], job["result"]["changed"], job["can_undo"]) == ("done", 3, 3, 3, True)
    undone = await owner.post(owner.at(f"jobs/{job['id']}/undo"))
    assert undone.status_code == 202, undone.text
    assert undone.json()["job"]["result"]["conflicts"] == []
    names = {item["values"]["name"] for item in (await owner.get(owner.at("records/deal"))).json()["items"]}
    assert names == {f"Deal {n}" for n in range(5)}
    assert (await owner.post(owner.at(f"jobs/{job['id']}/undo"))).json()["code"] == "not_undoable"


async def test_a_large_one_is_followed_though_its_filter_no_longer_finds_what_it_changed(api):
    owner = await house(api)
    await deals(owner, 450)
    job = (await bulk(owner, "deal", filter="area >= 0", values={"area": None})).json()["job"]
    assert (job["status"], job["total"]) == ("queued", 450)
    await drain_all()
    job = (await owner.get(owner.at(f"jobs/{job['id']}"))).json()
    assert (job["status"], job["done"], job["result"]["changed"]) == ("done", 450, 450)
    await owner.post(owner.at(f"jobs/{job['id']}/undo"))
    await drain_all()
    page = (await owner.get(owner.at("records/deal?filter=area >= 0&count=true&limit=1"))).json()
    assert page["count"] == 450


async def test_what_the_rules_refuse_is_counted_and_named_and_the_rest_is_done(api):
    owner = await house(api)
    first, second = await deals(owner, 2)
    for deal in (first, second):
        await owner.post(owner.at(f"records/deal/{deal}/stage"), json={"funnel": "sales", "stage": "new"})
    await owner.patch(owner.at(f"records/deal/{second}"), json={"values": {"area": None}})
    result = (await bulk(owner, "deal", filter="", stage="offer")).json()["job"]["result"]
    assert (result["changed"], result["refused"]) == (1, 1)
    assert (result["errors"][0]["id"], result["errors"][0]["errors"][0]["pointer"]) == (second, "/values/area")
    assert (await read(owner, "deal", first)).json()["stage"] == "offer"


async def test_nobody_changes_in_bulk_what_they_may_not_change_one_by_one(api):
    owner = await house(api)
    clerk, seller = await owner.member("clerk"), await owner.member("seller")
    await deals(owner, 2)
    assert (await bulk(clerk, "deal", filter="", delete=True)).status_code == 403
    assert (await bulk(clerk, "deal", filter="", values={"margin": 1})).json()["errors"][0]["code"] == "unknown_field"
    assert (await bulk(clerk, "deal", filter="margin > 1", values={"name": "x"})).status_code == 422
    assert (await bulk(seller, "deal", filter="", values={"name": "x"}, dry=True)).json()["count"] == 0
    own = await create(seller, "deal", name="Mine")
    assert (await bulk(seller, "deal", filter="", values={"name": "x"})).json()["job"]["result"]["changed"] == 1
    assert (await read(owner, "deal", own)).json()["values"]["name"] == "x"
    assert (await bulk(owner, "deal", values={"name": "x"})).status_code == 422
    assert (await bulk(owner, "deal", filter="", values={"name": "x"}, delete=True)).status_code == 422
