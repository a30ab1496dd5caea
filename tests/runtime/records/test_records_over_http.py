"""Records over HTTP do what api.md says, to the letter."""

from decimal import Decimal

import pytest

from axin.platform.data import json
from axin.platform.kernel.ids import new_id
from tests.world.solutions import sales_house

CONTACT = "records/contact"
DEAL = "records/deal"


def body(answer):
    return json.loads(answer.content)


def problem(answer, status, code=None, pointer=None):
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    found = body(answer)
    if code is not None:
        assert code in {found["code"], *(error["code"] for error in found["errors"])}, found
    if pointer is not None:
        assert pointer in [error["pointer"] for error in found["errors"]], found
    return found


@pytest.fixture
async def owner(api):
    await api.sign_up()
    await api.publish(sales_house())
    return api


async def created(client, entity, /, **values):
    answer = await client.post(client.at(f"records/{entity}"), json={"values": values})
    assert answer.status_code == 201, answer.text
    return body(answer)


async def test_a_record_is_created_read_changed_and_deleted(owner):
    made = await owner.post(owner.at(CONTACT), json={"values": {"name": "Əli", "phone": "050 123 45 67"}})
    assert made.status_code == 201
    record = body(made)
    assert set(record) == {
        "id", "number", "entity", "values", "funnel", "stage", "stage_since", "responsible", "team", "version",
        "created_at", "created_by", "updated_at", "updated_by",
    }  # fmt: skip
    assert record["entity"] == "contact"
    assert record["values"]["phone"] == "+994501234567"
    assert record["values"]["source"] == "site"
    assert record["values"]["email"] is None
    assert record["responsible"] == record["created_by"] == owner.user["id"]
    assert record["created_at"].endswith("Z")
    assert record["version"] == 1
    address = owner.at(f"{CONTACT}/{record['id']}")
    assert body(await owner.get(address)) == record
    changed = body(await owner.patch(address, json={"values": {"name": "Vəli"}}))
    assert (changed["version"], changed["values"]["name"], changed["values"]["source"]) == (2, "Vəli", "site")
    assert (await owner.delete(address)).status_code == 204
    problem(await owner.get(address), 404, "not_found")


async def test_values_are_exact(owner):
    values = {
        "name": "A",
        "area": Decimal("12345678901.123456"),
        "amount": {"amount": "0.10", "currency": "USD"},
        "margin": Decimal("12.5"),
        "walls": ["brick", "concrete"],
        "urgent": False,
        "signed": "2026-02-28",
        "meeting": "2026-02-28T12:00:00+04:00",
        "surveyor": owner.user["id"],
    }
    answer = await owner.post(
        owner.at(DEAL), content=json.dumps({"values": values}), headers={"content-type": "application/json"}
    )
    assert answer.status_code == 201, answer.text
    assert '"area":12345678901.123456' in answer.text
    shown = body(answer)["values"]
    expected = values | {"meeting": "2026-02-28T08:00:00Z"}
    assert {key: shown[key] for key in values} == expected
    assert shown["file_no"].startswith("D-000")
    bare = await created(owner, "deal", name="B", amount=12.5)
    assert bare["values"]["amount"] == {"amount": "12.50", "currency": "AZN"}


async def test_what_is_wrong_is_told_all_at_once_at_its_place(owner):
    values = {"area": -1, "walls": ["wood"], "profit": 5, "colour": "vermilion", "client": str(new_id()), "signed": "yesterday"}
    found = problem(await owner.post(owner.at(DEAL), json={"values": values}), 422)
    told = {error["pointer"]: error["code"] for error in found["errors"]}
    assert told["/values/area"] == "too_small"
    assert told["/values/walls"] == "unknown_option"
    assert told["/values/profit"] == "read_only"
    assert told["/values/colour"] == "unknown_field"
    assert told["/values/signed"] == "type_mismatch"
    assert "vermilion" not in str(found)
    problem(await owner.post(owner.at(DEAL), json={"values": {}}), 422, "required", "/values/name")
    lost = {"name": "A", "client": str(new_id())}
    problem(await owner.post(owner.at(DEAL), json={"values": lost}), 422, "not_found", "/values/client")
    problem(
        await owner.post(owner.at(DEAL), json={"values": {"name": "A", "surveyor": str(new_id())}}),
        422,
        "not_found",
        "/values/surveyor",
    )
    problem(await owner.post(owner.at(DEAL), json={"values": {"name": "A", "stage": "won"}}), 422, "read_only", "/values/stage")
    problem(
        await owner.post(owner.at(DEAL), json={"values": {"name": "A"}, "responsible": str(new_id())}), 422, None, "/responsible"
    )
    problem(await owner.post(owner.at(DEAL), json={"values": {"name": "A"}, "extra": 1}), 422)


