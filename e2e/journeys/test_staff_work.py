"""A day of the staff: the board, the record card, tasks and notifications, and what colleagues do meanwhile, seen at once."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from e2e.flows.api import Api
from e2e.flows.firm import customer, when_there_are
from e2e.flows.people import colleague
from e2e.flows.solutions import turnkey_repair

SALES = "sales_manager"


@pytest.fixture
def office(api: Api) -> Api:
    api.publish(turnkey_repair())
    return api


@pytest.fixture
def elsewhere(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    """Another person's browser."""
    context = browser.new_context(**browser_context_args)
    yield context
    context.close()


def add_request(api: Api, name: str) -> str:
    made = api.call("POST", "records/request", {"values": {"name": name}, "funnel": "requests", "stage": "new"})
    return str(made["id"])


def lane(page: Page, stage: str) -> Locator:
    return page.get_by_role("region", name=stage, exact=True)


def card(page: Page, stage: str, name: str) -> Locator:
    return lane(page, stage).get_by_role("group", name=name, exact=True)


def stage_of(api: Api, record: str) -> str:
    return str(api.call("GET", f"records/request/{record}")["stage"])


def value(page: Page, field: str) -> Locator:
    return page.get_by_role("region", name="Details").get_by_role("button", name=re.compile(f"^{re.escape(field)}"))


def test_a_card_is_carried_with_the_mouse(page: Page, office: Api):
    record = add_request(office, "Kitchen")
    office.enter(page)
    page.goto(f"/w/{office.slug}/f/requests")
    taken = card(page, "New", "Kitchen").bounding_box()
    target = lane(page, "Talking").bounding_box()
    assert taken
    assert target
    page.mouse.move(taken["x"] + taken["width"] / 2, taken["y"] + taken["height"] - 12)
    page.mouse.down()
    page.mouse.move(taken["x"] + taken["width"] / 2 + 12, taken["y"] + taken["height"], steps=4)
    page.mouse.move(target["x"] + target["width"] / 2, target["y"] + 160, steps=12)
    with page.expect_response(lambda answer: answer.url.endswith("/stage") and answer.ok):
        page.mouse.up()
    expect(card(page, "Talking", "Kitchen")).to_be_visible()
    expect(card(page, "New", "Kitchen")).to_have_count(0)
    assert stage_of(office, record) == "talking"


def test_a_card_is_carried_with_the_keyboard(page: Page, office: Api):
    record = add_request(office, "Kitchen")
    office.enter(page)
    page.goto(f"/w/{office.slug}/f/requests")
    card(page, "New", "Kitchen").focus()
    page.keyboard.press("Space")
    spoken = page.locator("[aria-live=assertive]")
    expect(spoken.filter(has_text="Kitchen lifted from “New”")).to_have_count(1)
    page.keyboard.press("ArrowRight")
    expect(spoken.filter(has_text="Over “Talking”")).to_have_count(1)
    with page.expect_response(lambda answer: answer.url.endswith("/stage") and answer.ok):
        page.keyboard.press("Space")
    expect(card(page, "Talking", "Kitchen")).to_be_visible()
    assert stage_of(office, record) == "talking"


def test_a_card_is_moved_by_its_menu_and_says_what_is_missing(page: Page, office: Api):
    record = add_request(office, "Kitchen")
    office.enter(page)
    page.goto(f"/w/{office.slug}/f/requests")
    page.get_by_role("button", name="Move to… Kitchen").click()
    page.get_by_role("menuitem", name="Lost").click()
    needed = page.get_by_role("dialog", name="“Lost” needs a little more")
    needed.get_by_role("button", name="Save and move").click()
    expect(needed.get_by_text("This field is required")).to_be_visible()
    needed.get_by_role("button", name="Cancel").click()
    expect(card(page, "New", "Kitchen")).to_be_visible()
    assert stage_of(office, record) == "new"

    page.get_by_role("button", name="Move to… Kitchen").click()
    page.get_by_role("menuitem", name="Lost").click()
    needed.get_by_role("combobox", name="Why lost").click()
    page.get_by_role("option").first.click()
    with page.expect_response(lambda answer: answer.url.endswith("/stage") and answer.ok):
        needed.get_by_role("button", name="Save and move").click()
    expect(card(page, "Lost", "Kitchen")).to_be_visible()
    assert stage_of(office, record) == "lost"


