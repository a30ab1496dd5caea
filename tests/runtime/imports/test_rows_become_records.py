"""An import brings rows in by the rules that bind everybody, finds what is there, tells every row at fault, and can be undone."""

import csv
import io

import pytest

from axin.platform.data.unit_of_work import control_transaction, tenant_transaction
from axin.runtime.jobs.drain import drain_all
from axin.runtime.runs.drain import drain
from axin.tenants import limits
from tests.world.solutions import sales_house
from tests.world.tables import csv_of, xlsx_of

CONTACTS = [
    ["Full name", "Phone", "E-mail", "Source"],
    ["Anar Aliyev", "050 123 45 67", "anar@example.az", "Site"],
    ["Leyla", "+994 55 222 33 44", "leyla@example.az", "call"],
]
MAPPING = {"Full name": "name", "Phone": "phone", "E-mail": "email", "Source": "source"}


@pytest.fixture
async def owner(api):
    await api.sign_up()
    await api.publish(sales_house())
    return api


async def upload(client, content, name="contacts.csv"):
    answer = await client.post(client.at("files"), files={"file": (name, content)})
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


async def imported(client, content, *, name="contacts.csv", **asked):
    """Import, and return the finished job."""
    body = {"file": await upload(client, content, name), "entity": "contact", "mapping": MAPPING, **asked}
    answer = await client.post(client.at("imports"), json=body)
    assert answer.status_code == 202, answer.text
    await drain_all()
    return (await client.get(client.at(f"jobs/{answer.json()['id']}"))).json()


def counts(job):
    assert job["status"] == "done", job
    return tuple(job["result"][name] for name in ("created", "updated", "skipped", "failed"))


async def contacts(client):
    found = (await client.get(client.at("records/contact"), params={"limit": 500})).json()["items"]
    return {record["values"]["name"]: record["values"] for record in found}


@pytest.mark.parametrize(
    "content", [csv_of(CONTACTS, ";"), csv_of(CONTACTS, "\t", "utf-16"), xlsx_of(CONTACTS)], ids=["csv", "utf-16", "xlsx"]
)
async def test_each_row_is_a_record(owner, content):
    job = await imported(owner, content)
    assert counts(job) == (2, 0, 0, 0)
    assert (job["done"], job["total"]) == (2, 2)
    found = await contacts(owner)
    assert found["Anar Aliyev"]["phone"] == "+994501234567"
    assert found["Leyla"]["source"] == "call"


async def test_the_preview_guesses_columns_and_shows_samples(owner):
    header = ["ФИО", "Рабочий телефон", "E-Mail", "Долг", "Прочее"]
    file = await upload(owner, csv_of([header, ["Иван", "+994501112233", "i@x.az", "1 250,50", ""]], ";", "cp1251"))
    answer = await owner.post(owner.at("imports/preview"), json={"file": file, "entity": "contact"})
    assert answer.status_code == 200, answer.text
    shown = answer.json()
    assert (shown["encoding"], shown["delimiter"], shown["kind"]) == ("cp1251", ";", "csv")
    assert [column["target"] for column in shown["columns"]] == ["name", "phone", "email", None, None]
    assert [column["type"] for column in shown["columns"]] == ["text", "phone", "email", "number", "empty"]
    assert shown["columns"][0]["samples"] == ["Иван"]


BITRIX = [
    "ID",
    "Обращение",
    "Имя",
    "Фамилия",
    "Рабочий телефон",
    "Мобильный телефон",
    "Рабочий e-mail",
    "Источник",
    "Ответственный",
]
AMO = ["ID", "Название сделки", "Бюджет", "Этап сделки", "Воронка", "Ответственный", "Теги сделки", "Основной контакт"]


@pytest.mark.parametrize(
    ("header", "program"), [(BITRIX, "bitrix24"), (AMO, "amocrm"), (["Номер", "Имя", "Ответственный", "Рабочий телефон"], None)]
)
async def test_an_export_of_another_program_is_recognised(owner, header, program):
    file = await upload(owner, csv_of([header, ["1", *("x" for _ in header[1:])]], ";"))
    shown = (await owner.post(owner.at("imports/preview"), json={"file": file, "entity": "contact"})).json()
    assert shown["preset"] == program
    assert (shown["columns"][0]["type"], "name" in [column["target"] for column in shown["columns"]]) == ("number", True)


