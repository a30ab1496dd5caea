"""Who answers for a scenario finds its errors by their cause, runs all again; sees what is ahead, and why one did not run."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from e2e.flows.accessibility import violations
from e2e.flows.api import Api

HOURLY = {"key": "tidy", "title": "Tidy up", "trigger": {"on": "schedule", "cron": "0 6 * * *"}, "steps": [
    {"key": "end", "stop": {"result": "=1"}}]}  # fmt: skip
FAILS = {"key": "greet", "title": "Greet", "goal": "Nobody is forgotten", "saves_minutes": 3, "run_as": "author",
         "trigger": {"on": "record.created", "entity": "contact"}, "steps": [
             {"key": "office", "title": "Ask the office", "stop": {"error": "Nobody is in the office"}}]}  # fmt: skip
MENDED = {**FAILS, "steps": [{"key": "call", "action": "task.create", "with": {"title": "Call {{ record.name }}"}}]}
NEVER = {"key": "never", "title": "Large ones", "run_as": "author", "when": 'name = "Nobody"',
         "trigger": {"on": "record.created", "entity": "contact"}, "steps": HOURLY["steps"]}  # fmt: skip
PRESS = {"key": "press", "title": "Call them", "run_as": "author", "steps": MENDED["steps"],
         "trigger": {"on": "button", "entity": "contact", "title": "Call them", "bulk": True}}  # fmt: skip


def house(*scenarios: dict[str, Any]) -> dict[str, Any]:
    fields = [{"key": "name", "title": "Name", "type": "text", "required": True}]
    return {
        "axin": 1, "key": "firm", "title": "Firm", "settings": {"locale": "en", "timezone": "Asia/Baku", "currency": "AZN"},
        "entities": [{"key": "contact", "title": "Contact", "plural": "Contacts", "display": "name", "fields": fields}],
        "scenarios": list(scenarios),
    }  # fmt: skip


@pytest.fixture
def office(api: Api) -> Api:
    api.publish(house(FAILS, HOURLY, NEVER, PRESS))
    return api


def contact(office: Api, name: str) -> str:
    return str(office.call("POST", "records/contact", {"values": {"name": name}})["id"])


def test_errors_are_gathered_by_cause_and_run_again(page: Page, office: Api):
    for name in ("Anar", "Bahar", "Ceyhun"):
        contact(office, name)
    office.enter(page)
    page.goto(f"/w/{office.slug}/notifications")
    page.get_by_role("link", name="Open the errors").click()
    line = page.get_by_role("list", name="Errors by cause").get_by_role("listitem")
    expect(line).to_contain_text("3 runs failed")
    expect(line).to_contain_text("Nobody is in the office")
    assert violations(page) == []
    line.get_by_role("button", name="Show runs").click()
    expect(page.get_by_role("row").filter(has_text="Failed")).to_have_count(3)
    office.publish(house(MENDED, HOURLY, NEVER, PRESS))
    page.goto(f"/w/{office.slug}/build/runs?view=errors")
    line.get_by_role("button", name="Run all again").click()
    page.get_by_role("menuitem", name="From the start").click()
    expect(page.get_by_text("Nothing stands failed")).to_be_visible(timeout=20_000)
    page.goto(f"/w/{office.slug}/tasks")
    for name in ("Anar", "Bahar", "Ceyhun"):
        expect(page.get_by_text(f"Call {name}")).to_be_visible(timeout=20_000)


def test_what_is_ahead_comes_now_and_what_it_was_worth_is_told(page: Page, office: Api):
    office.enter(page)
    page.goto(f"/w/{office.slug}/build/runs?view=ahead")
    page.get_by_role("button", name="Run now: Tidy up").click()
    page.goto(f"/w/{office.slug}/build/runs")
    expect(page.get_by_role("row").filter(has_text="Tidy up")).to_be_visible(timeout=20_000)
    page.goto(f"/w/{office.slug}/build/runs?view=report")
    row = page.get_by_role("row").filter(has_text="Greet")
    expect(row).to_contain_text("Nobody is forgotten")
    assert violations(page) == []


def test_what_is_ahead_is_passed_once(page: Page, office: Api):
    office.enter(page)
    page.goto(f"/w/{office.slug}/build/runs?view=ahead")
    line = page.get_by_role("list", name="What is ahead").get_by_role("listitem").filter(has_text="Tidy up")
    moment = line.locator("time").get_attribute("datetime")
    line.get_by_role("button", name="Skip: Tidy up").click()
    expect(line.locator("time")).not_to_have_attribute("datetime", moment or "")
    assert office.call("GET", "runs?scenario=tidy")["items"] == []


def test_a_button_is_pressed_for_all_that_a_list_shows(page: Page, office: Api):
    for name in ("Anar", "Bahar", "Ceyhun"):
        contact(office, name)
    office.enter(page)
    page.goto(f"/w/{office.slug}/r/contact?q=Bahar")
    expect(page.get_by_role("status").filter(has_text="1 record")).to_be_visible()
    page.get_by_role("button", name="Run…", exact=True).click()
    page.get_by_role("menuitem", name="Call them").click()
    dialog = page.get_by_role("dialog", name="Call them")
    expect(dialog).to_contain_text("1 record")
    assert violations(page) == []
    dialog.get_by_role("button", name="Start").click()
    expect(page.get_by_text("Started on 1 record.")).to_be_visible()
    page.goto(f"/w/{office.slug}/tasks")
    expect(page.get_by_text("Call Bahar")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Call Anar")).to_have_count(0)


def test_a_record_says_why_a_scenario_did_not_run(page: Page, office: Api):
    anar = contact(office, "Anar")
    office.enter(page)
    page.goto(f"/w/{office.slug}/r/contact/{anar}")
    page.get_by_role("button", name="More").first.click()
    page.get_by_role("menuitem", name="Automation of this record").click()
    line = page.get_by_role("dialog").get_by_role("listitem").filter(has_text="Large ones").first
    expect(line).to_contain_text("Did not run")
    expect(line).to_contain_text("Its condition did not hold")
    assert violations(page) == []


def test_a_button_is_pressed_for_many_records(page: Page, office: Api):
    for name in ("Anar", "Bahar"):
        contact(office, name)
    office.enter(page)
    page.goto(f"/w/{office.slug}/r/contact")
    expect(page.get_by_text("Bahar")).to_be_visible()
    page.get_by_role("checkbox", name="Choose all").click()
    page.get_by_role("toolbar").get_by_role("button", name="Run…").click()
    page.get_by_role("menuitem", name="Call them").click()
    expect(page.get_by_text("Started on 2 records.")).to_be_visible()


def test_people_say_when_they_are_away(page: Page, office: Api):
    office.enter(page)
    page.goto(f"/w/{office.slug}/settings/times")
    page.get_by_role("button", name="Change working times").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("First day").fill("2099-01-04")
    dialog.get_by_label("Last day").fill("2099-01-08")
    dialog.get_by_role("button", name="Add").click()
    expect(dialog.get_by_role("button", name="Take back")).to_be_visible()
    dialog.get_by_role("switch", name="Hours of their own").check()
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_role("row").filter(has_text="Monday 09:00–18:00")).to_be_visible()
    assert violations(page) == []
