"""A call goes out and no answer comes: it goes out again as it was, or the other side is asked, or a person decides."""

import http.server
import json
import threading

import pytest

from axin.platform.data.unit_of_work import tenant_transaction
from axin.platform.kernel.settings import settings, use
from axin.runtime.approvals import deciding, listing
from axin.runtime.runs.drain import drain_all
from tests.runtime.runs.hand_built import make_due, rows, titles
from tests.runtime.stories import action, do, firm, records, runs, scenario

BROKEN = (0, None)


class Bank(http.server.BaseHTTPRequestHandler):
    sent: list[tuple[str, object]] = []  # noqa: RUF012 - one bank a test process
    asked: list[str] = []  # noqa: RUF012
    answers: list[tuple[int, object]] = []  # noqa: RUF012
    known: list[tuple[int, object]] = []  # noqa: RUF012

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.sent.append((self.headers["Idempotency-Key"], body))
        self.say(*(self.answers.pop(0) if self.answers else (200, {"id": 7})))

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.say(*self.known.pop(0))

    def say(self, status, answer) -> None:
        if status == 0:
            self.close_connection = True
            return
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def bank():
    for each in (Bank.sent, Bank.asked, Bank.answers, Bank.known):
        each.clear()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Bank)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    before = settings()
    use(before.model_copy(update={"allowed_local_sinks": (f"127.0.0.1:{server.server_port}",)}))
    yield f"http://127.0.0.1:{server.server_port}"
    use(before)
    server.shutdown()
    server.server_close()


def pay(url, then="fail", **given):
    send = action("send", "http.request", method="POST", url=f"{url}/payments", body={"for": "=record.name"}, **given)
    return firm(
        scenario(
            "pay", {"on": "record.created", "entity": "contact"},
            {**send, "title": "Pay", "on_error": {"retry": {"times": 3, "first": "1h"}, "then": then}},
            action("note", "task.create", title="paid {{ steps.send.body.id }}"), run_as="role:owner",
        )
    )  # fmt: skip


async def begin(world):
    await do(world, world.owner, "create", "contact", {"name": "Leyla"})
    await drain_all()


async def time_passes(world):
    await make_due(world.tenant_no)
    await drain_all()


async def question(world):
    async with tenant_transaction(world.tenant_no):
        (found,) = (await listing.page(world.plan, world.owner, status="open", record=None, limit=10, after=None))[0]
    return found


async def decide(world, decision):
    found = await question(world)
    async with tenant_transaction(world.tenant_no):
        await deciding.decide(world.plan, world.owner, found.id, decision, None)
    await drain_all()


async def test_a_person_is_asked_and_it_goes_out_again_as_it_was(make_workspace, bank):
    Bank.answers[:] = [BROKEN]
    world = await make_workspace(pay(bank, in_doubt="ask"))
    await begin(world)
    (run,) = await runs(world)
    assert run["status"] == "waiting"
    (step,) = await rows(world.tenant_no, "select status, error ->> 'code' as code from run_step where tenant_no = $1")
    assert (step["status"], step["code"]) == ("waiting", "in_doubt")
    asked = await question(world)
    assert "Pay" in asked.text
    assert asked.approvers == [world.owner.person]

    (leyla,) = await records(world, "contact")
    await do(world, world.owner, "update", "contact", leyla.id, {"name": "Aysel"})
    await time_passes(world)
    assert len(Bank.sent) == 1, "nothing goes out while nobody has decided"
    await decide(world, "approved")
    assert Bank.sent == [(f"{run['id']}:send", {"for": "Leyla"})] * 2
    assert (await runs(world))[0]["status"] == "done"
    assert "paid 7" in await titles(world.tenant_no)


@pytest.mark.parametrize(("then", "status"), [("fail", "failed"), ("continue", "done")])
async def test_what_a_person_does_not_want_again_stays_unsent(make_workspace, bank, then, status):
    Bank.answers[:] = [(504, {})]
    world = await make_workspace(pay(bank, then, in_doubt="ask"))
    await begin(world)
    await decide(world, "rejected")
    await time_passes(world)
    assert len(Bank.sent) == 1
    assert (await runs(world))[0]["status"] == status


async def test_the_other_side_knows_that_it_was_taken(make_workspace, bank):
    Bank.answers[:], Bank.known[:] = [BROKEN], [(200, {"id": 12})]
    world = await make_workspace(pay(bank, look_up=f"{bank}/payments/{{{{ record.name }}}}"))
    await begin(world)
    await time_passes(world)
    assert (len(Bank.sent), Bank.asked) == (1, ["/payments/Leyla"])
    assert await titles(world.tenant_no) == ["paid 12"]


async def test_the_other_side_knows_of_nothing_and_gets_it_again(make_workspace, bank):
    Bank.answers[:], Bank.known[:] = [BROKEN], [(404, {})]
    world = await make_workspace(pay(bank, look_up=f"{bank}/payments/{{{{ record.name }}}}"))
    await begin(world)
    await time_passes(world)
    assert len(Bank.sent) == 2
    assert len(set(map(str, Bank.sent))) == 1
    assert await titles(world.tenant_no) == ["paid 7"]


async def test_where_the_other_side_cannot_say_a_person_is_asked(make_workspace, bank):
    Bank.answers[:], Bank.known[:] = [BROKEN], [(500, {})]
    world = await make_workspace(pay(bank, look_up=f"{bank}/payments", in_doubt="ask"))
    await begin(world)
    await time_passes(world)
    assert (len(Bank.sent), len(Bank.asked)) == (1, 1)
    await decide(world, "approved")
    assert len(Bank.sent) == 2
    assert (await runs(world))[0]["status"] == "done"


async def test_a_plain_no_leaves_no_doubt(make_workspace, bank):
    Bank.answers[:] = [(503, {})]
    world = await make_workspace(pay(bank, in_doubt="ask"))
    await begin(world)
    await time_passes(world)
    assert len(Bank.sent) == 2
    assert (await runs(world))[0]["status"] == "done"


async def change_name(world, name):
    (leyla,) = await records(world, "contact")
    await do(world, world.owner, "update", "contact", leyla.id, {"name": name})


async def test_after_a_plain_no_it_carries_what_is_true_now(make_workspace, bank):
    Bank.answers[:] = [(503, {})]
    world = await make_workspace(pay(bank))
    await begin(world)
    await change_name(world, "Aysel")
    await time_passes(world)
    assert [body for _, body in Bank.sent] == [{"for": "Leyla"}, {"for": "Aysel"}]
    assert len({key for key, _ in Bank.sent}) == 1


async def test_a_plain_no_to_a_repetition_leaves_the_first_sending_in_doubt(make_workspace, bank):
    Bank.answers[:] = [BROKEN, (503, {})]
    world = await make_workspace(pay(bank))
    await begin(world)
    await change_name(world, "Aysel")
    await time_passes(world)
    await time_passes(world)
    assert [body for _, body in Bank.sent] == [{"for": "Leyla"}] * 3
    assert (await runs(world))[0]["status"] == "done"