def test_a_value_is_changed_where_it_stands(page: Page, office: Api):
    contact = office.call("POST", "records/contact", {"values": customer("Nigar Həsənova")})
    office.enter(page)
    page.goto(f"/w/{office.slug}/r/contact")
    page.get_by_role("button", name="Nigar Həsənova").click()
    drawer = page.get_by_role("dialog", name="Record card")
    value(page, "E-mail").click()
    page.keyboard.press("Control+A")
    page.keyboard.type("not an address")
    page.keyboard.press("Enter")
    expect(drawer.get_by_role("alert")).to_be_visible()
    value(page, "E-mail").click()
    page.keyboard.press("Control+A")
    page.keyboard.type("nigar@example.com")
    page.keyboard.press("Tab")
    expect(drawer.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    page.keyboard.press("Escape")
    expect(drawer.get_by_text("Test Admin changed")).to_be_visible()
    saved = office.call("GET", f"records/contact/{contact['id']}")
    assert saved["values"]["email"] == "nigar@example.com"


def test_the_timeline_names_the_scenario_and_leads_to_its_run(page: Page, office: Api):
    office.call("POST", "records/contact", {"values": customer("Nigar Həsənova")})
    request = when_there_are(office, "records/request", 1)[0]
    office.enter(page)
    page.goto(f"/w/{office.slug}/r/request/{request['id']}")
    happened = page.get_by_role("region", name="What happened")
    expect(happened.get_by_text("Scenario “Open a request for each new contact” created it")).to_be_visible()
    happened.get_by_role("link", name="see the run").click()
    expect(page.get_by_role("heading", name="Open a request for each new contact")).to_be_visible()
    expect(page.get_by_role("complementary", name="Steps of the run").get_by_role("listitem").first).to_be_visible()


def test_what_a_colleague_does_is_seen_at_once(page: Page, office: Api, elsewhere: BrowserContext):
    add_request(office, "Kitchen")
    with colleague(office, "head", "Aysel Quliyeva") as head:
        head.enter(theirs := elsewhere.new_page())
        theirs.goto(f"/w/{office.slug}/f/requests")
        office.enter(page)
        page.goto(f"/w/{office.slug}/f/requests")
        expect(card(page, "New", "Kitchen")).to_be_visible()
        theirs.get_by_role("button", name="Move to… Kitchen").click()
        theirs.get_by_role("menuitem", name="Talking").click()
        expect(card(page, "Talking", "Kitchen")).to_be_visible()
        add_request(head, "Bathroom")
        expect(card(page, "New", "Bathroom")).to_be_visible()


def test_a_task_comes_by_itself_and_is_done_with_one_press(page: Page, office: Api):
    office.enter(page)
    page.goto(f"/w/{office.slug}/tasks")
    expect(page.get_by_role("heading", name="Nothing waits for you")).to_be_visible()
    task = office.call("POST", "tasks", {"title": "Call back", "due": "2026-01-01T09:00:00Z"})
    with page.expect_response(lambda answer: answer.request.method == "PATCH" and answer.ok):
        page.get_by_role("region", name="Overdue").get_by_role("button", name="Mark done: Call back").click()
    expect(page.get_by_role("region", name="Done").get_by_text("Call back")).to_be_visible()
    tasks = {one["id"]: one for one in office.call("GET", "tasks")["items"]}
    assert tasks[task["id"]]["done_at"]


def test_a_call_is_assigned_and_its_manager_told_within_five_seconds(page: Page, office: Api):
    """S28: from the telephone exchange's call to the manager's screen."""
    with colleague(office, SALES, "Aysel Quliyeva") as manager:
        manager.enter(page)
        page.goto(f"/w/{office.slug}/notifications")
        expect(page.get_by_role("heading", name="No notifications yet")).to_be_visible()
        expect(page.get_by_role("banner").get_by_role("link", name="Notifications, 0 unread")).to_be_visible()
        hook = office.call("GET", "scenarios/missed_call")["hook"]["url"]
        answer = office.client.post(hook, json={"caller": {"number": "+994505550199"}})
        assert answer.status_code == 202
        expect(page.get_by_role("main").get_by_text("New request: +994505550199")).to_be_visible(timeout=5_000)
        expect(page.get_by_role("banner").get_by_role("link", name="Notifications, 1 unread")).to_be_visible()
        assert [one["responsible"] for one in office.call("GET", "records/request")["items"]] == [manager.person]
        page.get_by_role("button", name="Mark all as read").click()
        expect(page.get_by_role("banner").get_by_role("link", name="Notifications, 0 unread")).to_be_visible()
        page.goto(f"/w/{office.slug}/tasks")
        expect(page.get_by_text("Call back +994505550199")).to_be_visible()
        assert [one["responsible"] for one in office.call("GET", "tasks")["items"]] == [manager.person]


def writes_an_address(page: Page, office: Api) -> str:
    """Type a contact's address, and do not save it yet; return the contact's place."""
    contact = office.call("POST", "records/contact", {"values": customer("Nigar Həsənova")})
    office.enter(page)
    page.goto(f"/w/{office.slug}/r/contact/{contact['id']}")
    value(page, "E-mail").click()
    page.keyboard.press("Control+A")
    page.keyboard.type("mine@example.com")
    return f"records/contact/{contact['id']}"


def test_two_people_who_change_one_value_choose_between_the_two(page: Page, office: Api):
    place = writes_an_address(page, office)
    with colleague(office, "head", "Aysel Quliyeva") as head:
        head.call("PATCH", place, {"values": {"email": "theirs@example.com"}})
        expect(page.get_by_text("Aysel Quliyeva changed")).to_be_visible()
    page.keyboard.press("Enter")
    choice = page.get_by_role("dialog", name="Changed meanwhile")
    expect(choice.get_by_role("cell", name="theirs@example.com")).to_be_visible()
    expect(choice.get_by_role("cell", name="mine@example.com")).to_be_visible()
    assert office.call("GET", place)["values"]["email"] == "theirs@example.com"
    choice.get_by_role("button", name="Save yours").click()
    expect(choice).to_have_count(0)
    expect(value(page, "E-mail")).to_contain_text("mine@example.com")
    expect(page.get_by_role("region", name="Details").get_by_role("status")).to_have_text("Saved")
    assert office.call("GET", place)["values"]["email"] == "mine@example.com"


def test_a_change_of_another_value_stands_in_nobodys_way(page: Page, office: Api):
    place = writes_an_address(page, office)
    office.call("PATCH", place, {"values": {"source": "friend"}})
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Details").get_by_role("status")).to_have_text("Saved")
    kept = office.call("GET", place)["values"]
    assert (kept["email"], kept["source"]) == ("mine@example.com", "friend")
