"""What follows from a change - warnings, counts, refusals, undo, search - tells nothing that its reader may not see."""

import pytest

from axin.platform.data import json
from axin.runtime.jobs.drain import drain_all
from tests.world.solutions import sales_house
from tests.world.tables import csv_of


def body(answer):
    return json.loads(answer.content)


async def made(client, path, **options):
    answer = await client.post(client.at(path), **options)
    assert answer.is_success, answer.text
    return body(answer)


async def record(browser, entity, funnel=None, **values):
    return (await made(browser, f"records/{entity}", json={"values": values} | ({"funnel": funnel} if funnel else {})))["id"]


def house(**contact):
    document = sales_house()
    document["entities"][0] |= contact
    document["entities"][0]["fields"].append({"key": "passport", "type": "text"})
    for role in document["roles"]:
        for access in role["access"]:
            if access["entity"] == "contact" and role["key"] == "clerk":
                access |= {"create": True, "update": "all", "delete": True}
                access["fields"] |= {"passport": "hidden"}
    return document


@pytest.mark.parametrize("on_match", ["warn", "reject", "merge"])
async def test_a_duplicate_by_a_hidden_field_is_none(api, on_match):
    owner = await api.sign_up()
    await owner.publish(house(duplicates={"match": ["phone", "passport"], "on_match": "warn"}))
    first = await record(owner, "contact", name="A", passport="AZE 1")
    second = await record(owner, "contact", name="B", passport="AZE 1")
    await owner.publish(house(duplicates={"match": ["phone", "passport"], "on_match": on_match}))
    clerk = await owner.member("clerk")
    answer = await clerk.patch(clerk.at(f"records/contact/{second}"), json={"values": {"phone": "+994501112233"}})
    assert answer.status_code == 200, answer.text
    assert "warnings" not in body(answer)
    assert first not in answer.text


async def test_a_rehearsal_does_not_say_what_scenarios_think_of_hidden_fields(api):
    owner = await api.sign_up()
    document = house()
    document["scenarios"] = [
        {
            "key": "rich", "title": "Rich", "run_as": "role:owner",
            "trigger": {"on": "record.updated", "entity": "deal", "condition": "record.margin > 0.05"},
            "steps": [{"key": "t", "action": "task.create", "with": {"title": "Rich"}}],
        },
        {
            "key": "large", "title": "Large", "run_as": "role:owner",
            "trigger": {"on": "record.updated", "entity": "deal", "condition": "record.area > 5"},
            "steps": [{"key": "t", "action": "task.create", "with": {"title": "Large"}}],
        },
    ]  # fmt: skip
    await owner.publish(document)
    for name, amount in (("Poor", 1), ("Rich", 9)):
        await record(owner, "deal", name=name, margin=amount, area=amount)
    clerk = await owner.member("clerk")
    told = {}
    for client in (clerk, owner):
        for name in ("Poor", "Rich"):
            table = csv_of([["Name", "Urgent"], [name, "yes"]], ",")
            file = (await made(client, "files", files={"file": ("t.csv", table)}))["id"]
            asked = {
                "file": file,
                "entity": "deal",
                "mapping": {"Name": "name", "Urgent": "urgent"},
                "match": ["name"],
                "dry": True,
            }
            job = (await made(client, "imports", json=asked))["id"]
            await drain_all()
            result = body(await client.get(client.at(f"jobs/{job}")))["result"]
            assert (result["updated"], result["failed"]) == (1, 0)
            told[client, name] = {one["key"]: one["runs"] for one in result["scenarios"]}
    assert told[owner, "Poor"] == {}
    assert told[owner, "Rich"] == {"rich": 1, "large": 1}
    assert told[clerk, "Poor"].get("rich") == told[clerk, "Rich"].get("rich")
    assert told[clerk, "Poor"].get("large") is None
    assert told[clerk, "Rich"]["large"] == 1


async def test_a_stage_that_asks_for_a_hidden_field_does_not_name_it(api):
    owner = await api.sign_up()
    document = house()
    document["funnels"][0]["stages"][1]["requires"] = ["area", "margin"]
    await owner.publish(document)
    deal = await record(owner, "deal", "sales", name="D", area=5)
    clerk = await owner.member("clerk")
    for path, sent in (
        (f"records/deal/{deal}/stage", {"funnel": "sales", "stage": "offer"}),
        ("records/deal/bulk", {"ids": [deal], "stage": {"funnel": "sales", "stage": "offer"}}),
    ):
        answer = await clerk.post(clerk.at(path), json=sent)
        assert "margin" not in answer.text


async def test_undoing_a_merge_leads_back_what_is_out_of_reach_and_names_none_of_it(api):
    owner = await api.sign_up()
    document = house()
    for role in document["roles"]:
        if role["key"] == "seller":
            role["access"][0] |= {"delete": "own"}
    await owner.publish(document)
    seller = await owner.member("seller")
    keep, other = [await record(seller, "contact", name=name) for name in ("Leyla", "Leyla M.")]
    deal = await record(owner, "deal", name="Not the seller's", client=other)
    merged = await made(seller, "records/contact/merge", json={"keep": keep, "others": [other]})
    assert deal not in json.dumps_text(merged)
    assert body(await owner.get(owner.at(f"records/deal/{deal}")))["values"]["client"] == keep
    undone = await seller.post(seller.at(f"jobs/{merged['job']['id']}/undo"), json={})
    await drain_all()
    job = await seller.get(seller.at(f"jobs/{body(undone)['id']}"))
    assert deal not in job.text, job.text
    assert body(job)["result"]["conflicts"] == []
    assert body(await owner.get(owner.at(f"records/deal/{deal}")))["values"]["client"] == other


