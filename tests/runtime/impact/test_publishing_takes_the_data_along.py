"""Publishing takes the data along: counted before, carried out with it, and only for eyes that may see it."""

import copy
from decimal import Decimal

import pytest

from axin.runtime.jobs.drain import drain_all

OPTIONS = [{"key": "site", "title": "Website"}, {"key": "call", "title": "Call"}]
SMALL = {
    "axin": 1,
    "key": "small",
    "title": "Small",
    "entities": [
        {
            "key": "deal",
            "title": "Deal",
            "display": "name",
            "fields": [
                {"key": "name", "type": "text"},
                {"key": "size", "type": "text"},
                {"key": "source", "type": "select", "options": OPTIONS},
                {"key": "tags", "type": "multi_select", "options": OPTIONS},
                {"key": "secret", "type": "text"},
            ],
        }
    ],
    "funnels": [{"key": "sales", "entity": "deal", "stages": [{"key": "new"}, {"key": "work"}, {"key": "won", "kind": "won"}]}],
    "roles": [
        {
            "key": "maker",
            "builder": True,
            "access": [{"entity": "deal", "read": "own", "create": True, "update": "own", "fields": {"secret": "hidden"}}],
        }
    ],
    "scenarios": [],
}
FIELD = "/entities/0/fields/"


@pytest.fixture
async def firm(api):
    await api.sign_up()
    await api.publish(SMALL)
    return api


def changed(change):
    document = copy.deepcopy(SMALL)
    change(document)
    return document


def retyped(index, **field):
    def change(document):
        fields = document["entities"][0]["fields"]
        fields[index] = {"key": fields[index]["key"], **field}

    return changed(change)


async def make(api, count=1, **values):
    answer = await api.post(
        api.at("records/deal/batch"), json={"create": [{"values": values} for _ in range(count)], "update": [], "delete": []}
    )
    assert answer.status_code in {200, 201}, answer.text
    return [record["id"] for record in answer.json()["created"]]


async def ask(api, **question):
    answer = await api.post(api.at("draft/impact"), json=question)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def publish(api, document, *decisions, status=201):
    assert (await api.put(api.at("draft"), json=document)).status_code == 200
    answer = await api.post(api.at("publish"), json={"note": "", "decisions": list(decisions)})
    assert answer.status_code == status, answer.text
    return answer.json()


async def values(api, record):
    return (await api.get(api.at(f"records/deal/{record}"))).json()["values"]


async def test_a_field_that_goes_tells_how_many_records_hold_something(firm):
    await make(firm, 3, size="12")
    await make(firm, 2, name="without")
    answer = await ask(firm, pointer=f"{FIELD}1")
    assert answer["uses"] == []
    assert [(one["effect"], one["count"], one["capped"], one["actions"]) for one in answer["data"]] == [
        ({"kind": "field_removed", "entity": "deal", "field": "size"}, 3, False, ["keep", "move"])
    ]


async def test_a_type_change_says_what_converts_and_what_is_lost_before_it_is_made(firm):
    await make(firm, 2, size="1 250,5")
    [odd] = await make(firm, 1, size="big")
    answer = await ask(firm, pointer=f"{FIELD}1", to={"key": "size", "type": "number"})
    [concern] = answer["data"]
    assert (concern["converts"], concern["lost"], concern["old_type"], concern["new_type"]) == (2, 1, "text", "number")
    assert concern["examples"] == [{"id": odd, "number": 3, "value": "big"}]
    assert (await values(firm, odd))["size"] == "big"


async def test_a_type_change_converts_with_the_publishing(firm):
    [good] = await make(firm, 1, size="1 250,5")
    [odd] = await make(firm, 1, size="big")
    published = await publish(firm, retyped(1, type="number"))
    assert (await values(firm, good))["size"] == Decimal("1250.5")
    assert (await values(firm, odd))["size"] is None
    [job] = published["jobs"]
    told = (await firm.get(firm.at(f"jobs/{job}"))).json()
    assert (told["kind"], told["status"]) == ("convert", "done")
    assert (told["result"]["converted"], told["result"]["lost"]) == (1, 1)
    assert told["result"]["examples"] == [{"id": odd, "number": 2}]
    history = (await firm.get(firm.at(f"records/deal/{good}/history"))).json()["items"]
    assert history[0]["cause"]["kind"] == "system"


async def test_more_than_a_chunk_is_converted_by_a_job_that_goes_on(firm):
    records = await make(firm, 450, size="7")
    published = await publish(firm, retyped(1, type="integer"))
    await drain_all()
    told = (await firm.get(firm.at(f"jobs/{published['jobs'][0]}"))).json()
    assert (told["status"], told["done"], told["total"], told["result"]["converted"]) == ("done", 450, 450, 450)
    assert [(await values(firm, record))["size"] for record in (records[0], records[-1])] == [7, 7]


