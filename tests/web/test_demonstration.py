"""The demonstration workspace installs once, completely, and is found again."""

from axin.web import demo
from tests.world.workspaces import Client


async def test_the_demonstration_is_installed_once_and_filled(api: Client):
    first = await demo.install()
    assert await demo.install() == first
    await api.post("/api/auth/sign-in", json={"email": first.email, "password": first.password})
    api.slug = first.slug
    members = (await api.get(api.at("members"))).json()["items"]
    assert len(members) == 5
    for entity, least in (("contact", 20), ("product", 5), ("request", 10), ("deal", 8)):
        page = (await api.get(api.at(f"records/{entity}?limit=100"))).json()
        assert len(page["items"]) >= least, entity
    deals = (await api.get(api.at("records/deal?filter=total > 100"))).json()["items"]
    assert len(deals) >= 5
    runs = (await api.get(api.at("runs"))).json()
    assert runs["items"] == []


async def test_the_demonstration_shows_what_there_is(api: Client):
    made = await demo.install()
    await api.post("/api/auth/sign-in", json={"email": made.email, "password": made.password})
    api.slug = made.slug
    views = (await api.get(api.at("views?entity=deal"))).json()["items"]
    assert {view["kind"] for view in views} == {"table", "board", "calendar"}
    deals = (await api.get(api.at("records/deal?limit=100"))).json()["items"]
    assert len({deal["stage_since"][:13] for deal in deals}) > 5
    measured = [deal["values"] for deal in deals if deal["values"]["length"] is not None]
    assert all(len(values["documents"]) == 2 for values in measured)
    plan = await api.get(api.at(f"files/{measured[0]['pictures'][0]['id']}/preview"))
    assert plan.headers["content-type"] == "image/webp"
    assert (await api.get(api.at("records/contact/duplicates"))).json()["items"] != []
    told = (await api.get(api.at("notifications"))).json()["items"]
    assert len(told) >= 2
    tasks = (await api.get(api.at("tasks"))).json()["items"]
    assert len([task for task in tasks if task["due"]]) >= 5
    said = [(await api.get(api.at(f"records/deal/{deal['id']}/comments"))).json()["items"] for deal in deals]
    assert sum(len(one) for one in said) == 4
    summary = (await api.get(api.at("funnels/requests/summary"))).json()["stages"]
    assert summary[0]["overdue"] >= 1