async def test_unknown_entities_and_ids_are_not_there(owner):
    for path in ("records/nothing", f"{DEAL}/{new_id()}", f"{DEAL}/none", f"{DEAL}/{new_id()}/history"):
        problem(await owner.get(owner.at(path)), 404, "not_found")
    problem(await owner.post(owner.at("records/nothing"), json={"values": {}}), 404)
    problem(await owner.patch(owner.at(f"{DEAL}/{new_id()}"), json={"values": {}}), 404)
    problem(await owner.delete(owner.at(f"{DEAL}/{new_id()}")), 404)


async def test_a_stale_version_is_refused(owner):
    record = await created(owner, "contact", name="A")
    address = owner.at(f"{CONTACT}/{record['id']}")
    fresh = await owner.patch(address, json={"values": {"name": "B"}}, headers={"if-match": '"1"'})
    assert fresh.status_code == 200
    assert fresh.headers["etag"] == '"2"'
    problem(await owner.patch(address, json={"values": {"name": "C"}}, headers={"if-match": '"1"'}), 412, "stale_version")
    problem(await owner.delete(address, headers={"if-match": '"1"'}), 412, "stale_version")
    deal = await created(owner, "deal", name="D")
    stage, move = owner.at(f"{DEAL}/{deal['id']}/stage"), {"funnel": "sales", "stage": "new"}
    problem(await owner.post(stage, json=move, headers={"if-match": '"9"'}), 412, "stale_version")
    assert (await owner.post(stage, json=move, headers={"if-match": '"1"'})).headers["etag"] == '"2"'
    assert (await owner.delete(address, headers={"if-match": '"2"'})).status_code == 204


async def test_nothing_changed_is_no_new_version(owner):
    record = await created(owner, "contact", name="A")
    same = await owner.patch(owner.at(f"{CONTACT}/{record['id']}"), json={"values": {"name": "A"}})
    assert body(same) == record


async def test_a_repeated_key_happens_once(owner):
    headers = {"idempotency-key": "one"}
    first = await owner.post(owner.at(CONTACT), json={"values": {"name": "A"}}, headers=headers)
    again = await owner.post(owner.at(CONTACT), json={"values": {"name": "A"}}, headers=headers)
    assert first.status_code == again.status_code == 201
    assert body(first) == body(again)
    problem(await owner.post(owner.at(CONTACT), json={"values": {"name": "B"}}, headers=headers), 409)
    assert len(body(await owner.get(owner.at(CONTACT)))["items"]) == 1


async def test_a_value_that_must_be_unique_is_taken_once(owner):
    first = await created(owner, "contact", name="A", email="a@example.az")
    taken = {"name": "B", "email": "a@example.az"}
    problem(await owner.post(owner.at(CONTACT), json={"values": taken}), 422, "not_unique", "/values/email")
    second = await created(owner, "contact", name="B", email="b@example.az")
    address = owner.at(f"{CONTACT}/{second['id']}")
    problem(await owner.patch(address, json={"values": {"email": "a@example.az"}}), 422, "not_unique", "/values/email")
    assert (await owner.patch(owner.at(f"{CONTACT}/{first['id']}"), json={"values": {"email": None}})).status_code == 200
    assert (await owner.patch(address, json={"values": {"email": "a@example.az"}})).status_code == 200
    assert (await owner.delete(address)).status_code == 204
    await created(owner, "contact", name="C", email="a@example.az")
    await created(owner, "deal", name="Same", client=first["id"])
    twice = {"name": "Same", "client": first["id"]}
    problem(await owner.post(owner.at(DEAL), json={"values": twice}), 422, "not_unique", "/values/client")
    await created(owner, "deal", name="Same")
    await created(owner, "deal", name="Same")