async def test_rows_find_their_records_by_the_chosen_fields(owner):
    await imported(owner, csv_of(CONTACTS))
    again = [CONTACTS[0], ["Anar A.", "", "anar@example.az", ""], ["New", "", "new@example.az", "Site"]]
    assert counts(await imported(owner, csv_of(again), match=["email"])) == (1, 1, 0, 0)
    found = await contacts(owner)
    assert set(found) == {"Anar A.", "Leyla", "New"}
    assert found["Anar A."]["phone"] == "+994501234567", "an empty cell changes nothing"
    assert counts(await imported(owner, csv_of(again), match=["email"], on_match="skip")) == (0, 0, 2, 0)


async def test_two_rows_of_one_key_are_one_record(owner):
    rows = csv_of([CONTACTS[0], ["One", "", "one@example.az", ""], ["One later", "", "one@example.az", ""]])
    assert counts(await imported(owner, rows, match=["email"], dry=True)) == (1, 1, 0, 0)
    assert counts(await imported(owner, rows, match=["email"])) == (1, 1, 0, 0)
    assert set(await contacts(owner)) == {"One later"}


async def test_rows_at_fault_are_told_and_the_others_come_in(owner):
    rows = [
        CONTACTS[0],
        ["Good", "", "good@example.az", ""],
        ["", "", "nameless@example.az", ""],
        ["Bad phone", "12", "x@example.az", ""],
        ["Bad source", "", "y@example.az", "moon"],
        ["Twice", "", "good@example.az", ""],
        ["=cmd()", "", "not an address", ""],
    ]
    job = await imported(owner, csv_of(rows))
    assert counts(job) == (1, 0, 0, 5)
    told = {fault["row"]: [one["code"] for one in fault["faults"]] for fault in job["result"]["errors"]}
    assert told == {3: ["required"], 4: ["invalid_phone"], 5: ["unknown_option"], 6: ["not_unique"], 7: ["invalid_email"]}
    file = await owner.get(owner.at(f"files/{job['result']['errors_file']['id']}"))
    report = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert report[0] == ["Row", "What is wrong", *CONTACTS[0]]
    assert [row[0] for row in report[1:]] == ["3", "4", "5", "6", "7"]
    assert report[-1][2] == "'=cmd()", "no spreadsheet runs it"


async def test_a_dry_run_counts_and_leaves_nothing_behind(owner):
    rows = [*CONTACTS, ["Third", "", "anar@example.az", ""]]
    job = await imported(owner, csv_of(rows), dry=True)
    assert counts(job) == (2, 0, 0, 1)
    assert job["result"]["room"]["enough"]
    assert not job["can_undo"]
    assert await contacts(owner) == {}
    first = (await owner.post(owner.at("records/contact"), json={"values": {"name": "First"}})).json()
    assert first["number"] == 1, "a dry run uses up no numbers"


async def test_links_and_stages_are_found_by_what_they_are_called(owner):
    await imported(owner, csv_of(CONTACTS))
    header = ["Deal", "Client", "Amount", "Area", "Stage"]
    rows = [header, ["Flat", "Leyla", "1 250,50 USD", "12.5", "Offer"], ["House", "Nobody", "5", "", ""]]
    mapping = {"Deal": "name", "Client": "client", "Amount": "amount", "Area": "area", "Stage": "stage"}
    job = await imported(owner, csv_of(rows, ";"), entity="deal", mapping=mapping, funnel="sales")
    assert counts(job) == (1, 0, 0, 1)
    assert job["result"]["errors"][0]["faults"][0]["column"] == "Client"
    deal = (await owner.get(owner.at("records/deal"), params={"expand": "client"})).json()["items"][0]
    assert deal["expanded"]["client"]["values"]["name"] == "Leyla"
    assert deal["values"]["amount"] == {"amount": "1250.50", "currency": "USD"}
    assert deal["stage"] == "offer"


async def test_an_import_is_undone_as_one(owner):
    job = await imported(owner, csv_of(CONTACTS))
    assert job["can_undo"]
    answer = await owner.post(owner.at(f"jobs/{job['id']}/undo"))
    assert answer.status_code == 202, answer.text
    await drain_all()
    assert await contacts(owner) == {}


async def test_a_file_that_breaks_off_changes_nothing(owner):
    rows = csv_of([CONTACTS[0], *([f"Name {n}", "", f"n{n}@example.az", ""] for n in range(2_500))])
    job = await imported(owner, rows + b'\r\n"Half')
    assert (job["status"], job["error"]["code"]) == ("failed", "broken_quotes")
    assert await contacts(owner) == {}


