"""A record of another workspace, or one that a role may not read, answers in every way like one that never was."""

import pytest

from axin.platform.data import json
from axin.platform.kernel.ids import new_id
from tests.world.solutions import sales_house


def body(answer):
    return json.loads(answer.content)


def told(answer):
    found = body(answer) if answer.content else {}
    found.pop("request_id", None)
    return answer.status_code, json.dumps(found)


ROADS = [
    ("GET", "records/deal/{id}", {}),
    ("GET", "records/deal/{id}?expand=client", {}),
    ("PATCH", "records/deal/{id}", {"json": {"values": {"name": "X"}}}),
    ("PATCH", "records/deal/{id}", {"json": {"values": {"name": "X"}}, "headers": {"if-match": '"77"'}}),
    ("DELETE", "records/deal/{id}", {}),
    ("POST", "records/deal/{id}/stage", {"json": {"funnel": "sales", "stage": "lost"}}),
    ("GET", "records/deal/{id}/history", {}),
    ("GET", "records/deal/{id}/why/name", {}),
    ("GET", "records/deal/{id}/links/lines", {}),
    ("GET", "records/deal/{id}/links/friends", {}),
]


@pytest.fixture
async def house(api):
    await api.sign_up()
    await api.publish(sales_house())
    contact = body(await api.post(api.at("records/contact"), json={"values": {"name": "C", "email": "c@example.az"}}))["id"]
    deal = body(
        await api.post(api.at("records/deal"), json={"values": {"name": "D", "client": contact, "area": 50}, "funnel": "sales"})
    )
    return api, deal["id"], contact


@pytest.fixture
async def neighbour(house):
    api, _, _ = house
    other = api.stranger()
    await other.sign_up(title="Neighbour")
    await other.publish(sales_house())
    return other


async def compare(client, foreign, roads=ROADS):
    for method, path, options in roads:
        never = str(new_id())
        theirs = told(await client.request(method, client.at(path.format(id=foreign)), **options))
        absent = told(await client.request(method, client.at(path.format(id=never)), **options))
        assert theirs == absent, (method, path)
        assert theirs[0] == 404, (method, path)


async def test_another_workspaces_records_never_were(house, neighbour):
    _, deal, contact = house
    await compare(neighbour, deal)
    for wrong in (contact, str(new_id())):
        answer = await neighbour.post(neighbour.at("records/deal"), json={"values": {"name": "X", "client": wrong}})
        assert answer.status_code == 422
        assert body(answer)["errors"][0]["code"] == "not_found"
    batch = {"update": [{"id": deal, "values": {"name": "X"}}]}
    absent = {"update": [{"id": str(new_id()), "values": {"name": "X"}}]}
    theirs = told(await neighbour.post(neighbour.at("records/deal/batch"), json=batch))
    assert theirs == told(await neighbour.post(neighbour.at("records/deal/batch"), json=absent))
    assert body(await neighbour.get(neighbour.at("records/deal")))["items"] == []
    groups = body(await neighbour.post(neighbour.at("records/deal/aggregate"), json={"measures": ["COUNT()"]}))
    assert groups["groups"][0]["values"]["COUNT()"] == 0


async def test_another_workspaces_unique_values_are_no_oracle(house, neighbour):
    answer = await neighbour.post(neighbour.at("records/contact"), json={"values": {"name": "C", "email": "c@example.az"}})
    assert answer.status_code == 201


async def test_a_record_of_somebody_else_never_was_for_a_seller(house):
    owner, deal, contact = house
    seller = await owner.member("seller")
    await compare(seller, deal)
    for wrong in (contact, str(new_id())):
        answer = await seller.post(seller.at("records/deal"), json={"values": {"name": "X", "client": wrong}})
        assert (answer.status_code, body(answer)["errors"][0]["code"]) == (422, "not_found")
    assert body(await seller.get(seller.at("records/deal")))["items"] == []
    count = body(await seller.get(seller.at("records/deal"), params={"count": "true"}))
    assert count["count"] == 0


async def test_a_seller_sees_their_own_and_what_is_given_to_them(house):
    owner, deal, contact = house
    seller = await owner.member("seller")
    made = body(await seller.post(seller.at("records/deal"), json={"values": {"name": "Mine"}}))
    assert made["responsible"] == seller.user["id"]
    names = lambda page: [item["values"]["name"] for item in page["items"]]  # noqa: E731
    assert names(body(await seller.get(seller.at("records/deal")))) == ["Mine"]
    await owner.patch(owner.at(f"records/deal/{deal}"), json={"values": {}, "responsible": seller.user["id"]})
    assert names(body(await seller.get(seller.at("records/deal")))) == ["D", "Mine"]
    given = body(await seller.get(seller.at(f"records/deal/{deal}?expand=client")))
    assert given["values"]["client"] is None
    assert "expanded" not in given or "client" not in given["expanded"]
    assert given["values"]["label"] == "D, "
    assert contact not in (await seller.get(seller.at(f"records/deal/{deal}/history"))).text
    by_client = body(await seller.get(seller.at("records/deal"), params={"filter": 'client.name = "C"'}))
    assert by_client["items"] == []
    blank = body(await seller.get(seller.at("records/deal"), params={"filter": "ISBLANK(client)", "sort": "client"}))
    assert len(blank["items"]) == 2


