"""Any window of a list is reached at once: pages beyond a cursor are the very rows that paging on would have given."""

import pytest

from axin.platform.data import json
from tests.world.solutions import sales_house


def body(answer):
    return json.loads(answer.content)


@pytest.fixture
async def owner(api):
    await api.sign_up()
    await api.publish(sales_house())
    rows = [{"values": {"name": f"C{n:02d}", "phone": None if n % 7 == 0 else f"+99450{n % 5:07d}"}} for n in range(40)]
    made = await api.post(api.at("records/contact/batch"), json={"create": rows})
    assert made.status_code == 201, made.text
    return api


async def page(client, **params):
    answer = await client.get(client.at("records/contact"), params=params)
    assert answer.status_code == 200, answer.text
    return body(answer)


@pytest.mark.parametrize("sort", ["", "-created_at", "name", "-phone", "phone,-name", "source,phone"])
async def test_every_window_is_where_it_would_be(owner, sort):
    whole = [record["id"] for record in (await page(owner, sort=sort, limit=100))["items"]]
    first = await page(owner, sort=sort, limit=6)
    for skip in (0, 1, 5, 13, 30, 33, 34, 39, 40, 1_000):
        far = await page(owner, sort=sort, limit=6, skip=skip)
        assert [record["id"] for record in far["items"]] == whole[skip : skip + 6]
        beyond = await page(owner, sort=sort, limit=6, skip=skip, after=first["next"])
        assert [record["id"] for record in beyond["items"]] == whole[6 + skip : 12 + skip]
        if far["next"]:
            following = await page(owner, sort=sort, limit=6, after=far["next"])
            assert [record["id"] for record in following["items"]] == whole[skip + 6 : skip + 12]


@pytest.mark.parametrize("skip", ["-1", "10000001", "x", "99999999999999999999"])
async def test_what_is_no_distance_is_refused(owner, skip):
    answer = await owner.get(owner.at("records/contact"), params={"skip": skip})
    assert answer.status_code == 422
    assert body(answer)["errors"][0]["pointer"] == "/query/skip"
