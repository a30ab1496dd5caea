"""Publishing is all or nothing: a draft may be anything, a version is valid, immutable, and what was seen."""

import copy

import pytest

SMALL = {
    "axin": 1,
    "key": "small",
    "title": "Small",
    "entities": [
        {"key": "contact", "title": "Contact", "fields": [{"key": "name", "type": "text", "required": True}]},
        {
            "key": "deal",
            "fields": [
                {"key": "name", "type": "text"},
                {"key": "client", "type": "link", "to": "contact", "inverse": "deals"},
                {"key": "price", "type": "money", "indexed": True},
            ],
        },
    ],
    "funnels": [{"key": "sales", "entity": "deal", "stages": [{"key": "new"}, {"key": "won", "kind": "won"}]}],
    "roles": [
        {"key": "seller", "access": [{"entity": "contact", "read": "all", "create": True}]},
        {"key": "maker", "builder": True, "access": [{"entity": "contact", "read": "own"}]},
    ],
}


def changed(**parts):
    return {**copy.deepcopy(SMALL), **parts}


async def test_a_fresh_workspace_has_a_valid_draft(api):
    await api.sign_up(title="Təmir")
    draft = await api.get(api.at("draft"))
    assert draft.status_code == 200
    assert draft.json()["title"] == "Təmir"
    assert draft.headers["etag"] == '"0"'
    report = await api.post(api.at("draft/check"))
    assert report.status_code == 200
    assert report.json() == {"errors": [], "warnings": []}


async def test_a_draft_may_be_any_object_and_comes_back_as_it_was_saved(api):
    await api.sign_up()
    document = {"not": ["a", "solution", 1.50, None, {"deep": {"er": True}}], "title": "ə"}
    saved = await api.put(api.at("draft"), json=document)
    assert saved.status_code == 200
    assert (await api.get(api.at("draft"))).json() == document
    report = (await api.post(api.at("draft/check"))).json()
    assert {error["code"] for error in report["errors"]} == {"required", "unknown_property"}


@pytest.mark.parametrize("body", ["[]", "3", "null", '"text"', "{", ""])
async def test_a_draft_that_is_no_object_is_refused(api, body):
    await api.sign_up()
    answer = await api.put(api.at("draft"), content=body, headers={"content-type": "application/json"})
    assert answer.status_code in {400, 422}
    assert answer.headers["content-type"] == "application/problem+json"


async def test_nobody_overwrites_a_draft_they_have_not_seen(api):
    await api.sign_up()
    first = await api.get(api.at("draft"))
    saved = await api.put(api.at("draft"), json=SMALL, headers={"if-match": first.headers["etag"]})
    assert saved.status_code == 200
    late = await api.put(api.at("draft"), json=changed(title="Late"), headers={"if-match": first.headers["etag"]})
    assert late.status_code == 412
    assert late.json()["code"] == "stale_version"
    assert (await api.get(api.at("draft"))).json() == SMALL
    again = await api.put(api.at("draft"), json=changed(title="Now"), headers={"if-match": saved.headers["etag"]})
    assert again.status_code == 200
    assert (await api.put(api.at("draft"), json=SMALL, headers={"if-match": '"nonsense"'})).status_code == 412


async def test_an_invalid_draft_is_refused_with_every_error_and_nothing_changes(api):
    await api.sign_up()
    await api.publish(SMALL)
    broken = changed(entities=[{"key": "Bad", "fields": [{"key": "x", "type": "txt"}]}], oops=1)
    await api.put(api.at("draft"), json=broken)
    answer = await api.post(api.at("publish"), json={"note": "no"})
    assert answer.status_code == 422
    body = answer.json()
    assert body["code"] == "invalid_solution"
    found = {(error["pointer"], error["code"]) for error in body["errors"]}
    assert {
        ("/entities/0/key", "bad_key"),
        ("/entities/0/fields/0/type", "unknown_field_type"),
        ("/oops", "unknown_property"),
    } <= found
    assert all(error["message"] for error in body["errors"])
    assert [item["version"] for item in (await api.get(api.at("versions"))).json()["items"]] == [1]


