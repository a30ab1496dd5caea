"""A field that a role may not read does not exist for it: every road is tried, and each answers as for a name that never was."""

import pytest

from axin.platform.data import json
from tests.world.solutions import sales_house

SECRET = "31.4159"
NEVER = "zzzzzz"


def body(answer):
    return json.loads(answer.content)


def faults(answer):
    """Return an error's body without what differs from request to request."""
    found = body(answer)
    found.pop("request_id", None)
    return answer.status_code, found


async def send(client, method, path, **options):
    return await client.request(method, client.at(path), **options)


@pytest.fixture
async def house(api):
    await api.sign_up()
    await api.publish(sales_house())
    answer = await api.post(
        api.at("records/contact"), json={"values": {"name": "C", "debt": {"amount": SECRET[:5], "currency": "AZN"}}}
    )
    contact = body(answer)["id"]
    values = {"name": "D", "client": contact, "amount": 1000, "margin": float(SECRET), "note": f"note {SECRET}"}
    deal = body(await api.post(api.at("records/deal"), json={"values": values}))["id"]
    await api.patch(api.at(f"records/deal/{deal}"), json={"values": {"margin": 7}})
    await api.patch(api.at(f"records/deal/{deal}"), json={"values": {"margin": float(SECRET), "name": "D2"}})
    clerk = await api.member("clerk")
    return api, clerk, deal, contact


async def test_it_is_missing_from_the_record_the_list_and_what_is_expanded(house):
    _, clerk, deal, _ = house
    for path in (
        f"records/deal/{deal}",
        "records/deal",
        f"records/deal/{deal}?expand=client",
        "records/deal?expand=client&sort=name",
    ):
        answer = await clerk.get(clerk.at(path))
        assert answer.status_code == 200, answer.text
        assert "margin" not in answer.text
        assert "note" not in answer.text
        assert "debt" not in answer.text
        assert SECRET not in answer.text
        assert '"name":"D2"' in answer.text


async def test_a_formula_that_would_tell_it_is_hidden_with_it(house):
    owner, clerk, deal, _ = house
    assert "profit" in (await owner.get(owner.at(f"records/deal/{deal}"))).text
    assert "profit" not in (await clerk.get(clerk.at(f"records/deal/{deal}"))).text


@pytest.mark.parametrize(
    ("method", "path", "make"),
    [
        ("GET", "records/deal", lambda name: {"params": {"filter": f"{name} > 5"}}),
        ("GET", "records/deal", lambda name: {"params": {"filter": f"NOT(ISBLANK({name}))"}}),
        ("GET", "records/deal", lambda name: {"params": {"sort": name}}),
        ("GET", "records/deal", lambda name: {"params": {"sort": f"-{name}"}}),
        ("GET", "records/deal", lambda name: {"params": {"expand": name}}),
        ("GET", "records/deal/{deal}", lambda name: {"params": {"expand": name}}),
        ("POST", "records/deal/aggregate", lambda name: {"json": {"group_by": [name], "measures": ["COUNT()"]}}),
        ("POST", "records/deal/aggregate", lambda name: {"json": {"measures": {"x": f"SUM({name})"}}}),
        ("POST", "records/deal/aggregate", lambda name: {"json": {"measures": {"x": f"COUNT(name, {name} > 1)"}}}),
        ("POST", "records/deal/aggregate", lambda name: {"json": {"measures": ["COUNT()"], "filter": f"{name} > 1"}}),
    ],
)
@pytest.mark.parametrize("hidden", ["margin", "note", "profit"])
async def test_asking_by_it_is_asking_by_a_name_that_never_was(house, method, path, make, hidden):
    _, clerk, deal, _ = house
    told = faults(await send(clerk, method, path.format(deal=deal), **make(hidden)))
    never = faults(await send(clerk, method, path.format(deal=deal), **make(NEVER)))
    assert told[0] == 422
    assert json.dumps(told[1]).replace(hidden.encode(), b"") == json.dumps(never[1]).replace(NEVER.encode(), b"")


async def test_no_link_leads_to_it(house):
    _, clerk, _, _ = house
    for name in ("debt", NEVER):
        answer = await clerk.get(clerk.at("records/deal"), params={"filter": f"client.{name} > 1"})
        assert answer.status_code == 422
        assert body(answer)["errors"][0]["code"].startswith("unknown")
        assert body(answer)["errors"][0].get("suggestion") != "debt"


async def test_history_and_why_do_not_know_it(house):
    _, clerk, deal, _ = house
    answer = await clerk.get(clerk.at(f"records/deal/{deal}/history"))
    assert answer.status_code == 200
    for trace in ("margin", "note", SECRET):
        assert trace not in answer.text
    assert [item["version"] for item in body(answer)["items"]] == [3, 1]
    hidden = faults(await clerk.get(clerk.at(f"records/deal/{deal}/why/margin")))
    assert hidden == faults(await clerk.get(clerk.at(f"records/deal/{deal}/why/{NEVER}")))
    assert hidden[0] == 404
    why = await clerk.get(clerk.at(f"records/deal/{deal}/why/profit"))
    assert why.status_code == 404


async def test_writing_it_is_writing_a_name_that_never_was(house):
    _, clerk, deal, _ = house
    for method, path in (("PATCH", f"records/deal/{deal}"), ("POST", "records/deal")):
        told = faults(await send(clerk, method, path, json={"values": {"name": "E", "margin": 1}}))
        never = faults(await send(clerk, method, path, json={"values": {"name": "E", NEVER: 1}}))
        assert told[0] == never[0] == 422
        assert json.dumps(told[1]).replace(b"margin", b"") == json.dumps(never[1]).replace(NEVER.encode(), b"")


async def test_no_suggestion_leads_to_it(house):
    _, clerk, deal, _ = house
    for path, options in (
        ("records/deal", {"params": {"filter": "margim > 1"}}),
        ("records/deal", {"params": {"sort": "margim"}}),
    ):
        answer = await clerk.get(clerk.at(path), **options)
        assert "margin" not in answer.text
    answer = await clerk.patch(clerk.at(f"records/deal/{deal}"), json={"values": {"margim": 1}})
    assert "margin" not in answer.text


async def test_a_change_of_it_alone_leaves_the_rest_readable(house):
    owner, clerk, deal, _ = house
    shown = body(await clerk.patch(clerk.at(f"records/deal/{deal}"), json={"values": {"name": "E"}}))
    assert "margin" not in shown["values"]
    assert body(await owner.get(owner.at(f"records/deal/{deal}")))["values"]["margin"] == body_number(SECRET)


def body_number(text):
    return json.loads(text)
