"""An admin brings customers in from a table: columns are guessed, a trial tells what would come, all of it is taken back."""

from typing import Final

from playwright.sync_api import Page, expect

from e2e.flows.api import Api

TABLE: Final = (
    "ФИО;Рабочий телефон;E-mail;Ответственный\r\n"
    "Анна Петрова;+994501112233;anna@example.az;\r\n"
    "Руслан Мамедов;050 222 33 44;ruslan@example.az;\r\n"
    "Без телефона;12;x@example.az;\r\n"
)


def solution():
    """Customers, and a scenario that greets each new one."""
    return {
        "axin": 1,
        "key": "customers",
        "title": "Customers",
        "entities": [
            {
                "key": "customer",
                "title": "Customer",
                "plural": "Customers",
                "display": "name",
                "fields": [
                    {"key": "name", "type": "text", "title": "Name", "required": True},
                    {"key": "phone", "type": "phone", "title": "Phone"},
                    {"key": "email", "type": "email", "title": "E-mail"},
                ],
            }
        ],
        "scenarios": [
            {
                "key": "greet",
                "title": "Greet each new customer",
                "trigger": {"on": "record.created", "entity": "customer"},
                "steps": [
                    {"key": "tell", "action": "notify.users", "with": {"users": "role:owner", "text": "A new customer"}},
                    {"key": "call", "action": "task.create", "with": {"title": "Call the new customer"}},
                ],
            }
        ],
    }


def test_a_table_is_imported_with_its_choice(page: Page, api: Api):
    api.publish(solution())
    api.enter(page)
    page.goto(f"/w/{api.slug}/r/customer")
    page.get_by_role("button", name="Import and export").click()
    page.get_by_role("menuitem", name="Import from a table").click()
    table = {"name": "customers.csv", "mimeType": "text/csv", "buffer": TABLE.encode("cp1251")}
    page.get_by_label("Drop a CSV or Excel file here").set_input_files(table)

    expect(page.get_by_role("combobox", name="ФИО: Goes to")).to_have_value("Name *")
    expect(page.get_by_role("combobox", name="Рабочий телефон: Goes to")).to_have_value("Phone")
    expect(page.get_by_text("Анна Петрова")).to_be_visible()
    page.get_by_role("button", name="Try it out").click()

    expect(page.get_by_role("term").filter(has_text="new")).to_be_visible()
    expect(page.get_by_text("Greet each new customer: 2 runs, 2 messages")).to_be_visible()
    expect(page.get_by_text("Row 4")).to_be_visible()
    page.get_by_role("radio", name="Run without messages").check()
    page.get_by_role("button", name="Import 2 rows").click()

    expect(page.get_by_text("The import is done")).to_be_visible()
    page.get_by_role("button", name="Undo the import").wait_for()
    names = [record["values"]["name"] for record in api.call("GET", "records/customer")["items"]]
    assert sorted(names) == ["Анна Петрова", "Руслан Мамедов"]
    page.get_by_role("button", name="Undo the import").click()
    expect(page.get_by_text("The import is undone")).to_be_visible()
    assert api.call("GET", "records/customer")["items"] == []
    assert api.call("GET", "notifications")["items"] == []
