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