async def test_versions_are_kept_compared_and_restored(api):
    await api.sign_up()
    assert await api.publish(SMALL) == 1
    second = changed(title="Second", roles=[*SMALL["roles"], {"key": "third", "access": []}])
    assert await api.publish(second) == 2
    listed = (await api.get(api.at("versions"))).json()
    assert [item["version"] for item in listed["items"]] == [2, 1]
    assert listed["items"][0]["author"]["name"] == "Owner"
    assert (await api.get(api.at("versions/1"))).json()["document"] == SMALL
    changes = (await api.get(api.at("versions/1/diff/2"))).json()["changes"]
    assert {(change["kind"], change["pointer"]) for change in changes} == {("changed", "/title"), ("added", "/roles/2")}
    assert next(change for change in changes if change["pointer"] == "/title")["to"] == "Second"
    assert all(change["words"] for change in changes)
    restored = await api.post(api.at("versions/1/restore"))
    assert restored.status_code == 201
    assert restored.json()["version"] == 3
    assert (await api.get(api.at("versions/3"))).json()["document"] == SMALL
    assert (await api.get(api.at("draft"))).json() == SMALL
    assert (await api.get(api.at("versions/9"))).status_code == 404


async def test_saving_after_publishing_goes_on_from_the_same_revision(api):
    await api.sign_up()
    saved = await api.put(api.at("draft"), json=SMALL)
    assert (await api.post(api.at("publish"), json={})).status_code == 201
    later = await api.put(api.at("draft"), json=changed(title="More"), headers={"if-match": saved.headers["etag"]})
    assert later.status_code == 200
    assert later.headers["x-base-version"] == "1"


async def test_only_those_who_build_see_the_draft(api):
    await api.sign_up()
    await api.publish(SMALL)
    seller, maker = await api.member("seller"), await api.member("maker", "Murad")
    for path in ("draft", "versions", "versions/1"):
        assert (await seller.get(seller.at(path))).status_code == 403
    assert (await seller.put(seller.at("draft"), json=SMALL)).status_code == 403
    assert (await seller.post(seller.at("publish"), json={})).status_code == 403
    assert (await maker.get(maker.at("draft"))).status_code == 200


async def test_a_builder_cannot_publish_more_than_their_own_rights(api):
    await api.sign_up()
    await api.publish(SMALL)
    maker = await api.member("maker")
    roles = copy.deepcopy(SMALL["roles"])
    roles[1]["access"][0]["read"] = "all"
    scenario = {"key": "s", "trigger": {"on": "record.created", "entity": "contact"}, "run_as": "role:seller", "steps": []}
    await maker.put(
        maker.at("draft"), json=changed(roles=roles, scenarios=[scenario, {**scenario, "key": "t", "run_as": "role:admin"}])
    )
    answer = await maker.post(maker.at("publish"), json={})
    assert answer.status_code == 422
    found = {(error["pointer"], error["code"]) for error in answer.json()["errors"]}
    assert found == {(place, "beyond_author") for place in ("/roles/1/access/0", "/scenarios/0/run_as", "/scenarios/1/run_as")}
    await maker.put(maker.at("draft"), json=changed(scenarios=[{**scenario, "run_as": "author"}]))
    assert (await maker.post(maker.at("publish"), json={})).status_code == 201


async def test_numbers_are_never_reused(make_workspace):
    world = await make_workspace(SMALL)
    before = world.plan.entities["deal"].fields
    assert before["price"].slot == "num_1"
    assert before["client"].slot == "ref_1"
    retyped = copy.deepcopy(SMALL)
    retyped["entities"][1]["fields"][2] = {"key": "price", "type": "number"}
    retyped["entities"][1]["fields"].append({"key": "extra", "type": "text"})
    after = (await world.publish(retyped)).entities["deal"].fields
    assert after["name"].no == before["name"].no
    assert after["price"].no not in {field.no for field in before.values()}
    assert after["price"].slot != before["price"].slot
    back = (await world.publish(SMALL)).entities["deal"].fields
    assert {key: (field.no, field.slot) for key, field in back.items()} == {k: (f.no, f.slot) for k, f in before.items()}


