"""The run inspector: colours follow the run, conditions show values, loops their turns, tries their errors; a run is undone."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from e2e.conftest import Server
from e2e.flows.accessibility import violations
from e2e.flows.api import Api
from e2e.flows.firm import when_there_are


def task(key: str, title: str) -> dict[str, Any]:
    return {"key": key, "action": "task.create", "with": {"title": title}}


GREET: dict[str, Any] = {
    "key": "greet", "title": "Greet", "run_as": "role:owner", "trigger": {"on": "record.created", "entity": "contact"},
    "steps": [
        {"key": "large", "title": "Large?", "if": "=record.size > 100", "then": [task("senior", "For a senior")],
         "else": [task("junior", "For a junior")]},
        {"key": "found", "title": "All contacts", "action": "record.find",
         "with": {"entity": "contact", "filter": "size > 100", "sort": "name"}},
        {"key": "each", "title": "Each of them", "for_each": "=steps.found.records",
         "do": [task("ring", "Ring {{ item.name }}")]},
        {"key": "ask", "title": "Ask the archive", "call": "archive", "with": {"name": "=record.name"}},
        {"key": "pause", "title": "Let a day pass", "wait": {"for": "1d"}},
        task("end", "Ask how it was"),
    ],
}  # fmt: skip
ARCHIVE: dict[str, Any] = {
    "key": "archive", "title": "Archive", "run_as": "role:owner", "trigger": {"on": "scenario"},
    "steps": [{"key": "ok", "stop": {"result": "=1"}}],
}  # fmt: skip


def asks(port: int) -> dict[str, Any]:
    """Return a scenario that asks an office where nobody is."""
    ask = {"key": "sum", "title": "Ask the office", "action": "http.request",
           "with": {"method": "GET", "url": f"http://127.0.0.1:{port}/"},
           "on_error": {"retry": {"times": 1, "backoff": "fixed", "first": "1s"}}}  # fmt: skip
    deleted = {"on": "record.deleted", "entity": "contact"}
    return {"key": "broken", "title": "Compute", "run_as": "author", "trigger": deleted, "steps": [ask]}


MARKS: dict[str, Any] = {
    "key": "marks", "title": "Mark", "run_as": "role:owner", "trigger": {"on": "button", "entity": "contact", "title": "Mark"},
    "steps": [{"key": "mark", "action": "record.update", "with": {
        "entity": "contact", "id": "=record.id", "values": {"note": "Marked", "size": 500}}}],
}  # fmt: skip


@pytest.fixture
def office(api: Api, server: Server) -> Api:
    fields = [
        {"key": "name", "title": "Name", "type": "text", "required": True},
        {"key": "size", "title": "Size", "type": "number"},
        {"key": "note", "title": "Note", "type": "text"},
    ]
    api.publish({
        "axin": 1, "key": "firm", "title": "Firm", "settings": {"locale": "en", "timezone": "Asia/Baku", "currency": "AZN"},
        "entities": [{"key": "contact", "title": "Contact", "plural": "Contacts", "display": "name", "fields": fields}],
        "scenarios": [GREET, ARCHIVE, asks(server.sink), MARKS],
    })  # fmt: skip
    return api


def contact(office: Api, name: str, **values: object) -> str:
    return str(office.call("POST", "records/contact", {"values": {"name": name, **values}})["id"])


def run_of(office: Api, scenario: str, status: str) -> str:
    return str(when_there_are(office, f"runs?scenario={scenario}&status={status}", 1)[0]["id"])


def test_a_run_is_followed_from_step_to_step(page: Page, office: Api):
    for name in ("Anar", "Bahar"):
        contact(office, name, size=200)
    run = when_there_are(office, "runs?scenario=greet&status=waiting", 2)[0]["id"]
    office.enter(page)
    page.goto(f"/w/{office.slug}/build/runs/{run}")
    steps = page.get_by_role("complementary", name="Steps of the run")
    picture = page.get_by_role("group", name="Picture")
    expect(picture.get_by_role("img", name="Waiting")).to_be_visible()
    expect(picture.get_by_role("img", name="Done").first).to_be_visible()

    steps.get_by_role("button", name="Large?").click()
    expect(steps.get_by_text("= 200")).to_be_visible()
    expect(steps.get_by_text("Yes", exact=True).last).to_be_visible()
    expect(steps.get_by_text("2 turns")).to_be_visible()
    expect(steps.get_by_role("button", name="Turn 1")).to_have_attribute("aria-expanded", "true")
    steps.get_by_role("button", name="Turn 2").click()
    assert violations(page) == []

    office.call("POST", f"timers/wait.{run}/run")
    expect(picture.get_by_role("img", name="Waiting")).to_have_count(0)
    expect(page.get_by_text("Ask how it was").first).to_be_visible()

    steps.get_by_role("link", name="Archive").click()
    expect(page.get_by_role("heading", name="Archive", level=1)).to_be_visible()
    steps.get_by_role("link", name="Greet").click()
    expect(page.get_by_role("heading", name="Greet", level=1)).to_be_visible()


def test_what_was_tried_twice_shows_each_attempt_and_its_error(page: Page, office: Api):
    office.call("DELETE", f"records/contact/{contact(office, 'Anar')}")
    run = run_of(office, "broken", "failed")
    office.enter(page)
    page.goto(f"/w/{office.slug}/build/runs/{run}")
    steps = page.get_by_role("complementary", name="Steps of the run")
    expect(steps.get_by_text("try 2")).to_be_visible()
    expect(page.get_by_role("group", name="Picture").get_by_role("img", name="Failed")).to_be_visible()
    steps.get_by_role("button", name="Ask the office").click()
    expect(steps.get_by_text("Earlier attempts")).to_be_visible()
    expect(steps.get_by_role("listitem").filter(has_text="1.").last).to_contain_text("could not be reached")


def test_an_undone_run_lists_what_stayed_and_leads_there(page: Page, office: Api):
    anar = contact(office, "Anar", size=1)
    office.call("POST", "scenarios/marks/run", {"record": anar})
    run = run_of(office, "marks", "done")
    office.call("PATCH", f"records/contact/{anar}", {"values": {"note": "My own note"}})
    office.enter(page)
    page.goto(f"/w/{office.slug}/build/runs/{run}")
    page.get_by_text("Undo", exact=True).click()
    page.get_by_role("dialog", name="Undo this run?").get_by_role("button", name="Undo the run").click()
    note = page.get_by_role("alert").filter(has_text="This run has been undone")
    expect(note).to_contain_text("1 thing stayed as it is")
    expect(note.get_by_role("listitem")).to_have_text("Contact: Note was changed since (Test Admin)")
    assert violations(page) == []
    note.get_by_role("button", name="Contact: Note").click()
    expect(page.get_by_role("dialog").get_by_text("My own note").first).to_be_visible()
    values = office.call("GET", f"records/contact/{anar}")["values"]
    assert (values["note"], float(values["size"])) == ("My own note", 1)