async def test_stages_keep_their_rules(owner):
    answer = await owner.post(owner.at(DEAL), json={"values": {"name": "A"}, "funnel": "sales"})
    record = body(answer)
    assert (record["funnel"], record["stage"]) == ("sales", "new")
    assert record["stage_since"] is not None
    address = owner.at(f"{DEAL}/{record['id']}")
    to = f"{address}/stage"
    problem(await owner.post(to, json={"funnel": "sales", "stage": "offer"}), 422, "required", "/values/area")
    problem(await owner.post(to, json={"funnel": "sales", "stage": "won"}), 422, "transition_refused", "/stage")
    problem(await owner.post(to, json={"funnel": "sales", "stage": "none"}), 422, "unknown_stage", "/stage")
    problem(await owner.post(to, json={"funnel": "none", "stage": "new"}), 422, "unknown_funnel", "/funnel")
    await owner.patch(address, json={"values": {"area": 5}})
    moved = await owner.post(to, json={"funnel": "sales", "stage": "offer"})
    assert moved.status_code == 200
    assert body(moved)["stage"] == "offer"
    problem(await owner.patch(address, json={"values": {"area": None}}), 422, "required", "/values/area")
    assert (await owner.patch(address, json={"values": {"note": "still fine"}})).status_code == 200
    problem(await owner.post(to, json={"funnel": "sales", "stage": "won"}), 422, "transition_refused")
    client = await created(owner, "contact", name="C")
    await owner.patch(address, json={"values": {"area": 50, "client": client["id"]}})
    assert (await owner.post(to, json={"funnel": "sales", "stage": "won"})).status_code == 200
    problem(await owner.post(owner.at(DEAL), json={"values": {"name": "B"}, "funnel": "sales", "stage": "won"}), 422, "required")
    problem(await owner.post(owner.at(DEAL), json={"values": {"name": "B"}, "stage": "won"}), 422, None, "/funnel")


async def test_a_rule_of_a_field_holds(owner):
    problem(
        await owner.post(owner.at(DEAL), json={"values": {"name": "A", "signed": "2019-01-01"}}),
        422,
        "validate",
        "/values/signed",
    )
    record = await created(owner, "deal", name="A", signed="2021-01-01")
    address = owner.at(f"{DEAL}/{record['id']}")
    found = problem(await owner.patch(address, json={"values": {"signed": "2019-01-01"}}), 422, "validate", "/values/signed")
    assert found["errors"][0]["message"] == "Too long ago."


async def test_what_the_author_says_of_a_rule_is_one_sentence_in_one_language(api):
    await api.sign_up()
    message = {"en": "Too small.", "ru": "Слишком мало.", "az": "Çox azdır."}
    fields = [{"key": "size", "type": "integer", "validate": "size > 5", "message": message}]
    await api.publish({"axin": 1, "key": "shop", "title": "Shop", "entities": [{"key": "item", "fields": fields}]})
    program = await api.token()
    for language, sentence in message.items():
        refused = await program.post(
            program.at("records/item"), json={"values": {"size": 1}}, headers={"accept-language": language}
        )
        found = problem(refused, 422, "validate", "/values/size")
        assert (found["detail"], found["errors"][0]["message"]) == (sentence, sentence)