async def test_what_a_change_hides_is_a_warning(api):
    await api.sign_up()
    await api.publish(SMALL)
    smaller = copy.deepcopy(SMALL)
    smaller["entities"][1]["fields"] = [{"key": "name", "type": "long_text"}, {"key": "price", "type": "money"}]
    await api.put(api.at("draft"), json=smaller)
    report = (await api.post(api.at("draft/check"))).json()
    assert report["errors"] == []
    found = {(warning["pointer"], warning["code"]) for warning in report["warnings"]}
    assert {("/entities/1/fields", "field_removed"), ("/entities/1/fields/0/type", "type_changed")} <= found


async def test_messages_speak_the_readers_language(api):
    await api.sign_up()
    await api.put(api.at("draft"), json=changed(oops=1))
    program = await api.token("admin")
    told = {}
    for locale in ("en", "az", "ru"):
        report = (await program.post(program.at("draft/check"), headers={"accept-language": locale})).json()
        told[locale] = report["errors"][0]["message"]
    assert len(set(told.values())) == 3


async def test_the_live_solution_shows_a_role_only_what_exists_for_it(api):
    await api.sign_up()
    await api.publish(SMALL)
    whole = (await api.get(api.at("solution"))).json()
    assert [entity["key"] for entity in whole["entities"]] == ["contact", "deal"]
    assert whole["me"] == {"role": "owner", "can_build": True}
    seller = await api.member("seller")
    part = (await seller.get(seller.at("solution"))).json()
    assert [entity["key"] for entity in part["entities"]] == ["contact"]
    assert part["funnels"] == []
    assert part["entities"][0]["inverses"] == []
    assert "deal" not in str(part)


async def test_the_catalogue_says_what_runs(api):
    found = (await api.get("/api/catalog")).json()
    actions = {action["key"]: action["runs"] for action in found["actions"]}
    assert actions["record.create"]
    assert actions["code.run"]
    assert not actions["sms.send"]
    assert {len(kind["title"]) for kind in found["field_types"]} == {3}


async def test_a_stage_with_records_in_it_stays(api):
    await api.sign_up()
    await api.publish(SMALL)
    body = {"values": {"name": "x"}, "funnel": "sales", "stage": "new"}
    made = await api.post(api.at("records/deal"), json=body)
    assert made.status_code == 201, made.text
    fewer = copy.deepcopy(SMALL)
    fewer["funnels"][0]["stages"] = [{"key": "fresh"}, {"key": "won", "kind": "won"}]
    await api.put(api.at("draft"), json=fewer)
    answer = await api.post(api.at("publish"), json={})
    assert answer.status_code == 422
    assert [(error["pointer"], error["code"]) for error in answer.json()["errors"]] == [("/funnels/0/stages", "stage_in_use")]
    moved = await api.post(api.at(f"records/deal/{made.json()['id']}/stage"), json={"funnel": "sales", "stage": "won"})
    assert moved.status_code == 200, moved.text
    assert (await api.post(api.at("publish"), json={})).status_code == 201


