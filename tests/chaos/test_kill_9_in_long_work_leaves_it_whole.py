"""A worker is killed within an import, a bulk edit, an undo, a merge, a backfill: whoever goes on finishes it, once.

`CHAOS=whole` kills at every place; for every day the two in the middle of the work will do.
"""

import asyncio
import os
import re
import sys
from collections import Counter
from pathlib import Path
from uuid import UUID

import pytest

from axin.builder.versions import live_plan
from axin.platform.data import json
from axin.platform.data.unit_of_work import control_transaction, tenant_transaction
from axin.platform.kernel.faults import VARIABLE
from axin.platform.kernel.settings import settings
from axin.runtime.jobs import commands
from axin.runtime.jobs.drain import drain_all
from axin.runtime.records import merging
from axin.tenants.actor import Actor
from tests.world.solutions import sales_house
from tests.world.tables import csv_of

CHECKOUT = Path(__file__).parents[2]
ROWS = 1_200
EVERYWHERE = ("jobs.claimed", "jobs.executed", "jobs.executed@2", "jobs.committed", "jobs.executed@4")
"""The import's first steps read the file through; its fourth is in the middle of the loading."""
POINTS = EVERYWHERE if os.environ.get("CHAOS") == "whole" else EVERYWHERE[-2:]
NAMED = {
    name
    for path in (CHECKOUT / "runtime/axin/runtime/jobs").rglob("*.py")
    for name in re.findall(r'faults\.point\("([^"]+)"\)', path.read_text())
}


class Office:
    """A workspace whose worker may be killed."""

    def __init__(self, browser, tenant):
        self.browser = browser
        self.tenant = tenant

    async def ask(self, method, path, **options):
        answer = await self.browser.request(method, self.browser.at(path), **options)
        assert answer.is_success, answer.text
        return json.loads(answer.content)

    async def job(self, job):
        return await self.ask("GET", f"jobs/{job['id']}")

    async def killed(self, point):
        """Let a worker begin on what is due, and die at `point`, if it comes there."""
        name, _, times = point.partition("@")
        configured = settings()
        environment = os.environ | {
            VARIABLE: f"{name}:kill" + (f"@{times}" if times else ""),
            "AXIN_DATABASE_URL": configured.database_url.get_secret_value(),
            "AXIN_REDIS_URL": configured.redis_url.get_secret_value(),
            "AXIN_SECRET_KEY": configured.secret_key.get_secret_value(),
            "AXIN_FILES": configured.files,
        }
        command = [sys.executable, "-m", "tests.runtime.jobs.draining", str(self.tenant)]
        process = await asyncio.create_subprocess_exec(*command, cwd=CHECKOUT, env=environment)
        assert await process.wait() in {-9, 0}
        async with tenant_transaction(self.tenant) as transaction:
            await transaction.execute("update job_due set due_at = now() where tenant_no = $1", self.tenant)  # leases end
        return process.returncode == -9

    async def finished(self):
        await drain_all()

    async def count(self, filter_=""):
        asked = {"measures": {"n": "COUNT()"}} | ({"filter": filter_} if filter_ else {})
        groups = (await self.ask("POST", "records/contact/aggregate", json=asked))["groups"]
        return int(groups[0]["values"]["n"]) if groups else 0

    async def changes(self):
        """Return how many changes of each kind the log has of contacts, and whether any version stands there twice."""
        async with tenant_transaction(self.tenant) as transaction:
            rows = await transaction.fetch(
                """select c.kind, c.record_id, c.version from change c where c.tenant_no = $1 and c.entity_no =
                   (select entity_no from change where tenant_no = $1 order by id limit 1)""",
                self.tenant,
            )
        assert len({(row["record_id"], row["version"]) for row in rows}) == len(rows)
        return Counter(row["kind"] for row in rows)

    async def imported(self):
        table = csv_of([["Name", "Phone"], *([f"Contact {n}", f"+99450{n:07}"] for n in range(ROWS))])
        file = await self.ask("POST", "files", files={"file": ("contacts.csv", table)})
        asked = {"file": file["id"], "entity": "contact", "mapping": {"Name": "name", "Phone": "phone"}}
        return await self.ask("POST", "imports", json=asked)