async def test_a_batch_is_all_or_nothing(owner):
    one, two = await created(owner, "contact", name="A"), await created(owner, "contact", name="B")
    wrong = {
        "create": [{"values": {"name": "C"}}, {"values": {"debt": "much"}}],
        "update": [{"id": one["id"], "values": {"name": "X"}}],
    }
    problem(await owner.post(owner.at(f"{CONTACT}/batch"), json=wrong), 422, "type_mismatch", "/create/1/values/debt")
    right = {
        "create": [{"values": {"name": "C"}}, {"values": {"name": "D"}}],
        "update": [{"id": one["id"], "values": {"name": "X"}}],
        "delete": [two["id"]],
    }
    done = body(await owner.post(owner.at(f"{CONTACT}/batch"), json=right))
    assert [record["values"]["name"] for record in done["created"]] == ["C", "D"]
    assert done["updated"][0]["values"]["name"] == "X"
    assert done["deleted"] == [two["id"]]
    names = [item["values"]["name"] for item in body(await owner.get(owner.at(CONTACT)))["items"]]
    assert names == ["X", "C", "D"]
    too_many = {"create": [{"values": {"name": "A"}}] * 1001}
    problem(await owner.post(owner.at(f"{CONTACT}/batch"), json=too_many), 422, "too_many")
    twice = {"update": [{"id": one["id"], "values": {}}], "delete": [one["id"]]}
    problem(await owner.post(owner.at(f"{CONTACT}/batch"), json=twice), 422, "repeated")


async def test_links_say_what_becomes_of_them(owner):
    contact, friend = await created(owner, "contact", name="C"), await created(owner, "contact", name="F")
    deal = await created(owner, "deal", name="D", client=contact["id"], friends=[friend["id"], contact["id"]])
    line = await created(owner, "line", what="Paint", deal=deal["id"])
    problem(await owner.delete(owner.at(f"{CONTACT}/{contact['id']}")), 409, "still_linked")
    assert (await owner.delete(owner.at(f"{CONTACT}/{friend['id']}"))).status_code == 204
    again = body(await owner.get(owner.at(f"{DEAL}/{deal['id']}")))
    assert again["values"]["friends"] == [contact["id"]]
    assert again["version"] == 2
    behind = body(await owner.get(owner.at(f"{DEAL}/{deal['id']}/links/lines")))
    assert [item["id"] for item in behind["items"]] == [line["id"]]
    friends = body(await owner.get(owner.at(f"{DEAL}/{deal['id']}/links/friends")))
    assert [item["id"] for item in friends["items"]] == [contact["id"]]
    assert (await owner.delete(owner.at(f"{DEAL}/{deal['id']}"))).status_code == 204
    problem(await owner.get(owner.at(f"records/line/{line['id']}")), 404)
    assert (await owner.delete(owner.at(f"{CONTACT}/{contact['id']}"))).status_code == 204


async def test_formulas_are_computed_from_what_is_linked(owner):
    contact = await created(owner, "contact", name="C")
    deal = await created(owner, "deal", name="D", client=contact["id"], amount=100, margin=10)
    assert deal["values"]["profit"] == {"amount": "10.00", "currency": "AZN"}
    assert deal["values"]["label"] == "D, C"
    await created(owner, "line", what="Paint", deal=deal["id"], quantity=3, price=2.5)
    await created(owner, "line", what="Tile", deal=deal["id"], price=1)
    deal = body(await owner.get(owner.at(f"{DEAL}/{deal['id']}?expand=client")))
    assert deal["values"]["works"] == {"amount": "8.50", "currency": "AZN"}
    assert deal["expanded"]["client"]["values"]["total"] == {"amount": "100.00", "currency": "AZN"}
    problem(await owner.get(owner.at(f"{DEAL}?expand=amount")), 422, "unknown_field", "/query/expand")


async def test_a_formula_declared_as_a_percent_reads_as_percents_do(api):
    await api.sign_up()
    fields = [
        {"key": "cost", "type": "money"},
        {"key": "price", "type": "money"},
        {"key": "margin", "type": "formula", "formula": "(price - cost) / price", "result": "percent"},
        {"key": "bonus", "type": "formula", "formula": "price * margin"},
    ]
    await api.publish({"axin": 1, "key": "shop", "title": "Shop", "entities": [{"key": "item", "fields": fields}]})
    made = await created(api, "item", cost=75, price=100)
    assert (made["values"]["margin"], made["values"]["bonus"]["amount"]) == (Decimal(25), "25.00")
    found = body(await api.get(api.at("records/item"), params={"filter": "margin = 0.25", "sort": "-margin"}))["items"]
    assert [each["values"]["margin"] for each in found] == [Decimal(25)]
    why = body(await api.get(api.at(f"records/item/{made['id']}/why/margin")))
    assert why["value"] == Decimal(25)


