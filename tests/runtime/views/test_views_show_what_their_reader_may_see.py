"""Views: the solution's, shared and personal; none tells its reader of what does not exist for them."""

import pytest

from axin.platform.data import json
from tests.world.solutions import sales_house


def body(answer):
    return json.loads(answer.content)


def house():
    document = sales_house()
    document["views"] = [
        {"key": "dear", "title": {"en": "Dear", "az": "Bahalı"}, "entity": "deal", "filter": "amount > 1000", "sort": "-amount"},
        {"key": "secret", "entity": "deal", "filter": "margin > 5"},
        {"key": "heads", "entity": "deal", "roles": ["head"]},
        {"key": "wide", "entity": "deal", "columns": ["name", "margin", "area"], "totals": {"margin": "max", "area": "sum"},
         "sort": "margin,name", "group": "margin", "widths": {"margin": 100}},
        {"key": "meetings", "entity": "deal", "kind": "calendar", "date": "meeting"},
        {"key": "board", "entity": "deal", "kind": "board", "funnel": "sales"},
    ]  # fmt: skip
    return document


@pytest.fixture
async def owner(api):
    await api.sign_up()
    await api.publish(house())
    return api


async def views(client, entity="deal"):
    answer = await client.get(client.at("views"), params={"entity": entity})
    assert answer.status_code == 200, answer.text
    return {view["key"]: view for view in body(answer)["items"]}


async def test_the_solutions_views_are_offered_as_far_as_a_role_sees_them(owner):
    assert list(await views(owner)) == ["dear", "secret", "heads", "wide", "meetings", "board"]
    seller = await owner.member("seller")
    seen = await views(seller)
    assert list(seen) == ["dear", "wide", "meetings", "board"]
    assert seen["dear"]["title"] == {"": "Dear", "en": "Dear", "az": "Bahalı"}
    assert seen["wide"]["columns"] == ["name", "area"]
    assert seen["wide"]["totals"] == {"area": "sum"}
    assert (seen["wide"]["sort"], seen["wide"]["group"], seen["wide"]["widths"]) == ("name", None, {})
    assert "margin" not in (await seller.get(seller.at("views"))).text


async def test_a_personal_view_is_its_authors_alone(owner):
    seller = await owner.member("seller")
    spec = {"title": "Mine", "entity": "deal", "columns": ["name", "amount"], "filter": "amount > 5", "group": "client"}
    made = await seller.post(seller.at("views"), json=spec)
    assert made.status_code == 201, made.text
    view = body(made)
    assert {name: view[name] for name in spec if name != "title"} == {name: spec[name] for name in spec if name != "title"}
    assert (view["mine"], view["shared"], view["can_edit"], view["key"]) == (True, False, True, view["id"])
    assert view["id"] not in await views(owner)
    assert (await owner.get(owner.at(f"views/{view['id']}"))).status_code == 404
    renamed = await seller.patch(seller.at(f"views/{view['id']}"), json={"title": "Yours", "sort": "-amount", "group": None})
    assert renamed.status_code == 200, renamed.text
    assert (body(renamed)["title"], body(renamed)["sort"], body(renamed)["group"]) == ({"": "Yours"}, "-amount", None)
    assert (await seller.delete(seller.at(f"views/{view['id']}"))).status_code == 204
    assert view["id"] not in await views(seller)


async def test_a_view_is_shared_by_those_who_build_with_whom_they_say(owner):
    seller, clerk = await owner.member("seller"), await owner.member("clerk")
    refused = await seller.post(seller.at("views"), json={"title": "x", "entity": "deal", "shared": True})
    assert (refused.status_code, body(refused)["code"]) == (403, "may_not_share")
    mine = body(await seller.post(seller.at("views"), json={"title": "x", "entity": "deal"}))
    assert (await seller.patch(seller.at(f"views/{mine['id']}"), json={"shared": True})).status_code == 403
    shared = body(await owner.post(owner.at("views"), json={"title": "S", "entity": "deal", "shared": True, "roles": ["seller"]}))
    assert shared["id"] in await views(seller)
    assert shared["id"] not in await views(clerk)
    assert (await views(seller))[shared["id"]]["can_edit"] is False
    assert (await seller.patch(seller.at(f"views/{shared['id']}"), json={"title": "T"})).status_code == 403
    assert (await seller.delete(seller.at(f"views/{shared['id']}"))).status_code == 403
    unknown = await owner.post(owner.at("views"), json={"title": "S", "entity": "deal", "shared": True, "roles": ["boss"]})
    assert body(unknown)["errors"][0]["pointer"] == "/roles"