@pytest.fixture
async def office(api):
    await api.sign_up()
    await api.publish(sales_house())
    async with control_transaction() as control:
        tenant = await control.fetchval("select tenant_no from workspace where slug = $1", api.slug)
    return Office(api, tenant)


@pytest.mark.parametrize("point", POINTS)
async def test_an_import_its_bulk_edit_and_their_undo_are_done_once(office, point):
    job = await office.imported()
    assert await office.killed(point)
    await office.finished()
    assert (await office.job(job))["result"]["created"] == ROWS == await office.count()
    assert await office.changes() == {"created": ROWS}

    edit = await office.ask("POST", "records/contact/bulk", json={"filter": "", "values": {"source": "call"}})
    assert await office.killed(point)
    await office.finished()
    assert (await office.job(edit))["result"]["changed"] == ROWS == await office.count('source = "call"')
    assert await office.changes() == {"created": ROWS, "updated": ROWS}

    undo = await office.ask("POST", f"jobs/{edit['id']}/undo", json={})
    assert await office.killed(point)
    await office.finished()
    result = (await office.job(undo))["result"]
    assert (result["undone"], result["conflict_count"]) == (ROWS, 0)
    assert await office.count('source = "site"') == ROWS
    assert await office.changes() == {"created": ROWS, "updated": ROWS * 2}

    undo = await office.ask("POST", f"jobs/{job['id']}/undo", json={})
    assert await office.killed(point)
    await office.finished()
    result = (await office.job(undo))["result"]
    assert (result["undone"], result["conflict_count"]) == (ROWS, 0), result["conflicts"][:2]
    assert await office.count() == 0
    assert await office.changes() == {"created": ROWS, "updated": ROWS * 2, "deleted": ROWS}


@pytest.mark.parametrize("point", ["jobs.claimed", "jobs.executed"])
async def test_a_merge_is_whole_or_not_at_all(office, point):
    made = [await office.ask("POST", "records/contact", json={"values": {"name": name}}) for name in ("Leyla", "Leyla M.")]
    keep, other = [one["id"] for one in made]
    deal = await office.ask("POST", "records/deal", json={"values": {"name": "Flat", "client": other}})
    owner = UUID(office.browser.user["id"])
    async with tenant_transaction(office.tenant):
        asked = {"entity": "contact", "keep": keep, "others": [other], "choices": {}}
        await commands.start(merging.KIND, asked, actor=Actor(office.tenant, "person", owner, "owner", person=owner))
        assert await live_plan()
    assert await office.killed(point)
    assert (await office.ask("GET", f"records/deal/{deal['id']}"))["values"]["client"] == other
    assert await office.count() == 2
    await office.finished()
    assert (await office.ask("GET", f"records/deal/{deal['id']}"))["values"]["client"] == keep
    assert await office.count() == 1


@pytest.mark.parametrize("point", ["jobs.executed", "jobs.committed@2"])
async def test_a_backfill_goes_on_where_it_was(office, point):
    await office.imported()
    await office.finished()
    document = sales_house()
    next(part for part in document["entities"][0]["fields"] if part["key"] == "phone")["unique"] = True
    document["entities"][0]["fields"].append({"key": "shout", "type": "formula", "formula": "UPPER(name)", "result": "text",
                                              "indexed": True})  # fmt: skip
    await office.browser.publish(document)
    assert await office.killed(point)
    await office.finished()
    assert await office.count('shout = "CONTACT 77"') == 1
    answer = await office.browser.post(
        office.browser.at("records/contact"), json={"values": {"name": "Again", "phone": "+994500000077"}}
    )
    assert answer.status_code in {409, 422}, answer.text
    assert await office.count() == ROWS


def test_a_worker_dies_at_every_place_of_long_work():
    assert {point.partition("@")[0] for point in EVERYWHERE} == NAMED
