"""A connection adds its credentials at the last moment, to its own hosts alone; nothing ever shows them again."""

import base64
import http.server
import json
import logging
import threading
import time
from urllib.parse import parse_qsl

import pytest

from axin.platform.data.unit_of_work import control_transaction, tenant_transaction
from axin.platform.kernel.settings import settings, use
from axin.runtime.connectors import oauth2
from axin.runtime.runs.drain import drain_all
from tests.runtime.stories import action, firm, scenario

SECRET = "s3cret-Canary/77+x"
PAIR = base64.b64encode(f"axin:{SECRET}".encode()).decode()


class Other(http.server.BaseHTTPRequestHandler):
    """Another system, of the talkative kind: it repeats all that it is sent."""

    calls: list[dict] = []  # noqa: RUF012 - one a test process
    tokens = 0
    refuses = False

    def do_GET(self) -> None:
        self.answer()

    def do_POST(self) -> None:
        self.answer()

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.calls.append({"path": self.path, "headers": dict(self.headers), "body": body, "at": time.monotonic()})
        if self.path == "/token":
            type(self).tokens += 1
            self.write(401 if self.refuses else 200, {"access_token": f"token-{self.tokens}-{SECRET}", "expires_in": 3600})
        elif self.path == "/away":
            self.send_response(302)
            self.send_header("Location", self.server.elsewhere)
            self.end_headers()
        else:
            said = {"echo": dict(self.headers), "path": self.path, SECRET: [f"you said {SECRET}", f"and {SECRET} again"]}
            self.write(500 if self.path.startswith("/broken") else 200, said)

    def write(self, status: int, said: object) -> None:
        self.send_response(status)
        self.send_header("X-Echo", self.headers.get("Authorization", ""))
        self.end_headers()
        self.wfile.write(json.dumps(said).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def other():
    """Two addresses of the other side, `other` and `other.elsewhere`."""
    Other.calls.clear()
    Other.tokens, Other.refuses = 0, False
    servers = [http.server.ThreadingHTTPServer(("127.0.0.1", 0), Other) for _ in range(2)]
    addresses = [f"127.0.0.1:{server.server_port}" for server in servers]
    for server in servers:
        server.elsewhere = f"http://{addresses[1]}/taken"
        threading.Thread(target=server.serve_forever, daemon=True).start()
    before = settings()
    use(before.model_copy(update={"allowed_local_sinks": tuple(addresses)}))
    yield addresses
    use(before)
    for server in servers:
        server.shutdown()
        server.server_close()


def connection(host, kind="bearer", own=None, **more):
    return {"key": "office", "title": "Office", "kind": kind, "hosts": [host], "settings": own or {}, "secret": SECRET, **more}


def calling(url, **more):
    return scenario(
        "call", {"on": "record.created", "entity": "contact"},
        action("send", "http.request", method="POST", url=url, body={"name": "=record.name"}, connection="office"), **more,
    )  # fmt: skip


async def run_of(api, made, *scenarios, roles=()):
    """Make the connection, publish, set it off; return the run."""
    await api.sign_up()
    if roles:
        await api.publish(firm(roles=roles))
    answer = await api.post(api.at("connections"), json=made)
    assert answer.status_code == 201, answer.text
    await api.publish(firm(*scenarios, roles=roles))
    await api.post(api.at("records/contact"), json={"values": {"name": "Leyla"}})
    await drain_all()
    (run,) = (await api.get(api.at("runs"))).json()["items"]
    return (await api.get(api.at(f"runs/{run['id']}"))).json()


@pytest.mark.parametrize(
    ("kind", "own", "sent"),
    [
        ("basic", {"username": "axin"}, {"Authorization": f"Basic {PAIR}"}),
        ("bearer", {}, {"Authorization": f"Bearer {SECRET}"}),
        ("header", {"name": "X-Api-Key"}, {"X-Api-Key": SECRET}),
        ("query", {"name": "api_key"}, {}),
        (
            "oauth2", {"token_url": "http://HOST/token", "client_id": "axin", "scope": "read"},
            {"Authorization": f"Bearer token-1-{SECRET}"},
        ),
    ],
)  # fmt: skip
async def test_each_kind_is_sent_and_never_seen_again(api, other, caplog, kind, own, sent):  # noqa: PLR0917
    caplog.set_level(logging.DEBUG)
    own = {name: value.replace("HOST", other[0]) for name, value in own.items()}
    made = connection(other[0], kind, own)
    run = await run_of(api, made, calling(f"http://{other[0]}/orders", run_as="role:owner"))
    assert run["status"] == "done", run["error"]
    call = Other.calls[-1]
    lowered = {name.lower(): value for name, value in call["headers"].items()}
    assert (
        sent.items() <= call["headers"].items()
        or {name.lower(): value for name, value in sent.items()}.items() <= lowered.items()
    )
    if kind == "query":
        assert dict(parse_qsl(call["path"].partition("?")[2])) == {"api_key": SECRET}
    if kind == "oauth2":
        assert dict(parse_qsl(Other.calls[0]["body"])) == {"grant_type": "client_credentials", "scope": "read"}
    await shows_nothing(api, run, caplog)


async def shows_nothing(api, run, caplog):
    """Look for the secret wherever it could have come to: answers, logs, and every row of the database."""
    seen = [json.dumps(run), caplog.text]
    paths = ("connections", "runs", "draft", "versions/1", f"runs/{run['id']}", "solution")
    seen += [(await api.get(api.at(path))).text for path in paths]
    async with control_transaction() as control:
        no = await control.fetchval("select tenant_no from workspace where slug = $1", api.slug)
    async with tenant_transaction(no) as transaction:
        for table in ("run", "run_step", "audit", "outbox", "connection", "notification", "idempotency_key"):
            rows = await transaction.fetch(f"select t::text as row from {table} t where tenant_no = $1", no)
            seen += [row["row"] for row in rows]
    for text in seen:
        assert SECRET not in text
        assert PAIR not in text


async def test_a_failing_call_tells_nothing_either(api, other, caplog):
    made = connection(other[0], "query", {"name": "key"})
    run = await run_of(api, made, calling(f"http://{other[0]}/broken", run_as="role:owner"))
    assert run["error"]["code"] == "http_status"
    await shows_nothing(api, run, caplog)


async def test_credentials_go_to_no_other_host(api, other):
    run = await run_of(api, connection(other[0]), calling(f"http://{other[1]}/orders", run_as="role:owner"))
    assert run["error"]["code"] == "connection_host"
    assert Other.calls == []


async def test_a_redirect_to_another_host_takes_no_credentials_along(api, other):
    run = await run_of(api, connection(other[0]), calling(f"http://{other[0]}/away", run_as="role:owner"))
    assert run["status"] == "done"
    assert [call["path"] for call in Other.calls] == ["/away", "/taken"]
    assert SECRET not in json.dumps(Other.calls[1]["headers"])


async def test_a_token_is_fetched_once_for_many_calls(api, other):
    made = connection(other[0], "oauth2", {"token_url": f"http://{other[0]}/token", "client_id": "axin"})
    await run_of(api, made, calling(f"http://{other[0]}/orders", run_as="role:owner"))
    await api.post(api.at("records/contact"), json={"values": {"name": "Aysel"}})
    await drain_all()
    assert [call["path"] for call in Other.calls] == ["/token", "/orders", "/orders"]


async def test_a_refused_token_is_said_in_a_sentence(api, other, caplog):
    Other.refuses = True
    made = connection(other[0], "oauth2", {"token_url": f"http://{other[0]}/token", "client_id": "axin"})
    run = await run_of(api, made, calling(f"http://{other[0]}/orders", run_as="role:owner"))
    assert run["steps"][0]["error"]["code"] == "connection_refused"
    await shows_nothing(api, run, caplog)


SENDER = {"key": "sender", "title": "Sender", "access": [{"entity": "contact", "create": True, "read": "all"}]}


@pytest.mark.parametrize(("given", "status"), [([], "failed"), (["sender"], "done")])
async def test_a_role_uses_what_it_was_given(api, other, given, status):
    run = await run_of(
        api, connection(other[0], roles=given), calling(f"http://{other[0]}/orders", run_as="role:sender"), roles=(SENDER,)
    )
    assert run["status"] == status
    assert (run["error"] or {}).get("code") == (None if given else "forbidden_connection")
    assert len(Other.calls) == len(given)


BUILDER = {"key": "maker", "title": "Maker", "builder": True, "access": [{"entity": "contact", "create": True, "read": "all"}]}


async def test_nobody_publishes_a_step_through_a_connection_that_is_not_theirs(api, other):
    await api.sign_up()
    await api.publish(firm(roles=(BUILDER,)))
    await api.post(api.at("connections"), json=connection(other[0]))
    maker = await api.member("maker")
    assert (await maker.get(maker.at("connections"))).json() == {"items": []}
    await maker.put(maker.at("draft"), json=firm(calling(f"http://{other[0]}/x"), roles=(BUILDER,)))
    refused = await maker.post(maker.at("publish"), json={})
    assert refused.status_code == 422
    assert {"pointer": "/scenarios/0/steps/0/with/connection", "code": "beyond_author"}.items() <= refused.json()["errors"][
        0
    ].items()


async def test_a_connection_that_is_not_there_is_told_at_publishing(api):
    await api.sign_up()
    await api.put(api.at("draft"), json=firm(calling("https://example.com/", run_as="role:owner")))
    refused = await api.post(api.at("publish"), json={})
    assert refused.status_code == 422, refused.text
    assert [(each["pointer"], each["code"]) for each in refused.json()["errors"]] == [
        ("/scenarios/0/steps/0/with/connection", "unknown_connection")
    ]


async def test_a_connection_that_is_not_there_is_told_beside_what_else_is_wrong(api):
    await api.sign_up()
    branch = {"key": "open", "if": "=record.nonesuch", "then": [calling("https://example.com/")["steps"][0]]}
    await api.put(api.at("draft"), json=firm(calling("https://example.com/", run_as="role:owner") | {"steps": [branch]}))
    checked = (await api.post(api.at("draft/check"))).json()
    assert [(each["pointer"], each["code"]) for each in checked["errors"]] == [
        ("/scenarios/0/steps/0/if", "unknown_field"),
        ("/scenarios/0/steps/0/then/0/with/connection", "unknown_connection"),
    ]


async def test_only_those_who_manage_make_and_try_connections(api, other):
    await api.sign_up()
    await api.publish(firm())
    assert (await api.post(api.at("connections"), json=connection(other[0]))).status_code == 201
    seller = await api.member("seller")
    assert (await seller.get(seller.at("connections"))).json() == {"items": []}
    for answer in (
        await seller.post(seller.at("connections"), json={**connection(other[0]), "key": "mine"}),
        await seller.patch(seller.at("connections/office"), json={"title": "Mine"}),
        await seller.delete(seller.at("connections/office")),
        await seller.post(seller.at("connections/office/test"), json={"url": f"http://{other[0]}/"}),
    ):
        assert answer.status_code == 403, answer.text


async def test_a_connection_is_tried(api, other):
    await api.sign_up()
    await api.post(api.at("connections"), json=connection(other[0]))
    good = (await api.post(api.at("connections/office/test"), json={"url": f"http://{other[0]}/me"})).json()
    assert (good["ok"], good["status"], good["message"]) == (True, 200, None)
    bad = (await api.post(api.at("connections/office/test"), json={"url": f"http://{other[1]}/me"})).json()
    assert (bad["ok"], bad["status"]) == (False, None)
    assert "not one of its hosts" in bad["message"]


async def test_who_sends_the_secret_elsewhere_gives_it_again(api, other):
    await api.sign_up()
    await api.post(api.at("connections"), json=connection(other[0]))
    moved = await api.patch(api.at("connections/office"), json={"hosts": [other[1]]})
    assert moved.status_code == 422
    assert moved.json()["errors"][0]["pointer"] == "/secret"
    named = await api.patch(api.at("connections/office"), json={"title": "Head office", "per_second": 5})
    assert (named.status_code, named.json()["title"], named.json()["has_secret"]) == (200, "Head office", True)
    assert (await api.patch(api.at("connections/office"), json={"hosts": [other[1]], "secret": "another"})).status_code == 200


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"key": "No"}, "/key"), ({"kind": "ntlm"}, "/kind"), ({"hosts": []}, "/hosts"), ({"hosts": ["http://x"]}, "/hosts/0"),
        ({"secret": None}, "/secret"), ({"secret": "a\r\nb"}, "/secret"), ({"kind": "basic"}, "/settings/username"),
        ({"settings": {"x": "y"}}, "/settings/x"), ({"roles": ["nobody"]}, "/roles/0"), ({"title": " "}, "/title"),
        ({"kind": "header", "settings": {"name": "a b"}}, "/settings/name"),
        ({"kind": "header", "settings": {"name": "Host"}}, "/settings/name"),
    ],
)  # fmt: skip
async def test_a_connection_that_could_not_work_is_refused(api, change, pointer):
    await api.sign_up()
    refused = await api.post(api.at("connections"), json={**connection("api.example.com"), **change})
    assert refused.status_code == 422, refused.text
    assert pointer in [each["pointer"] for each in refused.json()["errors"]]
    assert SECRET not in refused.text


