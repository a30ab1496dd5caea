"""S33: what is changed and published binds what begins afterwards; what had begun ends as it began."""

from playwright.sync_api import Page, expect

from e2e.flows.building import Builder

SOLUTION = {
    "axin": 1,
    "key": "calls",
    "title": "Calls",
    "entities": [
        {
            "key": "contact",
            "title": "Contact",
            "plural": "Contacts",
            "display": "name",
            "icon": "user",
            "fields": [{"key": "name", "type": "text", "required": True}],
        }
    ],
    "scenarios": [
        {
            "key": "remind",
            "title": "Remind",
            "trigger": {"on": "record.created", "entity": "contact"},
            "steps": [
                {"key": "pause", "wait": {"for": "6s"}},
                {"key": "call", "action": "task.create", "with": {"title": "Old way: {{ record.name }}", "record": "=record.id"}},
            ],
        }
    ],
}


def test_a_waiting_run_ends_on_its_version_and_the_next_one_starts_on_the_new(page: Page, api):
    api.publish(SOLUTION)
    api.enter(page)
    api.call("POST", "records/contact", {"values": {"name": "First"}})
    builder = Builder(page, api.slug)
    builder.open("/scenarios/remind")
    page.get_by_role("radiogroup", name="View").get_by_text("Outline").click()
    page.get_by_role("button", name="Task").first.click()
    title = builder.panel.get_by_role("textbox", name="What is to be done")
    title.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("New way")
    builder.publish()
    api.call("POST", "records/contact", {"values": {"name": "Second"}})

    page.goto(f"/w/{api.slug}/tasks")
    expect(page.get_by_text("Old way: First")).to_be_visible()
    expect(page.get_by_text("New way")).to_be_visible()
    expect(page.get_by_text("Old way")).to_have_count(1)
    versions = {run["version"] for run in api.call("GET", "runs?scenario=remind")["items"]}
    assert versions == {1, 2}