@pytest.mark.parametrize(
    ("spec", "pointer"),
    [
        ({"columns": ["name", "{}"]}, "/columns/1"),
        ({"widths": {"{}": 100}}, "/widths"),
        ({"totals": {"{}": "max"}}, "/totals"),
        ({"filter": "{} > 5"}, "/filter"),
        ({"sort": "-{}"}, "/sort"),
        ({"group": "{}"}, "/group"),
        ({"kind": "calendar", "date": "{}"}, "/date"),
    ],
)
async def test_a_hidden_field_is_refused_as_one_that_never_was(owner, spec, pointer):
    seller = await owner.member("seller")
    answers = []
    for name in ("margin", "zzzzzz"):
        filled = json.loads(json.dumps(spec).replace(b"{}", name.encode()))
        answer = await seller.post(seller.at("views"), json={"title": "x", "entity": "deal", **filled})
        found = body(answer)
        assert answer.status_code == 422, answer.text
        assert found["errors"][0]["pointer"] == pointer
        answers.append([{key: error[key] for key in ("pointer", "code", "message")} for error in found["errors"]])
    assert answers[0] == answers[1]


async def test_a_shared_view_that_a_role_may_not_follow_is_not_there_for_it(owner):
    seller = await owner.member("seller")
    made = await owner.post(owner.at("views"), json={"title": "S", "entity": "deal", "shared": True, "filter": "margin > 5"})
    assert (await seller.get(seller.at(f"views/{body(made)['id']}"))).status_code == 404
    assert body(made)["id"] not in await views(seller)


async def test_a_stale_change_is_refused(owner):
    view = body(await owner.post(owner.at("views"), json={"title": "S", "entity": "deal"}))
    at = owner.at(f"views/{view['id']}")
    assert (await owner.patch(at, json={"title": "T"}, headers={"if-match": '"1"'})).status_code == 200
    assert (await owner.patch(at, json={"title": "U"}, headers={"if-match": '"1"'})).status_code == 412


async def test_each_prefers_their_own(owner):
    seller = await owner.member("seller")
    set_to = await seller.put(seller.at("views/preferred"), json={"entity": "deal", "view": "dear"})
    assert set_to.status_code == 204, set_to.text
    assert (await views(seller))["dear"]["preferred"] is True
    assert (await views(owner))["dear"]["preferred"] is False
    refused = await seller.put(seller.at("views/preferred"), json={"entity": "deal", "view": "secret"})
    assert refused.status_code == 422
    await seller.put(seller.at("views/preferred"), json={"entity": "deal", "view": None})
    assert (await views(seller))["dear"]["preferred"] is False


async def test_another_workspace_has_views_of_its_own(owner):
    view = body(await owner.post(owner.at("views"), json={"title": "S", "entity": "deal", "shared": True}))
    other = await owner.stranger().sign_up()
    await other.publish(house())
    assert (await other.get(other.at(f"views/{view['id']}"))).status_code == 404
    assert view["id"] not in await views(other)


async def test_who_edits_a_shared_view_keeps_what_they_do_not_see_of_it(owner):
    document = house()
    seller = next(role for role in document["roles"] if role["key"] == "seller")
    document["roles"].append({**seller, "key": "designer", "title": "Designer", "builder": True})
    await owner.publish(document)
    spec = {
        "columns": ["name", "margin", "area"],
        "widths": {"margin": 90, "name": 200},
        "sort": "margin,name",
        "group": "margin",
    }
    made = body(await owner.post(owner.at("views"), json={"title": "All", "entity": "deal", "shared": True, **spec}))
    designer = await owner.member("designer")
    seen = (await views(designer))[made["id"]]
    assert (seen["columns"], seen["sort"], seen["group"]) == (["name", "area"], "name", None)
    change = {"columns": ["area", "name", "amount"], "widths": {"area": 80}, "sort": "-area", "title": "Everything"}
    changed = await designer.patch(designer.at(f"views/{made['id']}"), json=change)
    assert changed.status_code == 200, changed.text
    assert body(changed)["columns"] == ["area", "name", "amount"]
    whole = (await views(owner))[made["id"]]
    assert whole["columns"] == ["area", "name", "margin", "amount"]
    assert (whole["widths"], whole["sort"], whole["group"]) == ({"margin": 90, "area": 80}, "margin,-area", "margin")