async def test_what_is_changed_meanwhile_is_neither_lost_nor_overwritten(firm):
    records = await make(firm, 450, size="7")
    last = max(records)
    await publish(firm, retyped(1, type="integer"))
    assert (await values(firm, last))["size"] is None
    await firm.patch(firm.at(f"records/deal/{last}"), json={"values": {"name": "touched"}})
    second = sorted(records)[-2]
    await firm.patch(firm.at(f"records/deal/{second}"), json={"values": {"size": 8}})
    await drain_all()
    assert (await values(firm, last))["size"] == 7
    assert (await values(firm, second))["size"] == 8


async def test_a_type_change_may_begin_empty_and_the_old_type_brings_the_old_values_back(firm):
    [record] = await make(firm, 1, size="12")
    answer = {"kind": "type_changed", "entity": "deal", "field": "size", "action": "empty"}
    assert (await publish(firm, retyped(1, type="number"), answer))["jobs"] == []
    assert (await values(firm, record))["size"] is None
    await firm.patch(firm.at(f"records/deal/{record}"), json={"values": {"name": "touched"}})
    await publish(firm, SMALL)
    assert (await values(firm, record))["size"] == "12"


async def test_a_type_that_changes_there_and_back_keeps_what_was_written_between(firm):
    [record] = await make(firm, 1, size="7")
    [cleared] = await make(firm, 1, size="9")
    [odd] = await make(firm, 1, size="big")
    await publish(firm, retyped(1, type="number"))
    await firm.patch(firm.at(f"records/deal/{record}"), json={"values": {"size": 8}})
    await firm.patch(firm.at(f"records/deal/{cleared}"), json={"values": {"size": None}})
    await publish(firm, SMALL)
    assert [(await values(firm, one))["size"] for one in (record, cleared, odd)] == ["8", None, "big"]
    found = await firm.get(firm.at("records/deal"), params={"filter": 'size = "9" OR size = "7"'})
    assert found.json()["items"] == []


async def test_values_of_a_field_that_goes_may_move_to_another(firm):
    [record] = await make(firm, 1, size="12")
    [full] = await make(firm, 1, size="13", name="has one")
    gone = changed(lambda document: document["entities"][0]["fields"].pop(1))
    await publish(firm, gone, {"kind": "field_removed", "entity": "deal", "field": "size", "action": "move", "to": "name"})
    assert (await values(firm, record))["name"] == "12"
    assert (await values(firm, full))["name"] == "has one"


@pytest.mark.parametrize(
    ("action", "source", "tags"),
    [
        ({"action": "replace", "to": "call"}, "call", ["call"]),
        ({"action": "clear"}, None, ["call"]),
        ({"action": "keep"}, "site", None),
    ],
)
async def test_records_of_an_option_that_goes_become_what_was_said(firm, action, source, tags):
    [record] = await make(firm, 1, source="site", tags=["site", "call"])

    def drop(document):
        for index in (2, 3):
            document["entities"][0]["fields"][index]["options"] = OPTIONS[1:]

    places = [
        {"kind": "option_removed", "entity": "deal", "field": field, "option": "site", **action} for field in ("source", "tags")
    ]
    await publish(firm, changed(drop), *places)
    found = await values(firm, record)
    assert found["source"] == source
    assert tags is None or found["tags"] == tags


async def test_a_stage_with_records_goes_only_where_it_is_said(firm):
    made = await firm.post(firm.at("records/deal"), json={"values": {"name": "x"}, "funnel": "sales", "stage": "work"})
    record = made.json()["id"]
    gone = changed(lambda document: document["funnels"][0]["stages"].pop(1))
    asked = await ask(firm, pointer="/funnels/0/stages/1")
    assert [(one["count"], one["actions"], one["targets"]) for one in asked["data"]] == [(1, ["move"], ["new", "won"])]
    refused = await publish(firm, gone, status=422)
    assert [error["code"] for error in refused["errors"]] == ["stage_in_use"]
    stage = {"kind": "stage_removed", "entity": "deal", "funnel": "sales", "stage": "work", "action": "move"}
    wrong = await publish(firm, gone, {**stage, "to": "work"}, status=422)
    assert [(error["pointer"], error["code"]) for error in wrong["errors"]] == [("/decisions/0", "unknown_target")]
    await publish(firm, gone, {**stage, "to": "new"})
    assert (await firm.get(firm.at(f"records/deal/{record}"))).json()["stage"] == "new"