async def test_a_key_is_taken_once_and_free_again(api):
    await api.sign_up()
    made = connection("api.example.com")
    assert (await api.post(api.at("connections"), json=made)).status_code == 201
    assert (await api.post(api.at("connections"), json=made)).status_code == 409
    assert (await api.delete(api.at("connections/office"))).status_code == 204
    assert (await api.post(api.at("connections"), json=made)).status_code == 201


async def test_only_so_many_calls_are_under_way_at_once(api, other, monkeypatch):
    running, most, lock = [0], [0], threading.Lock()
    answer = Other.write

    def slowly(self, status, said):
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        threading.Event().wait(0.05)
        with lock:
            running[0] -= 1
        answer(self, status, said)

    monkeypatch.setattr(Other, "write", slowly)
    url = f"http://{other[0]}/orders"
    await run_of(api, connection(other[0], at_once=2), calling(url, run_as="role:owner", concurrency={"policy": "parallel"}))
    create = [{"values": {"name": f"c{number}"}} for number in range(8)]
    assert (await api.post(api.at("records/contact/batch"), json={"create": create})).status_code == 201
    await drain_all()
    assert len(Other.calls) == 9
    assert most[0] <= 2


@pytest.fixture(autouse=True)
def _no_tokens_kept():
    oauth2._kept.clear()
