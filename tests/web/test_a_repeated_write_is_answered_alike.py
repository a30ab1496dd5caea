"""A write repeated under its Idempotency-Key is answered with the same body and the same ETag; with another body it conflicts."""

import pytest

from tests.world.solutions import sales_house
from tests.world.workspaces import Client


@pytest.fixture
async def owner(api: Client) -> Client:
    await api.sign_up()
    await api.publish(sales_house())
    return api


async def test_the_answer_comes_again_with_its_etag(owner: Client):
    made = (await owner.post(owner.at("records/contact"), json={"values": {"name": "Leyla"}})).json()
    address = owner.at(f"records/contact/{made['id']}")
    draft = (await owner.get(owner.at("draft"))).json()
    for number, (method, path, body) in enumerate(
        (
            ("POST", owner.at("records/contact"), {"values": {"name": "Aysel"}}),
            ("PATCH", address, {"values": {"name": "Günay"}}),
            ("PUT", owner.at("draft"), draft),
            ("POST", owner.at("tasks"), {"title": "Zəng et"}),
        )
    ):
        key = {"idempotency-key": f"once-{number}"}
        first, again = [await owner.request(method, path, json=body, headers=key) for _ in range(2)]
        assert first.status_code == again.status_code in {200, 201}, first.text
        assert again.content == first.content
        assert again.headers.get("etag") == first.headers.get("etag")
        assert ("etag" in first.headers) == (method != "POST" or "records" in path)
        other = await owner.request(method, path, json={**body, "surplus": 1}, headers=key)
        assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_reused")


async def test_a_deletion_comes_again_as_one(owner: Client):
    made = (await owner.post(owner.at("records/contact"), json={"values": {"name": "Leyla"}})).json()
    key = {"idempotency-key": "away"}
    for _ in range(2):
        answer = await owner.delete(owner.at(f"records/contact/{made['id']}"), headers=key)
        assert (answer.status_code, answer.content) == (204, b"")
