"""Open screens are told of changes, of nothing they may not see, and only as long as they may."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator

import httpx
import pytest

from axin.platform import live
from axin.platform.kernel.ids import new_id
from axin.tenants import workspaces
from tests.world.workspaces import Client

SOLUTION = {
    "axin": 1,
    "key": "stream",
    "title": "Stream",
    "entities": [{"key": "note", "title": "Note", "display": "name", "fields": [{"key": "name", "type": "text"}]}],
    "funnels": [],
    "scenarios": [],
    "roles": [{"key": "clerk", "title": "Clerk", "access": [{"entity": "note", "create": True, "read": "own", "update": "own"}]}],
    "settings": {"locale": "en", "timezone": "Asia/Baku", "currency": "AZN"},
}


class Screen:
    """An open stream, read line by line."""

    def __init__(self, response: httpx.Response) -> None:
        self._lines = response.aiter_lines()

    async def event(self) -> dict:
        """Return the next event."""
        found: dict = {}
        async with asyncio.timeout(20):
            async for line in self._lines:
                name, _, value = line.partition(": ")
                if line and name and not line.startswith((":", "retry")):
                    found[name] = value
                elif not line and "data" in found:
                    return {**found, "data": json.loads(found["data"])}
        raise AssertionError("the stream has ended")

    async def closed(self) -> bool:
        async with asyncio.timeout(20):
            async for _ in self._lines:
                pass
        return True


@contextlib.asynccontextmanager
async def screen(client: Client, address: str, seen: str | None = None) -> AsyncIterator[Screen]:
    headers = {"last-event-id": seen} if seen else {}
    if "authorization" in client.headers:
        headers["authorization"] = client.headers["authorization"]
    else:
        headers["cookie"] = f"axin_session={client.cookies['axin_session']}"
    url = f"{address}{client.at('stream')}"
    async with (
        httpx.AsyncClient(trust_env=False, timeout=30) as link,
        link.stream("GET", url, headers=headers) as response,
    ):
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/event-stream")
        found = Screen(response)
        await anext(found._lines)
        await asyncio.sleep(0.2)  # the reader has asked where the stream stands
        yield found


async def tenant_of(slug: str) -> int:
    found = await workspaces.by_slug(slug)
    assert found is not None
    return found.tenant_no


async def test_a_screen_is_told_and_resumes_where_it_stopped(api: Client, served: str):
    await api.sign_up()
    tenant = await tenant_of(api.slug)
    first, second = str(new_id()), str(new_id())
    async with screen(api, served) as open_screen:
        await live.publish(tenant, "run", {"id": first})
        told = await open_screen.event()
        assert (told["event"], told["data"]) == ("run", {"id": first})
    await live.publish(tenant, "run", {"id": second})
    async with screen(api, served, seen=told["id"]) as open_screen:
        assert (await open_screen.event())["data"] == {"id": second}


async def test_another_workspace_hears_nothing(api: Client, served: str):
    await api.sign_up()
    other = await api.stranger().sign_up()
    async with screen(other, served) as open_screen:
        await live.publish(await tenant_of(api.slug), "run", {"id": str(new_id())})
        mine = str(new_id())
        await live.publish(await tenant_of(other.slug), "run", {"id": mine})
        assert (await open_screen.event())["data"] == {"id": mine}


async def test_a_notification_reaches_its_person_only(api: Client, served: str):
    await api.sign_up()
    tenant = await tenant_of(api.slug)
    mine, theirs = str(new_id()), str(new_id())
    async with screen(api, served) as open_screen:
        await live.publish(tenant, "notification", {"id": theirs, "person": str(new_id())})
        await live.publish(tenant, "notification", {"id": mine, "person": api.user["id"]})
        assert (await open_screen.event())["data"]["id"] == mine


async def test_a_record_one_may_not_read_is_not_told_of(api: Client, served: str):
    await api.sign_up()
    await api.publish(SOLUTION)
    clerk = await api.member("clerk")
    async with screen(clerk, served) as open_screen:
        hidden = await api.post(api.at("records/note"), json={"values": {"name": "secret"}})
        assert hidden.status_code == 201, hidden.text
        own = await clerk.post(clerk.at("records/note"), json={"values": {"name": "mine"}})
        assert own.status_code == 201, own.text
        told = await open_screen.event()
        assert told["event"] == "record"
        assert told["data"]["id"] == own.json()["id"]
        assert "secret" not in json.dumps(told)


@pytest.mark.parametrize("kind", ["session", "token"])
async def test_a_withdrawn_right_ends_the_stream(api: Client, served: str, kind: str):
    await api.sign_up()
    reader = await api.member("admin") if kind == "session" else await api.token("admin")
    async with screen(reader, served) as open_screen:
        if kind == "session":
            await api.delete(api.at(f"members/{reader.user['id']}"))
        else:
            token = (await api.get(api.at("tokens"))).json()["items"][0]["id"]
            await api.delete(api.at(f"tokens/{token}"))
        await asyncio.sleep(1.1)
        await live.publish(await tenant_of(api.slug), "run", {"id": str(new_id())})
        assert await open_screen.closed()


async def test_a_publication_redraws_every_screen(api: Client, served: str):
    await api.sign_up()
    member = await api.member("member")
    async with screen(member, served) as open_screen:
        version = await api.publish(SOLUTION)
        told = await open_screen.event()
        assert (told["event"], told["data"]) == ("solution", {"version": version})