async def test_a_looked_up_percent_reads_as_percents_do(api):
    await api.sign_up()
    rate = [{"key": "name", "type": "text"}, {"key": "rate", "type": "percent"}]
    fields = [
        {"key": "group", "type": "link", "to": "group"},
        {"key": "rate", "type": "lookup", "of": "group", "formula": "rate"},
        {"key": "above", "type": "link", "to": "item"},
        {"key": "rate_above", "type": "lookup", "of": "above", "formula": "rate"},
        {"key": "half", "type": "formula", "formula": "rate / 2"},
    ]
    entities = [{"key": "group", "fields": rate}, {"key": "item", "fields": fields}]
    await api.publish({"axin": 1, "key": "shop", "title": "Shop", "entities": entities})
    group = await created(api, "group", name="A", rate=7.5)
    first = await created(api, "item", group=group["id"])
    second = await created(api, "item", above=first["id"])
    assert (first["values"]["rate"], first["values"]["half"]) == (Decimal("7.5"), Decimal("0.0375"))
    assert second["values"]["rate_above"] == Decimal("7.5")
    found = body(await api.get(api.at("records/item"), params={"filter": "rate = 0.075"}))["items"]
    assert [each["id"] for each in found] == [first["id"]]


async def test_the_history_tells_who_changed_what_from_what(owner):
    record = await created(owner, "contact", name="A")
    address = owner.at(f"{CONTACT}/{record['id']}")
    await owner.patch(address, json={"values": {"name": "B", "debt": 5}})
    page = body(await owner.get(f"{address}/history"))
    assert [item["version"] for item in page["items"]] == [2, 1]
    newest = page["items"][0]
    assert newest["changes"] == {
        "name": {"from": "A", "to": "B"},
        "debt": {"from": None, "to": {"amount": "5.00", "currency": "AZN"}},
    }
    assert newest["cause"]["kind"] == "person"
    assert newest["cause"]["actor"]["id"] == owner.user["id"]
    short = body(await owner.get(f"{address}/history?limit=1"))
    rest = body(await owner.get(f"{address}/history?limit=1&after={short['next']}"))
    assert (rest["items"][0]["version"], rest["next"]) == (1, None)


async def test_why_names_the_cause_of_a_value(owner):
    record = await created(owner, "deal", name="A", amount=100, margin=10)
    address = owner.at(f"{DEAL}/{record['id']}")
    found = body(await owner.get(f"{address}/why/amount"))
    assert found["value"] == {"amount": "100.00", "currency": "AZN"}
    assert found["cause"]["kind"] == "person"
    computed = body(await owner.get(f"{address}/why/profit"))
    assert computed["cause"]["kind"] == "formula"
    assert computed["cause"]["source"] == "amount * margin"
    assert computed["cause"]["values"]["amount"] == {"amount": "100.00", "currency": "AZN"}
    problem(await owner.get(f"{address}/why/nothing"), 404)


async def test_a_token_acts_as_itself(owner):
    program = await owner.token("admin")
    record = await created(program, "contact", name="A")
    assert record["responsible"] is None
    assert record["created_by"] not in {None, owner.user["id"]}
    history = body(await owner.get(owner.at(f"{CONTACT}/{record['id']}/history")))
    assert history["items"][0]["cause"]["kind"] == "api"


