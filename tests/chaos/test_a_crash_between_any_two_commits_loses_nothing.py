"""At every named place of the engine a process is killed; whoever goes on finishes the work, each effect once."""

import http.server
import os
import re
import subprocess
import sys
import threading
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from axin.platform.data.unit_of_work import tenant_transaction
from axin.platform.kernel.clock import utc_now
from axin.platform.kernel.ids import new_id
from axin.platform.kernel.settings import settings, use
from axin.runtime.actions import worklist
from axin.runtime.approvals import deciding, listing
from axin.runtime.runs.drain import drain_all
from axin.runtime.triggers import hooks, schedules
from tests.chaos.work import CALLS, live_through
from tests.runtime.runs.hand_built import titles
from tests.runtime.stories import action, firm, records, runs, scenario

CHECKOUT = Path(__file__).parents[2]
POINTS = sorted(
    {
        name
        for path in (CHECKOUT / "runtime/axin").rglob("*.py")
        for name in re.findall(r'faults\.point\("([^"]+)"\)', path.read_text())
        if not name.startswith("jobs.")  # those have long work of their own to be killed in
    }
)


class Sink(http.server.BaseHTTPRequestHandler):
    keys: list[str] = []  # noqa: RUF012 - one sink a test process

    def do_POST(self) -> None:
        self.keys.append(self.headers["Idempotency-Key"])
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.end_headers()
        self.wfile.write(b'{"ok": true}')

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def sink():
    Sink.keys.clear()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Sink)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    before = settings()
    use(before.model_copy(update={"allowed_local_sinks": (f"127.0.0.1:{server.server_port}",)}))
    yield f"http://127.0.0.1:{server.server_port}/orders"
    use(before)
    server.shutdown()
    server.server_close()


def solution(url, **more):
    document = firm(
        scenario(
            "call", {"on": "webhook"},
            action("first", "task.create", title="{{ event.data.n }} came"),
            action("send", "http.request", method="POST", url=url, body={"n": "=event.data.n"}, **more),
            action("last", "task.create", title="{{ event.data.n }} sent"),
            run_as="role:owner", concurrency={"per": "record", "policy": "parallel"},
        ),
        scenario(
            "request", {"on": "record.created", "entity": "contact"},
            action("make", "record.create", entity="request", values={"name": "{{ record.name }}"}), run_as="role:owner",
        ),
        scenario(
            "nightly", {"on": "schedule", "cron": "0 3 * * *"}, action("note", "task.create", title="night"), run_as="role:owner"
        ),
        scenario(
            "meet", {"on": "date", "entity": "contact", "field": "meeting"},
            action("note", "task.create", title="{{ record.name }} is here"), run_as="role:owner",
        ),
        scenario(
            "late", {"on": "task.overdue"}, action("note", "task.create", title="{{ event.data.task.title }} is late"),
            run_as="role:owner",
        ),
    )  # fmt: skip
    document["entities"][0]["fields"].append({"key": "meeting", "type": "datetime"})
    return document


def die_at(point, world, token):
    """Let a process do the work until it comes to `point`."""
    configured = settings()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("AXIN_")},
        "AXIN_FAULTS": f"{point}:kill",
        "AXIN_DATABASE_URL": configured.database_url.get_secret_value(),
        "AXIN_SECRET_KEY": configured.secret_key.get_secret_value(),
        "AXIN_ALLOWED_LOCAL_SINKS": ",".join(configured.allowed_local_sinks),
    }
    command = [sys.executable, "-m", "tests.chaos.work", str(world.tenant_no), token]
    done = subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == -9, done.stderr


async def let_leases_end(world):
    async with tenant_transaction(world.tenant_no) as transaction:
        await transaction.execute("update run_due set due_at = now() where tenant_no = $1 and not blocked", world.tenant_no)


OLD_RUN = """
insert into run (tenant_no, id, scenario, version, event_id, status, root, depth, event, actor, created_at, finished_at)
select $1, run_id_floor(ended), 'nightly', 1, $2, 'done', $2, 0, '{}', '{}', ended, ended
from (select now() - interval '31 days') as long (ended)
"""


@pytest.mark.parametrize("point", POINTS)
async def test_killed_at(point, make_workspace, sink):
    world = await make_workspace(solution(sink), limits={"history_days": 30})
    async with tenant_transaction(world.tenant_no) as transaction:
        await schedules.register(world.plan)
        await transaction.execute("update schedule_timer set due_at = now() where tenant_no = $1", world.tenant_no)
        await worklist.create_task(world.plan, world.owner, "report", due=utc_now() - timedelta(hours=1))
        await transaction.execute(OLD_RUN, world.tenant_no, new_id())
        hook = await hooks.hook_of("call")
    die_at(point, world, hook.token)
    await let_leases_end(world)
    await live_through(world.tenant_no, hook.token)

    expected = [f"call {n} {what}" for n in range(CALLS) for what in ("came", "sent")]
    expected += ["night", "Leyla is here", "report", "report is late"]
    assert sorted(await titles(world.tenant_no)) == sorted(expected)
    assert len(await records(world, "contact")) == len(await records(world, "request")) == 1
    found = Counter(row["status"] for row in await runs(world))
    assert found == {"done": CALLS + 4}
    assert len(set(Sink.keys)) == CALLS
    assert all(count <= 2 for count in Counter(Sink.keys).values())


async def test_what_a_dead_worker_may_have_sent_is_put_to_a_person(make_workspace, sink):
    world = await make_workspace(solution(sink, in_doubt="ask"))
    async with tenant_transaction(world.tenant_no):
        hook = await hooks.hook_of("call")
    die_at("runs.answered", world, hook.token)
    await let_leases_end(world)
    await live_through(world.tenant_no, hook.token)
    before = Counter(Sink.keys)  # a call that was about to go out when its process died may not have, and nobody knows
    assert all(count == 1 for count in before.values())
    found = Counter(row["status"] for row in await runs(world) if row["scenario"] == "call")
    assert found == {"waiting": CALLS}

    async with tenant_transaction(world.tenant_no):
        questions, _ = await listing.page(world.plan, world.owner, status="open", record=None, limit=10, after=None)
        for question in questions:
            await deciding.decide(world.plan, world.owner, question.id, "approved", None)
    await drain_all()
    assert len(questions) == CALLS
    after = Counter(Sink.keys)
    assert len(after) == CALLS
    assert all(count == before[key] + 1 for key, count in after.items())
    assert {row["status"] for row in await runs(world)} == {"done"}


def test_there_is_a_place_between_every_two_commits():
    engine = {"relay.opened", "relay.committed", "runs.claimed", "runs.executed", "runs.committed", "runs.answered"}
    assert engine | {"inbound.opened", "timers.opened", "dates.fired", "tasks.told", "history.forgotten"} <= set(POINTS)