async def test_a_plan_without_room_is_told_before_anything_is_written(owner):
    tenant = (await workspace_of(owner))["tenant_no"]
    async with tenant_transaction(tenant):
        await limits.set_limits({"records": 1})
    tried = await imported(owner, csv_of(CONTACTS), dry=True)
    assert tried["result"]["room"] == {"left": 1, "enough": False}
    job = await imported(owner, csv_of(CONTACTS))
    assert (job["status"], job["error"]["code"]) == ("failed", "limit_reached")
    assert await contacts(owner) == {}


async def workspace_of(client):
    async with control_transaction() as control:
        return await control.fetchrow("select tenant_no from workspace where slug = $1", client.slug)


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"mapping": {"Nowhere": "name"}}, "/mapping/Nowhere", "unknown_column"),
        ({"mapping": {"Full name": "nothing"}}, "/mapping/Full name", "unknown_field"),
        ({"mapping": {"Full name": "total"}}, "/mapping/Full name", "read_only"),
        ({"mapping": {"Full name": None}}, "/mapping", "required"),
        ({"match": ["total"]}, "/match/0", "not_matchable"),
        ({"match": ["debt"]}, "/match/0", "not_matchable"),
        ({"match": ["number"]}, "/match/0", "unmapped"),
        ({"funnel": "sales"}, "/funnel", "unknown_funnel"),
    ],
)
async def test_what_was_asked_wrongly_is_told_at_once(owner, change, pointer, code):
    body = {"file": await upload(owner, csv_of(CONTACTS)), "entity": "contact", "mapping": MAPPING} | change
    answer = await owner.post(owner.at("imports"), json=body)
    assert answer.status_code == 422, answer.text
    assert (pointer, code) in [(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]]


@pytest.mark.parametrize("choice", ["all", "none"])
async def test_scenarios_run_as_the_import_says(owner, choice):
    document = sales_house()
    document["scenarios"] = [
        {
            "key": "greet",
            "title": "Greet",
            "trigger": {"on": "record.created", "entity": "contact"},
            "when": 'source = "site"',
            "steps": [{"key": "tell", "action": "notify.users", "with": {"users": "role:owner", "text": "New"}}],
        }
    ]
    await owner.publish(document)
    tried = await imported(owner, csv_of(CONTACTS), dry=True, automation=choice)
    expected = [{"key": "greet", "title": {"": "Greet"}, "runs": 1, "messages": 1}] if choice == "all" else []
    assert tried["result"]["scenarios"] == expected
    await imported(owner, csv_of(CONTACTS), automation=choice)
    while await drain():
        pass
    runs = (await owner.get(owner.at("runs"))).json()["items"]
    assert len(runs) == (1 if choice == "all" else 0)


async def test_no_messages_means_runs_without_them(owner):
    document = sales_house()
    steps = [
        {"key": "tell", "action": "notify.users", "with": {"users": "role:owner", "text": "New"}},
        {"key": "todo", "action": "task.create", "with": {"title": "Call"}},
    ]
    trigger = {"on": "record.created", "entity": "contact"}
    document["scenarios"] = [{"key": "greet", "title": "Greet", "trigger": trigger, "steps": steps}]
    await owner.publish(document)
    await imported(owner, csv_of(CONTACTS), automation="no_messages")
    while await drain():
        pass
    assert (await owner.get(owner.at("notifications"))).json()["items"] == []
    run = (await owner.get(owner.at("runs"))).json()["items"][0]
    shown = (await owner.get(owner.at(f"runs/{run['id']}"))).json()
    assert [(step["key"], step["status"]) for step in shown["steps"]] == [("tell", "skipped"), ("todo", "done")]


async def test_what_a_role_may_not_see_cannot_be_looked_for(owner):
    document = sales_house()
    access = {"entity": "contact", "create": True, "read": "own", "update": "own", "fields": {"email": "hidden"}}
    document["roles"].append({"key": "junior", "title": "Junior", "access": [access]})
    await owner.publish(document)
    await imported(owner, csv_of(CONTACTS))
    junior = await owner.member("junior")
    body = {"file": await upload(junior, csv_of(CONTACTS)), "entity": "contact", "mapping": {"Full name": "name"}}
    hidden = await junior.post(junior.at("imports"), json={**body, "mapping": {"E-mail": "email"}})
    assert hidden.json()["errors"][0]["code"] == "unknown_field"
    shown = await junior.post(junior.at("imports/preview"), json={"file": body["file"], "entity": "contact"})
    assert "email" not in [target["key"] for target in shown.json()["targets"]]
    job = await imported(junior, csv_of(CONTACTS), mapping={"Full name": "name"}, match=["name"])
    assert counts(job) == (2, 0, 0, 0), "others' records are not found"
    foreign = await owner.post(owner.at("imports"), json={**body, "file": body["file"]})
    assert foreign.status_code == 404