async def test_lists_filter_sort_and_page(owner):
    for place in range(7):
        await created(owner, "deal", name=f"D{place}", area=place % 3 or None, urgent=place % 2 == 0)
    page = body(await owner.get(owner.at(DEAL), params={"sort": "-area,name", "limit": 3}))
    seen = [item["values"]["name"] for item in page["items"]]
    while page["next"]:
        page = body(await owner.get(owner.at(DEAL), params={"sort": "-area,name", "limit": 3, "after": page["next"]}))
        seen += [item["values"]["name"] for item in page["items"]]
    assert seen == ["D2", "D5", "D1", "D4", "D0", "D3", "D6"]
    found = body(await owner.get(owner.at(DEAL), params={"filter": "area >= 1 AND urgent", "count": "true"}))
    assert [item["values"]["name"] for item in found["items"]] == ["D2", "D4"]
    assert found["count"] == 2
    problem(await owner.get(owner.at(DEAL), params={"filter": "colour = 1"}), 422, None, "/query/filter")
    problem(await owner.get(owner.at(DEAL), params={"sort": "colour"}), 422, "unknown_field", "/query/sort")
    problem(await owner.get(owner.at(DEAL), params={"limit": 0}), 422, None, "/query/limit")
    problem(await owner.get(owner.at(DEAL), params={"limit": 501}), 422, None, "/query/limit")
    problem(await owner.get(owner.at(DEAL), params={"limit": "many"}), 422, None, "/query/limit")
    problem(await owner.get(owner.at(DEAL), params={"after": "nonsense"}), 422, "invalid_cursor", "/query/after")
    first = body(await owner.get(owner.at(DEAL), params={"limit": 1}))
    problem(await owner.get(owner.at(DEAL), params={"limit": 1, "after": first["next"], "sort": "name"}), 422, "invalid_cursor")


async def test_nothing_to_group_by_and_nothing_to_measure_is_one_group(owner):
    for name in "AB":
        await created(owner, "deal", name=name)
    answer = await owner.post(owner.at(f"{DEAL}/aggregate"), json={})
    assert body(answer) == {"groups": [{"key": {}, "values": {}}]}


async def test_records_are_grouped_and_measured(owner):
    for name, area, amount in (("A", 1, 10), ("B", 1, 20), ("C", 2, 5), ("D", None, None)):
        await created(owner, "deal", name=name, area=area, amount=amount)
    ask = {"group_by": ["area"], "measures": {"n": "COUNT()", "sum": "SUM(amount)", "large": "COUNT(name, amount > 10)"}}
    groups = body(await owner.post(owner.at(f"{DEAL}/aggregate"), json=ask))["groups"]
    assert groups[0] == {
        "key": {"area": 1},
        "values": {"n": 2, "sum": {"amount": "30.00", "currency": "AZN"}, "large": 1},
    }
    assert [group["values"]["n"] for group in groups] == [2, 1, 1]
    whole = body(await owner.post(owner.at(f"{DEAL}/aggregate"), json={"measures": ["COUNT()"], "filter": "area = 1"}))
    assert whole["groups"] == [{"key": {}, "values": {"COUNT()": 2}}]
    problem(await owner.post(owner.at(f"{DEAL}/aggregate"), json={"group_by": ["colour"]}), 422, None, "/group_by/0")
    problem(await owner.post(owner.at(f"{DEAL}/aggregate"), json={"measures": {"x": "SUM(name)"}}), 422, None, "/measures/x")
    problem(await owner.post(owner.at(f"{DEAL}/aggregate"), json={"measures": {"x": "DROP(name)"}}), 422, None, "/measures/x")


async def test_the_limit_of_records_is_a_clear_sentence(owner, database):
    from axin.platform.data.unit_of_work import tenant_transaction  # noqa: PLC0415
    from axin.tenants import limits, workspaces  # noqa: F401, PLC0415

    me = body(await owner.get("/api/auth/me"))
    assert me["workspaces"]
    await created(owner, "contact", name="A")
    from axin.platform.data.unit_of_work import control_row  # noqa: PLC0415

    row = await control_row("select tenant_no from workspace where slug = $1", owner.slug)
    async with tenant_transaction(row["tenant_no"]):
        await limits.set_limits({"records": 1})
    found = problem(await owner.post(owner.at(CONTACT), json={"values": {"name": "B"}}), 402, "limit_reached")
    assert "Upgrade" in found["detail"] or found["detail"]
