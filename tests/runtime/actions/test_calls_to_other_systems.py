"""http.request: under one key for ever, through the guard; what comes back is data; what fails is tried again or told."""

import http.server
import json
import threading

import pytest

from axin.platform.kernel.settings import settings, use
from axin.runtime.runs.drain import drain_all
from tests.runtime.runs.hand_built import make_due, rows, titles
from tests.runtime.stories import action, do, firm, runs, scenario

BODY = {"name": "=record.name"}


class Shop(http.server.BaseHTTPRequestHandler):
    calls: list[dict] = []  # noqa: RUF012 - one shop a test process
    answers: list[tuple[int, object]] = []  # noqa: RUF012

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.calls.append({"path": self.path, "key": self.headers["Idempotency-Key"], "body": json.loads(body or b"null")})
        status, answer = self.answers.pop(0) if self.answers else (200, {"id": 7, "note": "thanks"})
        self.send_response(status)
        self.end_headers()
        self.wfile.write(answer if isinstance(answer, bytes) else json.dumps(answer).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def shop():
    Shop.calls.clear()
    Shop.answers.clear()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Shop)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    before = settings()
    use(before.model_copy(update={"allowed_local_sinks": (f"127.0.0.1:{server.server_port}",)}))
    yield f"http://127.0.0.1:{server.server_port}"
    use(before)
    server.shutdown()
    server.server_close()


def order(url, *after, **more):
    return scenario(
        "order", {"on": "record.created", "entity": "contact"},
        {**action("send", "http.request", method="POST", url=url, query={"q": "=record.name"}, body=BODY), **more},
        *after, run_as="role:owner",
    )  # fmt: skip


async def new_contact(world):
    await do(world, world.owner, "create", "contact", {"name": "Leyla"})
    await drain_all()
    return await runs(world)


async def test_what_came_back_is_there_for_the_next_steps(make_workspace, shop):
    note = action("note", "task.create", title="{{ steps.send.body.note }} {{ steps.send.status }}")
    world = await make_workspace(firm(order(f"{shop}/orders", note)))
    (run,) = await new_contact(world)
    assert run["status"] == "done"
    assert await titles(world.tenant_no) == ["thanks 200"]
    (call,) = Shop.calls
    assert call == {"path": "/orders?q=Leyla", "key": f"{run['id']}:send", "body": {"name": "Leyla"}}


async def test_a_failure_is_tried_again_under_the_same_key(make_workspace, shop):
    Shop.answers[:] = [(503, {}), (500, {})]
    world = await make_workspace(firm(order(shop, on_error={"retry": {"times": 3, "first": "1h"}})))
    (run,) = await new_contact(world)
    for _ in range(2):
        assert (await runs(world))[0]["status"] == "waiting"
        await make_due(world.tenant_no)
        await drain_all()
    assert (await runs(world))[0]["status"] == "done"
    assert [call["key"] for call in Shop.calls] == [f"{run['id']}:send"] * 3
    (step,) = await rows(world.tenant_no, "select attempt, status from run_step where tenant_no = $1")
    assert (step["attempt"], step["status"]) == (3, "done")


async def test_a_blocked_address_fails_the_run_at_once(make_workspace):
    for url in ("http://127.0.0.1:1/x", "http://169.254.169.254/latest", "http://[::1]/"):
        world = await make_workspace(firm(order(url, on_error={"retry": {"times": 3, "first": "1h"}})))
        (run,) = await new_contact(world)
        assert (run["status"], run["code"]) == ("failed", "blocked_address"), url


async def test_an_answer_that_does_not_fit_fails_with_type_mismatch(make_workspace, shop):
    Shop.answers[:] = [(200, {"visits": "many"})]
    make = action("make", "record.create", entity="request", values={"name": "R", "visits": "=steps.send.body.visits"})
    world = await make_workspace(firm(order(shop, make)))
    (run,) = await new_contact(world)
    assert (run["status"], run["code"]) == ("failed", "type_mismatch")


async def test_an_answer_too_large_or_no_json_breaks_nothing(make_workspace, shop):
    answers = [b"x" * 1_100_000, b"plain \x00 text \xff", b'{"a\\u0000": ["\\u0000"]}', b'{"a": 1e999999}', b'"\\ud800"']
    Shop.answers[:] = [(200, answer) for answer in answers]
    world = await make_workspace(firm(order(shop)))
    for _ in answers:
        found = await new_contact(world)
    assert [(row["status"], row["code"]) for row in found] == [
        ("failed", "answer_too_large"), ("done", None), ("done", None), ("failed", "type_mismatch"), ("done", None),
    ]  # fmt: skip