async def test_a_formula_is_checked_where_it_stands(api):
    await api.sign_up()
    step = {"key": "found", "action": "record.find", "with": {"entity": "deal"}}
    after = {"key": "note", "if": "=TRUE", "then": [{"key": "end", "stop": {}}]}
    scenario = {"key": "s", "trigger": {"on": "record.created", "entity": "contact"}, "steps": [step, after]}
    await api.put(api.at("draft"), json=changed(scenarios=[scenario]))

    async def check(source, **place):
        return (await api.post(api.at("formulas/check"), json={"source": source, **place})).json()

    assert await check("price * 2", entity="deal") == {"type": "money", "errors": []}
    wrong = await check("prise * 2", entity="deal")
    assert wrong["type"] is None
    assert wrong["errors"][0]["suggestion"] == "price"
    assert (wrong["errors"][0]["start"], wrong["errors"][0]["end"]) == (0, 5)
    assert (await check("=steps.found.count > 1", pointer="/scenarios/0/steps/1/if"))["type"] == "boolean"
    assert (await check("steps.found.first.price", pointer="/scenarios/0/steps/1/then/0/when"))["type"] == "money"
    assert (await check("steps.found.count > 1", pointer="/scenarios/0/steps/0/when"))["type"] is None
    assert (await check("price > 5 AND record.name = name", pointer="/scenarios/0/steps/0/with/filter"))["type"] == "boolean"
    assert (await check("name = previous.name", pointer="/scenarios/0/when"))["type"] == "boolean"
    for pointer in ("/nothing", "/scenarios/9/when", "nonsense", "/scenarios/0/steps/99/if", "/roles/0/access/0/read"):
        assert (await api.post(api.at("formulas/check"), json={"source": "1", "pointer": pointer})).status_code == 200


async def test_a_formula_over_many_records_is_checked_over_their_fields(api):
    await api.sign_up()
    found = {"key": "found", "action": "record.find", "with": {"entity": "deal"}}
    each = {"key": "each", "for_each": "=steps.found.records", "do": [{"key": "end", "stop": {}}]}
    total = {"key": "total", "action": "record.aggregate", "with": {"entity": "deal", "formula": "SUM(price)"}}
    scenario = {"key": "s", "trigger": {"on": "record.created", "entity": "contact"}, "steps": [found, each, total]}
    document = changed(scenarios=[scenario])
    document["entities"][0]["fields"].append({"key": "spent", "type": "rollup", "of": "deals", "formula": "SUM(price)"})
    await api.put(api.at("draft"), json=document)

    async def check(source, pointer):
        return (await api.post(api.at("formulas/check"), json={"source": source, "pointer": pointer})).json()

    assert (await check("SUM(price)", "/entities/0/fields/1/formula"))["type"] == "money"
    assert (await check("SUM(price)", "/scenarios/0/steps/2/with/formula"))["type"] == "money"
    assert (await check("price", "/scenarios/0/steps/2/with/filter"))["type"] == "money"
    assert (await check("item.price", "/scenarios/0/steps/1/do/0/stop/result"))["type"] == "money"
    assert (await check("index + 1", "/scenarios/0/steps/1/do/0/when"))["type"] == "number"
    assert (await check("item.price", "/scenarios/0/steps/1/for_each"))["type"] is None


async def test_schedules_follow_what_is_published(api, database):
    await api.sign_up()
    nightly = {"key": "nightly", "trigger": {"on": "schedule", "cron": "0 3 * * *"}, "steps": []}
    assert await api.publish(changed(scenarios=[nightly])) == 1
    assert await api.publish(changed(scenarios=[{**nightly, "enabled": False}])) == 2


async def test_a_missing_responsible_blocks_publishing(api):
    await api.sign_up()

    async def faults(responsible, among="role:seller"):
        choose = {"key": "who", "action": "assign.choose", "with": {"among": among, "rule": "round_robin"}}
        create = {"entity": "contact", "values": {"name": "x"}, "responsible": responsible}
        steps = [choose, {"key": "make", "action": "record.create", "with": create}]
        scenario = {"key": "s", "trigger": {"on": "record.created", "entity": "deal"}, "steps": steps}
        await api.put(api.at("draft"), json=changed(scenarios=[scenario]))
        answer = await api.post(api.at("publish"), json={})
        return {(error["pointer"].rsplit("/", 1)[1], error["code"]) for error in answer.json().get("errors", [])}

    assert await faults("=steps.chosen.user") == {("responsible", "unknown_step")}
    assert await faults("0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b") == {("responsible", "unknown_user")}
    assert await faults("=steps.who.user", "role:nobody") == {("among", "unknown_role")}
    assert await faults("=steps.who.user", ["0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"]) == {("0", "unknown_user")}
    assert await faults(api.user["id"]) == set()
    assert await faults("=steps.who.user") == set()


