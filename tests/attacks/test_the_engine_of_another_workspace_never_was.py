"""Runs, failures, pins, timers, connections, samples, approvals and working times of another workspace never were."""

import pytest

from axin.platform.data import json
from axin.platform.kernel.ids import new_id
from axin.runtime.runs.drain import drain_all
from tests.runtime.stories import action, firm, scenario

CANARY = "kanareyka"
STOPS = scenario(
    "stops", {"on": "record.created", "entity": "contact"}, {"key": "closed", "stop": {"error": CANARY}}, run_as="role:owner"
)
WAITS = scenario("waits", {"on": "record.created", "entity": "deal"}, {"key": "w", "wait": {"for": "2d"}}, run_as="role:owner")
SERVICE = scenario(
    "service", {"on": "date", "entity": "contact", "field": "service"}, action("t", "task.create", title=CANARY),
    run_as="role:owner",
)  # fmt: skip
ASKS = scenario(
    "asks", {"on": "record.created", "entity": "request"},
    action("ask", "approval.request", approvers=["role:owner"], text=CANARY), run_as="role:owner",
)  # fmt: skip
HOOK = scenario("hook", {"on": "webhook", "auth": "token"}, action("t", "task.create", title="t"), run_as="role:owner")

READS = [
    "runs/{run}", "runs?failure={failure}", "approvals/{approval}", "pins?scenario=stops", "timers?record={contact}",
    "connections", "failures", "runs", "pins", "timers", "work-times", "approvals", "runs/queue", "scenarios", "tasks",
    "scenarios/hook/sample", "records/contact/{contact}/automation",
]  # fmt: skip
WRITES = [
    ("POST", "runs/{run}/retry", {"from": "start"}),
    ("POST", "runs/{run}/undo", {}),
    ("POST", "runs/{waiting}/cancel", {}),
    ("POST", "runs/{run}/pin", {"title": "Mine now"}),
    ("DELETE", "runs/{run}/pin", None),
    ("POST", "failures/{failure}/rerun", {"from": "start"}),
    ("POST", "failures/{failure}/mended", {}),
    ("POST", "timers/date.{contact}.service/run", {}),
    ("POST", "timers/date.{contact}.service/skip", {}),
    ("POST", "timers/wait.{waiting}/run", {}),
    ("POST", "approvals/{approval}", {"decision": "approved"}),
    ("PATCH", "connections/bank_{mark}", {"title": "Mine now"}),
    ("DELETE", "connections/bank_{mark}", None),
    ("POST", "connections/bank_{mark}/test", {"url": "https://bank.example.com/"}),
    ("PUT", "work-times/{person}", {"hours": None}),
    ("POST", "work-times/{person}/absences", {"from": "2099-01-04", "to": "2099-01-08"}),
    ("DELETE", "work-times/{person}/absences/{absence}", None),
    ("POST", "scenarios/service/run", {"record": "{contact}"}),
    ("POST", "scenarios/service/dry-run", {"record": "{contact}"}),
    ("POST", "scenarios/service/why", {"record": "{contact}"}),
    ("POST", "scenarios/stops/bulk", {"ids": ["{contact}"]}),
]


def solution(*more):
    found = firm(STOPS, WAITS, SERVICE, ASKS, HOOK, *more)
    found["entities"][0]["fields"].append({"key": "service", "type": "date"})
    return found


async def made(client, method, path, body=None):
    answer = await client.request(method, client.at(path), json=body)
    assert answer.is_success, (path, answer.text)
    return answer.json() if answer.content else None


