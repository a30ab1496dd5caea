"""An export holds what its reader may see, as they would read it, and no cell that a spreadsheet would run."""

import csv
import io
import json

import pytest

from axin.runtime.imports.table import Form, Table
from axin.runtime.jobs.drain import drain_all
from tests.world.solutions import sales_house


@pytest.fixture
async def owner(api):
    await api.sign_up()
    document = sales_house()
    access = {"entity": "deal", "create": True, "read": "all", "update": "all", "export": False}
    document["roles"].append({"key": "looker", "title": "Looker", "access": [access]})
    await api.publish(document)
    contact = (await api.post(api.at("records/contact"), json={"values": {"name": "Leyla"}})).json()
    rows = [
        {"name": "=SUM(1)", "client": contact["id"], "amount": 1250.5, "margin": 5, "walls": ["brick"], "signed": "2026-02-28"},
        {"name": "+994 & <b>", "area": 12.5, "urgent": True, "note": "one\ntwo"},
    ]
    for row in rows:
        answer = await api.post(api.at("records/deal"), json={"values": row, "funnel": "sales"})
        assert answer.status_code == 201, answer.text
    return api


async def exported(client, headers=None, **asked):
    answer = await client.post(client.at("exports"), json={"entity": "deal", **asked}, headers=headers)
    assert answer.status_code == 202, answer.text
    await drain_all()
    job = (await client.get(client.at(f"jobs/{answer.json()['id']}"))).json()
    assert job["status"] == "done", job
    file = await client.get(client.at(f"files/{job['result']['file']['id']}"))
    assert file.status_code == 200
    return job["result"], file.content


COLUMNS = ["name", "client", "amount", "area", "margin", "walls", "urgent", "signed", "stage", "responsible"]


async def test_csv_reads_like_the_screen_and_runs_nothing(owner):
    result, content = await exported(owner, columns=COLUMNS)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert result["rows"] == 2
    assert rows[0][:3] == ["Name", "Client", "Amount"]
    assert rows[1] == ["'=SUM(1)", "Leyla", "1250.50", "", "5", "Brick", "", "2026-02-28", "new", "Owner"]
    assert rows[2][:4] == ["'+994 & <b>", "", "", "12.5"]
    assert rows[2][6] == "yes"


async def test_xlsx_keeps_numbers_and_days_as_such(owner, tmp_path):
    _, content = await exported(owner, format="xlsx", columns=COLUMNS)
    path = tmp_path / "out.xlsx"
    path.write_bytes(content)
    table = Table(path, Form())
    assert table.header[:3] == ["Name", "Client", "Amount"]
    assert table.read(10) == [
        ["=SUM(1)", "Leyla", "1250.5", "", "5", "Brick", "", "2026-02-28", "new", "Owner"],
        ["+994 & <b>", "", "", "12.5", "", "", "TRUE", "", "new", "Owner"],
    ]
    table.close()


async def test_json_is_the_api_s_own(owner):
    _, content = await exported(owner, format="json", columns=["name", "amount", "number"], sort="-number")
    assert [row["name"] for row in json.loads(content)] == ["+994 & <b>", "=SUM(1)"]
    assert json.loads(content)[1]["amount"] == {"amount": "1250.50", "currency": "AZN"}


@pytest.mark.parametrize("format_", ["csv", "xlsx", "json"])
async def test_many_pages_make_one_file(owner, format_, tmp_path):
    for _ in range(3):
        rows = [{"values": {"name": f"Deal {number}"}} for number in range(1_000)]
        assert (await owner.post(owner.at("records/contact/batch"), json={"create": rows})).status_code == 201
    result, content = await exported(owner, entity="contact", format=format_, columns=["name"], filter='STARTSWITH(name, "Deal")')
    assert result["rows"] == 3_000
    if format_ == "json":
        assert len(json.loads(content)) == 3_000
        return
    path = tmp_path / "out"
    path.write_bytes(content)
    table = Table(path, Form())
    assert len(table.read(5_000)) == 3_000
    table.close()


async def test_an_export_comes_back_as_an_import(owner):
    _, content = await exported(owner, columns=["id", "name", "area"])
    changed = content.decode("utf-8-sig").replace("12.5", "13.5").encode()
    file = (await owner.post(owner.at("files"), files={"file": ("deals.csv", changed)})).json()
    mapping = {"ID": "id", "Name": "name", "Area": "area"}
    body = {"file": file["id"], "entity": "deal", "mapping": mapping, "match": ["id"]}
    answer = await owner.post(owner.at("imports"), json=body)
    assert answer.status_code == 202, answer.text
    await drain_all()
    job = (await owner.get(owner.at(f"jobs/{answer.json()['id']}"))).json()
    assert (job["result"]["updated"], job["result"]["failed"]) == (2, 0)
    found = (await owner.get(owner.at("records/deal"))).json()["items"]
    assert [(one["values"]["name"], one["values"]["area"]) for one in found] == [("=SUM(1)", None), ("+994 & <b>", 13.5)]


async def test_what_a_view_shows_is_exported_by_its_key(owner):
    view = {"title": "Urgent", "entity": "deal", "columns": ["name", "area"], "filter": "urgent", "sort": "-name"}
    made = (await owner.post(owner.at("views"), json=view)).json()
    result, content = await exported(owner, entity=None, view=made["key"], format="json")
    assert (result["rows"], json.loads(content)) == (1, [{"name": "+994 & <b>", "area": 12.5}])
    result, _ = await exported(owner, view=made["id"], filter="area > 100")
    assert result["rows"] == 0


@pytest.mark.parametrize(
    ("asked", "pointer"),
    [({}, "/entity"), ({"view": "nothing"}, "/view"), ({"view": "board", "entity": "contact"}, "/entity")],
)
async def test_a_view_that_is_not_there_or_shows_something_else_is_told(owner, asked, pointer):
    document = sales_house()
    document["views"] = [{"key": "board", "entity": "deal", "kind": "board", "funnel": "sales"}]
    await owner.publish(document)
    answer = await owner.post(owner.at("exports"), json=asked)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)


async def test_who_may_not_take_records_away_is_refused(owner):
    looker = await owner.member("looker")
    assert (await looker.post(looker.at("exports"), json={"entity": "deal"})).status_code == 403
    assert (await looker.post(looker.at("exports"), json={"entity": "contact"})).status_code == 404


async def test_a_hidden_field_is_in_no_export(owner):
    seller = await owner.member("seller")
    for column in ("margin", "profit"):
        answer = await seller.post(seller.at("exports"), json={"entity": "deal", "columns": [column]})
        assert answer.json()["errors"][0]["code"] == "unknown_field", column
    _, content = await exported(seller)
    assert b"margin" not in content


async def test_another_s_export_is_not_there(owner):
    result, _ = await exported(owner)
    head = await owner.member("head")
    assert (await head.get(head.at(f"files/{result['file']['id']}"))).status_code == 404


@pytest.mark.parametrize(
    ("asked", "pointer"),
    [
        ({"columns": ["nothing"]}, "/columns/0"),
        ({"filter": "nothing = 1"}, "/filter"),
        ({"sort": "nothing"}, "/sort"),
    ],
)
async def test_what_was_asked_wrongly_is_told_at_once(owner, asked, pointer):
    answer = await owner.post(owner.at("exports"), json={"entity": "deal", **asked})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == pointer