async def test_words_of_hidden_fields_neither_find_nor_rank_nor_forgive(api):
    owner = await api.sign_up()
    await owner.publish(house())
    await record(owner, "contact", name="Leyla Quliyeva", passport="Zanzibar")
    await record(owner, "deal", name="Penthouse", note="Zanzibar")
    clerk = await owner.member("clerk")
    for words in ("zanzibar", "leyla zanzibar", "zan", "zanzibra", "penthouse zanzibar", "za"):
        found = body(await clerk.get(clerk.at("search"), params={"q": words}))
        never = body(await clerk.get(clerk.at("search"), params={"q": words.replace("zan", "qxw").replace("za", "qx")}))
        assert found == never, words
    assert len(body(await owner.get(owner.at("search"), params={"q": "leyla zanzibar"}))["items"]) == 1


ASKED = [
    ("POST", "exports", {"entity": "deal", "columns": ["name", "{name}"]}),
    ("POST", "exports", {"entity": "deal", "filter": "{name} > 1"}),
    ("POST", "exports", {"entity": "deal", "sort": "-{name}"}),
    ("POST", "records/deal/bulk", {"filter": "{name} > 1", "values": {"name": "X"}, "dry": True}),
    ("POST", "records/deal/bulk", {"filter": "", "values": {"{name}": 1}, "dry": True}),
    ("POST", "views", {"title": "V", "entity": "deal", "filter": "{name} > 1"}),
    ("POST", "views", {"title": "V", "entity": "deal", "columns": ["{name}"]}),
    ("POST", "views", {"title": "V", "entity": "deal", "group": "{name}"}),
    ("POST", "views", {"title": "V", "entity": "deal", "sort": "{name}"}),
    ("POST", "views", {"title": "V", "entity": "deal", "totals": {"{name}": "sum"}}),
    ("GET", "funnels/sales/summary?filter={name}>1", None),
    ("POST", "records/deal/merge", {"keep": "{deal}", "others": ["{other}"], "choices": {"{name}": "{other}"}}),
    ("POST", "formulas/check", {"source": "{name} + 1", "entity": "deal", "record": "{deal}"}),
]


async def test_to_ask_by_a_hidden_field_is_to_ask_by_one_that_never_was(api):
    owner = await api.sign_up()
    await owner.publish(house())
    deal, other = [await record(owner, "deal", "sales", name=name, margin=31) for name in ("D", "E")]
    clerk = await owner.member("clerk")
    for method, path, sent in ASKED:
        told = []
        for name in ("margin", "zzzzzz"):
            fill = lambda text: text.replace("{name}", name).replace("{deal}", deal).replace("{other}", other)  # noqa: E731, B023
            options = {} if sent is None else {"json": json.loads(fill(json.dumps_text(sent)))}
            answer = await clerk.request(method, clerk.at(fill(path)), **options)
            assert answer.status_code in {200, 403, 404, 422}, answer.text
            found = body(answer)
            found.pop("request_id", None)
            told.append((answer.status_code, json.dumps_text(found).replace(name, "~")))
        assert told[0] == told[1], (path, sent)
        assert "31" not in told[0][1]


async def test_a_funnel_does_not_add_up_what_is_hidden(api):
    owner = await api.sign_up()
    document = house()
    document["funnels"][0]["amount"] = {"field": "amount"}
    for role in document["roles"]:
        for access in role["access"]:
            if role["key"] == "clerk" and access["entity"] == "deal":
                access["fields"]["amount"] = "hidden"
                access["stages"] = {"lost": "hidden"}
    await owner.publish(document)
    await record(owner, "deal", "sales", name="D", amount=31415)
    lost = await record(owner, "deal", "sales", name="L", amount=31415)
    await made(owner, f"records/deal/{lost}/stage", json={"funnel": "sales", "stage": "lost"})
    clerk = await owner.member("clerk")
    answer = await clerk.get(clerk.at("funnels/sales/summary"))
    assert "31415" in (await owner.get(owner.at("funnels/sales/summary"))).text
    assert "31415" not in answer.text
    assert [stage["key"] for stage in body(answer)["stages"]] == ["new", "offer", "won"]
    assert body(answer)["amount"] is None
    here = f"records/deal/{lost}"
    for path in ("funnels/sales/times", f"{here}/stages", f"{here}/checklist", "records/deal", "search?q=L"):
        assert '"lost"' not in (await clerk.get(clerk.at(path))).text, path


async def test_trying_another_amount_tells_no_hidden_field(api):
    owner = await api.sign_up()
    document = house()
    next(role for role in document["roles"] if role["key"] == "clerk")["builder"] = True
    document["funnels"][0]["amount"] = {"field": "amount"}
    await owner.publish(document)
    await record(owner, "deal", "sales", name="D", margin=31)
    clerk = await owner.member("clerk")
    document["funnels"][0]["amount"] = {"field": "amount", "mode": "formula", "formula": "margin * 1000"}
    assert (await clerk.put(clerk.at("draft"), json=document)).status_code == 200
    asked = [await client.post(client.at("funnels/sales/amounts/preview"), json={}) for client in (owner, clerk)]
    assert body(asked[0])["affected"] == 1, asked[0].text
    assert (body(asked[1])["computed"], body(asked[1])["items"]) == (False, [])