async def work(client, name):
    """Let every part of the engine have something of this workspace; return what it is known by."""
    contact = (await made(client, "POST", "records/contact", {"values": {"name": name, "service": "2031-05-05"}}))["id"]
    await made(client, "POST", "records/deal", {"values": {"name": name}})
    await made(client, "POST", "records/request", {"values": {"name": name}})
    await drain_all()
    runs = {run["scenario"]: run["id"] for run in (await made(client, "GET", "runs"))["items"]}
    await made(client, "POST", f"runs/{runs['stops']}/pin", {"title": name})
    person = client.user["id"]
    absence = await made(
        client, "POST", f"work-times/{person}/absences", {"from": "2099-01-04", "to": "2099-01-08", "note": name}
    )
    bank = {"key": f"bank_{name}", "title": name, "kind": "bearer", "secret": name, "hosts": ["bank.example.com"]}
    await made(client, "POST", "connections", bank)
    await made(client, "POST", "scenarios/hook/sample")
    (failure,) = (await made(client, "GET", "failures"))["items"]
    (approval,) = (await made(client, "GET", "approvals"))["items"]
    return {
        "run": runs["stops"], "waiting": runs["waits"], "contact": contact, "person": person, "absence": absence["id"],
        "failure": failure["id"], "approval": approval["id"], "mark": name,
    }  # fmt: skip


@pytest.fixture
async def two(api):
    """A workspace whose engine has seen the canary, and its neighbour with the very same solution, quiet as yet."""
    await api.sign_up(name=CANARY)
    await api.publish(solution())
    known = await work(api, CANARY)
    neighbour = await api.stranger().sign_up(title="Neighbour")
    quiet = json.loads(json.dumps_text(solution()).replace(CANARY, "quiet"))
    await neighbour.publish(quiet)
    return api, known, neighbour


def filled(text, known):
    for name, value in known.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def never(known):
    return {name: CANARY[::-1] if name == "mark" else str(new_id()) for name in known}


async def told(client, method, path, sent, known):
    """Return the answer, with what was asked about and what is new each time left out."""
    body = {} if sent is None else {"json": json.loads(filled(json.dumps_text(sent), known))}
    answer = await client.request(method, client.at(filled(path, known)), **body)
    assert answer.status_code < 500, (path, answer.text)
    found = answer.json() if answer.content else {}
    if isinstance(found, dict):
        found.pop("request_id", None)
    text = json.dumps_text(found)
    for value in known.values():
        text = text.replace(value, "~")
    return answer.status_code, text


async def everything(client, known):
    """Return all that the engine says to those whose it is, but for the moments at which it was asked."""
    return [await told(client, "GET", path, None, known) for path in READS]


async def test_the_canary_sings_to_its_owner(two):
    owner, known, _ = two
    heard = [path for path in READS if CANARY in (await owner.get(owner.at(filled(path, known)))).text]
    assert len(heard) >= 7, heard


async def test_nothing_of_it_is_read_by_a_neighbour(two):
    _, known, neighbour = two
    for path in READS:
        text = (await neighbour.get(neighbour.at(filled(path, known)))).text
        assert CANARY not in text, (path, text)
        assert await told(neighbour, "GET", path, None, known) == await told(neighbour, "GET", path, None, never(known)), path


async def test_nothing_is_done_to_it_by_a_neighbour_nor_said_of_it(two):
    owner, known, neighbour = two
    before = await everything(owner, known)
    for method, path, sent in WRITES:
        there, nowhere = [await told(neighbour, method, path, sent, ids) for ids in (known, never(known))]
        assert there == nowhere, (method, path)
        assert "bulk" in path or there[0] in {404, 422}, (method, path, there)
    await drain_all()
    assert await everything(owner, known) == before
    assert (await made(neighbour, "GET", "runs"))["items"] == []


async def test_code_is_tried_over_nothing_but_what_it_is_given(two):
    owner, _, neighbour = two
    source = 'globalThis.kept = (globalThis.kept ?? "") + input; return globalThis.kept;'
    ours = await made(owner, "POST", "code/try", {"source": source, "input": CANARY})
    theirs = await made(neighbour, "POST", "code/try", {"source": source, "input": "quiet"})
    assert ours["error"] is None, ours
    assert (ours["output"], theirs["output"]) == (CANARY, "quiet")
