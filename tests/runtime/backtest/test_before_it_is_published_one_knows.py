"""What a scenario sets off, why it did not run, what a step would do, and who else is drawing: told before publishing."""

import pytest

from axin.runtime.runs.drain import drain_all
from tests.runtime.stories import action, firm, scenario


def on_contact(key, *steps, **more):
    return scenario(key, {"on": "record.created", "entity": "contact"}, *steps, run_as="role:owner", **more)


def renaming(key, **more):
    update = action("name", "record.update", entity="deal", id="=record.id", values={"name": "x"})
    return scenario(key, {"on": "record.updated", "entity": "deal", "fields": ["name"]}, update, run_as="role:owner", **more)


@pytest.fixture
async def office(api):
    return await api.sign_up()


async def contact(web, **values):
    answer = await web.post(web.at("records/contact"), json={"values": {"name": "Leyla", **values}})
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


async def why(web, key, record, **more):
    answer = await web.post(web.at(f"scenarios/{key}/why"), json={"record": record, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_the_map_shows_what_sets_off_what_circles_and_fields_that_two_write(office):
    opening = on_contact("opening", action("deal", "record.create", entity="deal", values={"name": "New"}))
    followed = scenario("followed", {"on": "record.created", "entity": "deal"}, action("note", "task.create", title="x"),
                        when="price > 1", run_as="role:owner")  # fmt: skip
    off = renaming("off", enabled=False)
    await office.put(office.at("draft"), json=firm(opening, followed, renaming("one"), renaming("two"), off))
    found = (await office.get(office.at("draft/map"))).json()
    links = {(link["from"], link["to"]): link for link in found["links"]}
    assert links[("opening", "followed")] | {"pointer": ""} == {
        "from": "opening", "to": "followed", "step": "deal", "action": "record.create", "guarded": True, "pointer": "",
    }  # fmt: skip
    assert not any("off" in pair for pair in links)
    assert found["loops"] == [["one", "two"]]
    assert [(one["entity"], one["field"], [writer["scenario"] for writer in one["writers"]]) for one in found["conflicts"]] == [
        ("deal", "name", ["one", "two"])
    ]


async def test_why_judges_by_what_the_trigger_saw_then(office):
    await office.publish(firm(on_contact("seen", action("task", "task.create", title="x"), when="NOT(ISBLANK(phone))")))
    record = await contact(office)
    await office.patch(office.at(f"records/contact/{record}"), json={"values": {"phone": "+994501234567"}})
    found = await why(office, "seen", record)
    assert (found["ran"], found["trigger"]["matched"], found["condition"]["value"]) == (False, True, False)
    assert [event["event"] for event in found["events"]] == ["record.created"]


async def test_why_names_each_reason_in_the_readers_language(office):
    await office.publish(firm())
    record = await contact(office)
    watching = scenario("watching", {"on": "record.updated", "entity": "contact", "fields": ["phone"]},
                        action("task", "task.create", title="x"), run_as="role:owner")  # fmt: skip
    await office.publish(firm(on_contact("late", action("task", "task.create", title="x")), watching,
                              on_contact("off", action("task", "task.create", title="x"), enabled=False)))  # fmt: skip
    late = await why(office, "late", record)
    assert (late["trigger"]["matched"], late["trigger"]["code"]) == (False, "published_later")
    assert (await why(office, "off", record))["trigger"]["code"] == "disabled"
    assert (await why(office, "watching", record))["trigger"]["code"] == "never"
    await office.patch(office.at(f"records/contact/{record}"), json={"values": {"name": "Aysel"}})
    found = await why(office, "watching", record)
    assert (found["trigger"]["matched"], found["trigger"]["code"]) == (False, "other_fields")
    await office.patch(office.at(f"records/contact/{record}"), json={"values": {"phone": "+994501234567"}})
    await drain_all()
    ran = await why(office, "watching", record)
    assert (ran["ran"], ran["trigger"]["matched"], len(ran["events"])) == (True, True, 2)
    before = await why(office, "watching", record, at=found["events"][0]["at"])
    assert before["trigger"]["code"] == "other_fields"
    assert (await office.post(office.at("scenarios/watching/why"), json={"record": record, "at": "soon"})).status_code == 422


async def test_a_record_that_is_gone_may_still_be_asked_about_and_a_foreign_one_not(office):
    await office.publish(firm(on_contact("seen", action("task", "task.create", title="x"), when='source = "site"')))
    record = await contact(office)
    await office.delete(office.at(f"records/contact/{record}"))
    assert (await why(office, "seen", record))["condition"]["value"] is False
    absent = await office.post(office.at("scenarios/seen/why"), json={"record": "01940000-0000-7000-8000-000000000000"})
    assert absent.status_code == 404


async def test_a_trial_ends_after_the_step_and_says_whether_it_came_so_far(office):
    steps = (
        action("first", "task.create", title="One"),
        {"key": "way", "if": '=record.source = "site"', "then": [action("site", "task.create", title="Site")],
         "else": [action("other", "task.create", title="Other"), action("more", "task.create", title="More")]},
        action("last", "task.create", title="Last"),
    )  # fmt: skip
    await office.publish(firm())
    record = await contact(office)
    await office.put(office.at("draft"), json=firm(on_contact("fresh", *steps)))

    async def tried(until):
        body = {"record": record, "until": until, "draft": True}
        return await office.post(office.at("scenarios/fresh/dry-run"), json=body)

    other = (await tried("other")).json()
    assert ([step["key"] for step in other["steps"]], other["reached"]) == (["first", "way", "other"], True)
    assert [step["key"] for step in (await tried("way")).json()["steps"]] == ["first", "way"]
    assert (await tried("site")).json()["reached"] is False
    unknown = await tried("nope")
    assert (unknown.status_code, unknown.json()["errors"][0]["pointer"]) == (422, "/until")
    assert (await office.get(office.at("tasks"))).json()["items"] == []


async def test_two_who_draw_at_once_hear_of_each_other(office):
    other = await office.member("admin")
    read = await office.get(office.at("draft"))
    assert (await other.put(other.at("draft"), json=firm(), headers={"if-match": read.headers["etag"]})).status_code == 200
    late = await office.put(office.at("draft"), json=firm(), headers={"if-match": read.headers["etag"]})
    assert (late.status_code, late.json()["code"]) == (412, "stale_version")
    assert late.json()["author"]["name"]
    state = (await office.get(office.at("draft/state"))).json()
    assert (state["author"], state["revision"]) == (late.json()["author"], late.json()["revision"])
    words = [change["words"] for change in (await office.get(office.at("draft/diff"))).json()["changes"]]
    assert "Added: entity “Contact”" in words