async def test_records_of_a_stage_may_go_into_one_that_comes_with_it(firm):
    made = await firm.post(firm.at("records/deal"), json={"values": {"name": "x"}, "funnel": "sales", "stage": "work"})

    def replace(document):
        document["funnels"][0]["stages"][1] = {"key": "doing"}

    stage = {"kind": "stage_removed", "entity": "deal", "funnel": "sales", "stage": "work", "action": "move", "to": "doing"}
    await publish(firm, changed(replace), stage)
    assert (await firm.get(firm.at(f"records/deal/{made.json()['id']}"))).json()["stage"] == "doing"


async def test_a_funnel_with_records_goes_when_they_may_stand_nowhere(firm):
    made = await firm.post(firm.at("records/deal"), json={"values": {"name": "x"}, "funnel": "sales", "stage": "work"})
    gone = changed(lambda document: document["funnels"].clear())
    await publish(firm, gone, status=422)
    await publish(firm, gone, {"kind": "funnel_removed", "entity": "deal", "funnel": "sales", "action": "clear"})
    record = (await firm.get(firm.at(f"records/deal/{made.json()['id']}"))).json()
    assert (record["funnel"], record["stage"]) == (None, None)


async def test_a_role_that_goes_tells_how_many_people_have_it(firm):
    await firm.member("maker")
    [concern] = (await ask(firm, pointer="/roles/0"))["data"]
    assert (concern["effect"], concern["count"]) == ({"kind": "role_removed", "role": "maker"}, 1)


async def test_the_whole_draft_is_asked_about_beside_what_is_live(firm):
    await make(firm, 2, size="1")
    await firm.put(firm.at("draft"), json=changed(lambda document: document["entities"][0]["fields"].pop(1)))
    answer = await ask(firm)
    assert [(one["effect"]["kind"], one["count"]) for one in answer["data"]] == [("field_removed", 2)]


async def test_a_builder_counts_only_what_they_may_see(firm):
    await make(firm, 3, size="big", secret="s")
    maker = await firm.member("maker")
    await make(maker, 1, size="12")
    [concern] = (await ask(maker, pointer=f"{FIELD}1", to={"key": "size", "type": "number"}))["data"]
    assert (concern["count"], concern["converts"], concern["lost"], concern["examples"]) == (1, 1, 0, [])
    [hidden] = (await ask(maker, pointer=f"{FIELD}4"))["data"]
    assert (hidden["count"], hidden["examples"]) == (None, [])
    moved = {"kind": "field_removed", "entity": "deal", "field": "secret", "action": "move", "to": "name"}
    gone = changed(lambda document: (document["entities"][0]["fields"].pop(4), document["roles"][0]["access"][0].pop("fields")))
    refused = await publish(maker, gone, moved, status=422)
    assert "beyond_author" in {error["code"] for error in refused["errors"]}


async def test_who_does_not_build_asks_nothing(firm):
    member = await firm.member("member")
    assert (await member.post(member.at("draft/impact"), json={"pointer": f"{FIELD}1"})).status_code == 403


def deep(levels):
    document = {"end": True}
    for _ in range(levels):
        document = {"in": [document]}
    return document


def fields_of_deal(*fields):
    return {"entities": [{"key": "deal", "fields": list(fields)}]}


@pytest.mark.parametrize(
    "draft",
    [
        {"entities": "none", "funnels": [[]], "roles": {"key": 3}},
        fields_of_deal({"key": "size", "type": ["x"]}, {"key": "source", "type": "select", "options": 5}),
        fields_of_deal({"key": "size", "type": "link", "to": {}}, {"key": "name", "type": "number", "min": "x"}),
        {"entities": [{"key": "deal"}], "funnels": [{"key": "sales", "entity": "deal", "stages": [deep(80)]}], "more": deep(80)},
    ],
)
async def test_a_hostile_draft_gets_an_answer_never_a_fault(firm, draft):
    await make(firm, 1, size="1", source="site")
    assert (await firm.put(firm.at("draft"), json=draft)).status_code == 200
    for pointer in (None, "/entities", "/entities/0", "/entities/0/fields/0", "/nothing", "x", "/entities/0/key/0"):
        for to in (None, {}, {"key": "size", "type": "number"}, {"key": {"key": []}, "type": 7}):
            answer = await firm.post(firm.at("draft/impact"), json={"pointer": pointer, "to": to})
            assert answer.status_code in {200, 422}, answer.text
    answer = await firm.post(firm.at("publish"), json={"decisions": [{"kind": "role_removed", "role": "x", "action": "keep"}]})
    assert answer.status_code == 422
