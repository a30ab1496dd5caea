"""Undo: a deleted record comes back by the note or from the trash; a bulk edit and a merge are taken back as a whole."""

import pytest
from playwright.sync_api import Page, expect

from e2e.flows.api import Api
from e2e.flows.solutions import turnkey_repair

PHONE = "+994501234567"


@pytest.fixture
def office(api: Api) -> Api:
    document = turnkey_repair()
    contact = next(entity for entity in document["entities"] if entity["key"] == "contact")
    contact["duplicates"] = {"match": ["phone"], "on_match": "warn"}
    api.publish(document)
    return api


def contact(office: Api, name: str, **values: str) -> str:
    return str(office.call("POST", "records/contact", {"values": {"name": name, **values}})["id"])


def delete_card(page: Page) -> None:
    page.get_by_role("button", name="More").first.click()
    page.get_by_role("menuitem", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()


def test_a_deleted_record_comes_back_by_the_note_and_from_the_trash(page: Page, office: Api):
    leyla = contact(office, "Leyla Quliyeva")
    office.enter(page)
    page.goto(f"/w/{office.slug}/r/contact?record=contact:{leyla}")
    delete_card(page)
    with page.expect_response(lambda answer: answer.url.endswith("/trash/restore") and answer.ok):
        page.get_by_role("alert").get_by_role("button", name="Undo").click()
    page.goto(f"/w/{office.slug}/r/contact/{leyla}")
    expect(page.get_by_role("heading", name="Leyla Quliyeva", level=1)).to_be_visible()
    office.call("DELETE", f"records/contact/{leyla}")
    page.get_by_role("link", name="Trash").click()
    row = page.get_by_role("row").filter(has_text="Leyla Quliyeva")
    row.get_by_role("button", name="Bring back").click()
    expect(page.get_by_text("The trash is empty")).to_be_visible()
    assert office.call("GET", f"records/contact/{leyla}")["values"]["name"] == "Leyla Quliyeva"


def test_a_bulk_edit_is_followed_and_taken_back_in_the_tray(page: Page, office: Api):
    for name in ("Anar", "Bahar", "Ceyhun"):
        contact(office, name)
    office.enter(page)
    page.goto(f"/w/{office.slug}")
    office.call("POST", "records/contact/bulk", {"filter": "", "values": {"name": "Same"}})
    page.get_by_role("button", name="Long work").click()
    job = page.get_by_role("listitem").filter(has_text="Bulk edit")
    expect(job).to_contain_text("3 changed")
    job.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("listitem").filter(has_text="changes taken back")).to_be_visible()
    names = {item["values"]["name"] for item in office.call("GET", "records/contact")["items"]}
    assert {"Anar", "Bahar", "Ceyhun"} <= names


def test_two_records_of_one_person_are_merged_side_by_side_and_parted_again(page: Page, office: Api):
    keep, other = contact(office, "Leyla", phone=PHONE), contact(office, "Leyla Quliyeva", phone=PHONE)
    deal = office.call("POST", "records/deal", {"values": {"name": "Flat", "client": other}})["id"]
    office.enter(page)
    page.goto(f"/w/{office.slug}/duplicates/contact")
    page.get_by_role("button", name="Merge: Leyla").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("radio", name="Leyla #").first).to_be_checked()
    dialog.get_by_role("radio", name="Name: Leyla Quliyeva").check()
    dialog.get_by_role("button", name="Merge", exact=True).click()
    expect(page.get_by_text("No duplicates")).to_be_visible()
    assert office.call("GET", f"records/contact/{keep}")["values"]["name"] == "Leyla Quliyeva"
    assert office.call("GET", f"records/deal/{deal}")["values"]["client"] == keep
    page.get_by_role("alert").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Merge: Leyla")).to_be_visible()
    assert office.call("GET", f"records/contact/{other}")["values"]["name"] == "Leyla Quliyeva"
    assert office.call("GET", f"records/deal/{deal}")["values"]["client"] == other
