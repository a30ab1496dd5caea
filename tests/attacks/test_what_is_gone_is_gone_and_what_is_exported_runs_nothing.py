"""What is ended for good leaves no word behind; what is taken away as a table runs nothing where it is opened."""

import csv
import io

import pytest

from axin.platform.data import json
from axin.platform.data.unit_of_work import control_transaction, tenant_transaction
from axin.runtime.jobs.drain import drain_all
from tests.world.solutions import sales_house

RUNNING = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", "＋1", "－1", "＠SUM(1)"]
SAID = "kanareyka"


def body(answer):
    assert answer.is_success, answer.text
    return json.loads(answer.content)


@pytest.fixture
async def owner(api):
    await api.sign_up()
    await api.publish(sales_house())
    return api


async def test_what_is_ended_for_good_leaves_no_word_behind(owner):
    colleague = await owner.member("head")
    contact = body(await owner.post(owner.at("records/contact"), json={"values": {"name": SAID}}))["id"]
    said = {"text": SAID, "mentions": [colleague.user["id"]]}
    body(await owner.post(owner.at(f"records/contact/{contact}/comments"), json=said))
    body(await owner.post(owner.at(f"records/contact/{contact}/activities"), json={"kind": "note", "title": SAID}))
    assert (await owner.delete(owner.at(f"records/contact/{contact}"))).is_success
    assert body(await owner.post(owner.at("trash/purge"), json={"entity": "contact", "ids": [contact]}))["purged"] == 1
    async with control_transaction() as control:
        tenant = await control.fetchval("select tenant_no from workspace where slug = $1", owner.slug)
    async with tenant_transaction(tenant) as transaction:
        tables = await transaction.fetch(
            """select table_name as name from information_schema.columns
               where table_schema = 'public' and column_name = 'tenant_no' intersect
               select table_name from information_schema.table_privileges where privilege_type = 'SELECT'"""
        )
        assert len(tables) > 20
        for table in tables:
            left = await transaction.fetchval(
                f"""select count(*) from "{table["name"]}" t where tenant_no = $1 and t::text like '%{SAID}%'""", tenant
            )
            assert left == 0, table["name"]


async def test_no_text_of_an_export_is_a_formula(owner):
    for text in RUNNING:
        values = {"values": {"name": text.strip() or text, "note": f"{text}"}}
        body(await owner.post(owner.at("records/deal"), json=values))
    job = body(await owner.post(owner.at("exports"), json={"entity": "deal", "columns": ["name", "note"]}))
    await drain_all()
    file = body(await owner.get(owner.at(f"jobs/{job['id']}")))["result"]["file"]
    answer = await owner.get(owner.at(f"files/{file['id']}"))
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]
    assert len(rows) == len(RUNNING)
    assert not [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))]
