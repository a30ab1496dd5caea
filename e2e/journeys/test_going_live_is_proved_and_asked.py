"""A change goes live: tried on a record and on what has been, proved by a pinned run, and asked about the runs under way."""

import re
import time

from playwright.sync_api import Page, expect

from e2e.flows.building import Builder

SCENARIO = {
    "key": "sort",
    "title": "Sort deals",
    "trigger": {"on": "record.created", "entity": "deal"},
    "run_as": "role:owner",
    "steps": [
        {"key": "big", "title": "Large?", "if": "=record.price > 100",
         "then": [{"key": "senior", "action": "task.create", "with": {"title": "For a senior"}}],
         "else": [{"key": "junior", "action": "task.create", "with": {"title": "For a junior"}}]},
    ],
}  # fmt: skip
WAITING = {
    "key": "remind",
    "title": "Remind",
    "trigger": {"on": "record.created", "entity": "deal"},
    "run_as": "role:owner",
    "steps": [
        {"key": "pause", "title": "Wait a day", "wait": {"for": "1d"}},
        {"key": "call", "action": "task.create", "with": {"title": "Call"}},
    ],
}


def firm(*scenarios):
    return {
        "axin": 1,
        "key": "firm",
        "title": "Firm",
        "settings": {"locale": "en", "timezone": "Asia/Baku", "currency": "AZN"},
        "entities": [
            {"key": "deal", "title": "Deal", "plural": "Deals", "display": "name", "fields": [
                {"key": "name", "title": "Name", "type": "text", "required": True},
                {"key": "price", "title": "Price", "type": "number"},
            ]},
        ],
        "scenarios": list(scenarios),
    }  # fmt: skip


def finished_run(api, scenario, *statuses):
    for _ in range(100):
        runs = api.call("GET", f"runs?scenario={scenario}")["items"]
        if runs and runs[0]["status"] in statuses:
            return runs[0]["id"]
        time.sleep(0.1)
    raise AssertionError(runs)


def test_what_a_pinned_run_proves_is_confirmed_and_runs_under_way_are_asked_about(page: Page, api):
    api.publish(firm(SCENARIO, WAITING))
    api.enter(page)
    api.call("POST", "records/deal", {"values": {"name": "Flat", "price": 150}})
    run = finished_run(api, "sort", "done")
    finished_run(api, "remind", "waiting")

    page.goto(f"/w/{api.slug}/build/runs/{run}")
    page.get_by_role("button", name="Pin", exact=True).click()
    dialog = page.get_by_role("dialog", name="Pin this run")
    dialog.get_by_role("textbox", name="What it proves").fill("A large deal goes to a senior")
    dialog.get_by_role("button", name="Pin", exact=True).click()
    expect(page.get_by_role("button", name="Unpin")).to_be_visible()

    changed = {**SCENARIO, "steps": [{**SCENARIO["steps"][0], "if": "=record.price > 500"}]}
    moved = {**WAITING, "steps": [{**WAITING["steps"][0], "key": "rest", "title": "Wait two days", "wait": {"for": "2d"}},
                                  WAITING["steps"][1]]}  # fmt: skip
    api.call("PUT", "draft", firm(changed, moved))
    builder = Builder(page, api.slug)
    builder.open("/scenarios/sort")
    page.get_by_role("button", name="Try it").click()
    drawer = page.get_by_role("dialog", name="Try before you publish")
    drawer.get_by_role("textbox", name="Record").or_(drawer.get_by_role("combobox", name="Record")).first.click()
    page.get_by_role("option").first.click()
    drawer.get_by_role("button", name="Try", exact=True).click()
    expect(drawer.get_by_text("For a junior")).to_be_visible()
    drawer.get_by_role("tab", name="On what has been").click()
    drawer.get_by_role("button", name="Start", exact=True).click()
    expect(drawer.get_by_role("heading", name="Which way it would have gone")).to_be_visible()
    drawer.get_by_role("tab", name="Pinned runs").click()
    expect(drawer.get_by_text("another way")).to_be_visible()
    page.keyboard.press("Escape")

    page.get_by_role("button", name="Publish", exact=True).click()
    publishing = page.get_by_role("dialog", name="Publish the draft")
    go = publishing.get_by_role("button", name="Publish now")
    expect(publishing.get_by_text("scenario “Sort deals”")).to_be_visible()
    expect(publishing.get_by_text("A large deal goes to a senior", exact=True)).to_be_visible()
    expect(go).to_be_disabled()
    publishing.get_by_role("checkbox", name=re.compile("This is meant")).check()
    flight = publishing.get_by_role("group", name="Runs under way")
    expect(flight.get_by_text("1 stands at “Wait a day”")).to_be_visible()
    flight.get_by_text("Move to the new version", exact=True).click()
    expect(go).to_be_disabled()
    builder.choose(flight.get_by_role("combobox", name=re.compile("go on at")), "Wait two days")
    publishing.get_by_role("button", name="Before and after").first.click()
    pictures = page.get_by_role("dialog", name="Sort deals")
    expect(pictures.get_by_role("region", name="Before")).to_be_visible()
    expect(pictures.get_by_role("region", name="After").get_by_text("changed")).to_be_visible()
    pictures.get_by_role("button", name="Close").click()
    go.click()
    expect(page.get_by_text("Live · v2", exact=False).first).to_be_visible()
    assert api.call("GET", f"runs/{finished_run(api, 'remind', 'waiting')}")["version"] == 2


def test_a_draft_is_compared_and_discarded(page: Page, api):
    api.publish(firm(SCENARIO))
    api.call("PUT", "draft", firm({**SCENARIO, "title": "Sort all deals"}))
    api.enter(page)
    builder = Builder(page, api.slug)
    builder.open("/versions")
    page.get_by_role("button", name="Compare").first.click()
    dialog = page.get_by_role("dialog", name="Version 1")
    expect(dialog.get_by_role("deletion").filter(has_text="Sort deals")).to_be_visible()
    expect(dialog.get_by_role("insertion").filter(has_text="Sort all deals")).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    page.get_by_role("region", name="Draft").get_by_role("button", name="Discard draft").click()
    page.get_by_role("dialog", name="Discard the draft?").get_by_role("button", name="Discard draft").click()
    expect(page.get_by_role("region", name="Draft")).to_have_count(0)
    assert api.call("GET", "draft")["scenarios"][0]["title"] == "Sort deals"


def test_settings_of_a_scenario_are_chosen_in_its_panel(page: Page, api):
    api.publish(firm(SCENARIO))
    api.enter(page)
    builder = Builder(page, api.slug)
    builder.open("/scenarios/sort")
    page.get_by_role("button", name="Settings of the scenario").click()
    panel = builder.panel
    panel.get_by_role("textbox", name="Goal").fill("No deal is forgotten")
    builder.choose(panel.get_by_role("combobox", name="If it is set off while it runs"), "The next one is left out")
    panel.get_by_role("textbox", name="Tries again").fill("3")
    page.get_by_role("link", name="All scenarios").click()
    page.get_by_role("link", name="Sort deals").click()
    page.get_by_role("button", name="Settings of the scenario").click()
    expect(panel.get_by_role("textbox", name="Goal")).to_have_value("No deal is forgotten")
    builder.publish()
    saved = api.call("GET", "draft")["scenarios"][0]
    assert (saved["goal"], saved["concurrency"]["policy"]) == ("No deal is forgotten", "skip")
    assert saved["on_error"] == {"retry": {"times": 3}}