async def test_values_that_are_there_twice_cannot_become_unique(api):
    await api.sign_up()
    await api.publish(SMALL)
    wanted = copy.deepcopy(SMALL)
    wanted["entities"][0]["fields"][0]["unique"] = True
    wanted["entities"][1]["unique"] = [["name", "client"]]
    made = [await api.post(api.at("records/contact"), json={"values": {"name": "x"}}) for _ in range(2)]
    assert [answer.status_code for answer in made] == [201, 201]
    await api.put(api.at("draft"), json=wanted)
    found = [(error["pointer"], error["code"]) for error in (await api.post(api.at("draft/check"))).json()["errors"]]
    assert found == [("/entities/0/fields/0/unique", "unique_in_use")]


async def test_what_becomes_unique_is_so_for_the_records_that_are_there(api):
    await api.sign_up()
    await api.publish(SMALL)
    made = [await api.post(api.at("records/contact"), json={"values": {"name": name}}) for name in ("x", "y")]
    wanted = copy.deepcopy(SMALL)
    wanted["entities"][0]["fields"][0]["unique"] = True
    await api.publish(wanted)
    again = await api.post(api.at("records/contact"), json={"values": {"name": "x"}})
    assert (again.status_code, again.json()["errors"][0]["code"]) == (422, "not_unique")
    gone = await api.delete(api.at(f"records/contact/{made[0].json()['id']}"))
    assert gone.status_code in {200, 204}
    assert (await api.post(api.at("records/contact"), json={"values": {"name": "x"}})).status_code == 201


async def test_a_document_that_does_not_say_takes_the_workspaces_settings(make_workspace):
    world = await make_workspace(SMALL)
    assert (world.plan.locale, world.plan.timezone, world.plan.currency) == ("az", "Asia/Baku", "AZN")
    said = await world.publish(changed(settings={"locale": "ru", "currency": "EUR"}))
    assert (said.locale, said.timezone, said.currency) == ("ru", "Asia/Baku", "EUR")


async def test_a_marked_field_for_which_no_column_is_free_is_told_before_it_is_published(api):
    await api.sign_up()
    numbers = [{"key": f"n{n}", "type": "number", "indexed": n < 6} for n in range(6)]
    document = changed(entities=[{"key": "part", "fields": numbers}], funnels=[], roles=[])
    await api.publish(document)
    document["entities"][0]["fields"].append({"key": "late", "type": "number", "indexed": True})
    await api.put(api.at("draft"), json=document)
    report = (await api.post(api.at("draft/check"))).json()
    assert (report["errors"], [(one["pointer"], one["code"]) for one in report["warnings"]]) == (
        [],
        [("/entities/0/fields/6/indexed", "no_free_slot")],
    )
    published = await api.post(api.at("publish"), json={})
    assert [one["code"] for one in published.json()["warnings"]] == ["no_free_slot"]
    document["entities"][0]["fields"][6].pop("indexed")
    await api.put(api.at("draft"), json=document)
    assert (await api.post(api.at("draft/check"))).json()["warnings"] == []


async def test_a_check_speaks_the_language_that_the_studio_shows(api):
    await api.sign_up()
    assert (await api.patch("/api/auth/me", json={"locale": "az"})).status_code == 200
    await api.put(api.at("draft"), json=changed(entities=[]))
    said = {}
    for language in ("az", "ru", "en", "de", "en-US,en;q=0.9"):
        report = (await api.post(api.at("draft/check"), headers={"accept-language": language})).json()
        said[language] = report["errors"][0]["message"]
    assert len({said[language] for language in ("az", "ru", "en")}) == 3
    assert said["de"] == said["en-US,en;q=0.9"] == said["az"]
