"""The product in three languages, and without a mouse."""

import pytest
from playwright.sync_api import Page, expect

from e2e.flows.api import Api
from e2e.flows.firm import customer
from e2e.flows.solutions import turnkey_repair


@pytest.fixture
def office(page: Page, api: Api) -> Api:
    api.publish(turnkey_repair())
    api.enter(page)
    page.goto(f"/w/{api.slug}")
    expect(page.get_by_role("heading", name="Hello, Test")).to_be_visible()
    return api


def palette(page: Page, words: str) -> None:
    page.keyboard.press("Control+k")
    box = page.get_by_role("combobox", name="Search and commands")
    expect(box).to_be_focused()
    page.keyboard.type(words)


def test_a_language_once_chosen_stays(page: Page, office: Api):
    steps = [
        ("Language", "Azərbaycanca", "az", "Kontaktlar", "Tapşırıqlar"),
        ("Dil", "Русский", "ru", "Контакты", "Задачи"),
        ("Язык", "English", "en", "Contacts", "Tasks"),
    ]
    for button, language, tag, contacts, tasks in steps:
        page.get_by_role("banner").get_by_role("button", name=button, exact=True).click()
        page.get_by_role("menuitem", name=language).click()
        navigation = page.get_by_role("navigation").first
        expect(navigation.get_by_role("link", name=contacts)).to_be_visible()
        expect(page.locator("html")).to_have_attribute("lang", tag)
        page.goto(f"/w/{office.slug}/tasks")
        expect(page.get_by_role("heading", name=tasks, level=1)).to_be_visible()
        expect(page.locator("html")).to_have_attribute("lang", tag)


def test_the_palette_goes_finds_and_creates(page: Page, office: Api):
    office.call("POST", "records/contact", {"values": customer("Nigar Həsənova")})
    palette(page, "contacts")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{page.url.split('/w/')[0]}/w/{office.slug}/r/contact")
    expect(page.get_by_role("heading", name="Contacts", level=1)).to_be_visible()

    palette(page, "new contact")
    expect(page.get_by_role("option", name="New: Contact", selected=True)).to_be_visible()
    page.keyboard.press("Enter")
    form = page.get_by_role("dialog")
    expect(form.get_by_role("textbox", name="Name")).to_be_focused()
    page.keyboard.type("Rəşad Quliyev")
    page.keyboard.press("Enter")
    expect(
        page.get_by_role("dialog", name="Record card").or_(page.get_by_role("button", name="Rəşad Quliyev")).first
    ).to_be_visible()
    assert {one["values"]["name"] for one in office.call("GET", "records/contact")["items"]} == {
        "Nigar Həsənova",
        "Rəşad Quliyev",
    }

    page.goto(f"/w/{office.slug}")
    expect(page.get_by_role("heading", name="Hello, Test")).to_be_visible()
    palette(page, "nigar")
    expect(page.get_by_role("option", name="Nigar Həsənova").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Record card").get_by_role("heading", name="Nigar Həsənova")).to_be_visible()


def test_letters_lead_to_the_screens_and_a_question_mark_tells_which(page: Page, office: Api):
    page.keyboard.press("?")
    help_ = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(help_.get_by_text("Go to: Tasks")).to_be_visible()
    page.keyboard.press("Escape")
    expect(help_).to_have_count(0)
    page.keyboard.press("g")
    page.keyboard.press("t")
    expect(page.get_by_role("heading", name="Tasks", level=1)).to_be_visible()
    assert page.url.endswith(f"/w/{office.slug}/tasks")


def test_the_first_key_leads_past_the_navigation(page: Page, office: Api):
    page.goto(f"/w/{office.slug}/tasks")
    expect(page.get_by_role("heading", name="Tasks", level=1)).to_be_visible()
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("main").locator(":focus")).to_have_count(1)