async def test_a_right_one_lacks_on_what_one_sees_is_forbidden(house):
    owner, deal, contact = house
    seller = await owner.member("seller")
    mine = body(await seller.post(seller.at("records/deal"), json={"values": {"name": "Mine"}, "funnel": "sales"}))["id"]
    for method, path, options in (
        ("DELETE", f"records/deal/{mine}", {}),
        ("PATCH", f"records/deal/{mine}", {"json": {"values": {"area": 5}}}),
    ):
        answer = await seller.request(method, seller.at(path), **options)
        assert answer.status_code == 403, answer.text
    clerk = await owner.member("clerk")
    assert (await clerk.post(clerk.at("records/contact"), json={"values": {"name": "X"}})).status_code == 403
    assert (await clerk.patch(clerk.at(f"records/contact/{contact}"), json={"values": {"name": "X"}})).status_code == 403
    assert (await clerk.delete(clerk.at(f"records/deal/{deal}"))).status_code == 403
    assert (await clerk.get(clerk.at("records/line"))).status_code == 404
    assert told(await clerk.get(clerk.at("records/line"))) == told(await clerk.get(clerk.at("records/never")))


async def test_a_role_without_rights_sees_nothing(house):
    owner, deal, _ = house
    member = await owner.member("member")
    await compare(member, deal)
    assert (await member.get(member.at("records/deal"))).status_code == 404
    token = await owner.token("seller")
    assert body(await token.get(token.at("records/deal")))["items"] == []


async def test_a_right_written_as_a_formula_holds(house):
    owner, deal, _ = house
    reader = await owner.member("large_only")
    assert body(await reader.get(reader.at("records/deal")))["items"] == []
    await owner.patch(owner.at(f"records/deal/{deal}"), json={"values": {"area": 150}})
    assert len(body(await reader.get(reader.at("records/deal")))["items"]) == 1
    assert (await reader.patch(reader.at(f"records/deal/{deal}"), json={"values": {"name": "X"}})).status_code == 403
    await owner.patch(owner.at(f"records/deal/{deal}"), json={"values": {"area": 250}})
    assert (await reader.patch(reader.at(f"records/deal/{deal}"), json={"values": {"name": "X"}})).status_code == 200


async def test_a_stage_that_is_read_only_for_a_role_is_shut(house):
    owner, deal, contact = house
    await owner.patch(owner.at(f"records/deal/{deal}"), json={"values": {"client": contact}, "responsible": None})
    for stage in ("offer", "won"):
        assert (
            await owner.post(owner.at(f"records/deal/{deal}/stage"), json={"funnel": "sales", "stage": stage})
        ).status_code == 200
    seller = await owner.member("seller")
    await owner.patch(owner.at(f"records/deal/{deal}"), json={"values": {}, "responsible": seller.user["id"]})
    assert (await seller.get(seller.at(f"records/deal/{deal}"))).status_code == 200
    assert (await seller.patch(seller.at(f"records/deal/{deal}"), json={"values": {"name": "X"}})).status_code == 403


async def test_a_formula_sums_only_what_its_reader_sees(house):
    owner, deal, contact = house
    await owner.patch(owner.at(f"records/deal/{deal}"), json={"values": {"amount": 100}})
    seller = await owner.member("seller")
    await owner.patch(owner.at(f"records/contact/{contact}"), json={"values": {}, "responsible": seller.user["id"]})
    seen = body(await seller.get(seller.at(f"records/contact/{contact}")))
    assert seen["values"]["total"] == {"amount": "0.00", "currency": "AZN"}
    mine = {"values": {"name": "Mine", "client": contact, "amount": 7}}
    assert (await seller.post(seller.at("records/deal"), json=mine)).status_code == 201
    seen = body(await seller.get(seller.at(f"records/contact/{contact}")))
    assert seen["values"]["total"] == {"amount": "7.00", "currency": "AZN"}
    found = body(await seller.get(seller.at("records/contact"), params={"filter": "total = 7"}))
    assert len(found["items"]) == 1
    found = body(await owner.get(owner.at("records/contact"), params={"filter": "total = 107", "sort": "-total"}))
    assert len(found["items"]) == 1
