"""In a batch every fault says in which row it stands; pages of links have the bounds of all pages."""

from uuid import uuid4

import pytest

from tests.world.solutions import sales_house

DEAL = "records/deal"


@pytest.fixture
async def owner(api):
    await api.sign_up()
    await api.publish(sales_house())
    return api


def pointers(answer):
    assert answer.status_code == 422, answer.text
    return [error["pointer"] for error in answer.json()["errors"]]


async def test_faults_of_funnel_stage_and_responsible_point_at_their_row(owner):
    solution = (await owner.get(owner.at("solution"))).json()
    funnel = next(funnel["key"] for funnel in solution["funnels"] if funnel["entity"] == "deal")
    fine = {"values": {"name": "A"}}
    for row, part in (
        ({"funnel": "none"}, "funnel"),
        ({"stage": "none"}, "funnel"),
        ({"funnel": funnel, "stage": "none"}, "stage"),
        ({"responsible": "nobody"}, "responsible"),
        ({"responsible": str(uuid4())}, "responsible"),
    ):
        answer = await owner.post(owner.at(f"{DEAL}/batch"), json={"create": [fine, {"values": {"name": "B"}, **row}]})
        assert pointers(answer) == [f"/create/1/{part}"]
        answer = await owner.post(owner.at(DEAL), json={"values": {"name": "B"}, **row})
        assert pointers(answer) == [f"/{part}"]


async def test_a_strange_responsible_of_a_change_points_at_its_row(owner):
    made = (await owner.post(owner.at(DEAL), json={"values": {"name": "A"}})).json()
    answer = await owner.post(
        owner.at(f"{DEAL}/batch"), json={"update": [{"id": made["id"], "values": {}, "responsible": str(uuid4())}]}
    )
    assert pointers(answer) == ["/update/0/responsible"]
    answer = await owner.patch(owner.at(f"{DEAL}/{made['id']}"), json={"responsible": str(uuid4())})
    assert pointers(answer) == ["/responsible"]


async def test_a_page_of_links_has_1_to_500_records(owner):
    made = (await owner.post(owner.at("records/contact"), json={"values": {"name": "A"}})).json()
    for limit in (0, -1, 501):
        answer = await owner.get(owner.at(f"records/contact/{made['id']}/links/deals"), params={"limit": limit})
        assert pointers(answer) == ["/query/limit"]


async def test_a_fault_in_a_map_points_at_the_map(owner):
    answer = await owner.post(owner.at(f"{DEAL}/aggregate"), json={"measures": {"sum": {"of": "amount"}}})
    assert pointers(answer) == ["/measures"]


async def test_the_faults_of_all_rows_are_told_at_once(owner):
    made = (await owner.post(owner.at(DEAL), json={"values": {"name": "A"}})).json()
    rows = {
        "create": [{"values": {"name": "B"}}, {"values": {"area": "much"}}, {"values": {"nothing": 1, "name": "C"}}],
        "update": [{"id": made["id"], "values": {"area": True}}],
    }
    answer = await owner.post(owner.at(f"{DEAL}/batch"), json=rows)
    assert sorted(pointers(answer)) == [
        "/create/1/values/area",
        "/create/1/values/name",
        "/create/2/values/nothing",
        "/update/0/values/area",
    ]
    answer = await owner.post(
        owner.at(f"{DEAL}/batch"), json={"create": [{"values": {}}, {"values": {"name": "B"}}, {"values": {}}]}
    )
    assert pointers(answer) == ["/create/0/values/name", "/create/2/values/name"]
    assert [deal["values"]["name"] for deal in (await owner.get(owner.at(DEAL))).json()["items"]] == ["A"]
