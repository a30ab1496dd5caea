"""A backtest: how many past changes a second a scenario is judged by, from the start of the job to its end.

python -m bench.backtest [RECORDS] [CHANGES OF EACH]
"""

import random
import sys
import time
from typing import Any, Final

import httpx

from bench.product import Product, product

DEFAULT_RECORDS: Final = 20_000
DEFAULT_CHANGES: Final = 5
_POLL_SECONDS: Final = 0.1
_ENTITY: Final = {
    "key": "visit",
    "title": "Visit",
    "display": "name",
    "fields": [
        {"key": "name", "type": "text", "required": True},
        {"key": "amount", "type": "money"},
        {"key": "area", "type": "number"},
        {"key": "source", "type": "select", "options": [{"key": "site"}, {"key": "call"}]},
        {"key": "worth", "type": "formula", "formula": "amount * 2", "result": "money"},
    ],
}
_SCENARIO: Final = {
    "key": "watch",
    "title": "Watch",
    "enabled": False,
    "trigger": {"on": "record.updated", "entity": "visit", "fields": ["area"]},
    "when": 'source = "site" AND worth > 2000',
    "run_as": "role:owner",
    "steps": [
        {"key": "large", "if": "=record.area > 100", "then": [
            {"key": "call", "action": "task.create", "with": {"title": "Call {{ record.name }}", "record": "=record.id"}}],
         "else": [{"key": "note", "action": "record.update",
                   "with": {"entity": "visit", "id": "=record.id", "values": {"name": "Small {{ record.name }}"}}}]},
    ],
}  # fmt: skip


def measure(running: Product, *, records: int, changes: int) -> dict[str, Any]:
    """Make records, change each of them, and judge all of it."""
    with httpx.Client(headers={"Authorization": running.headers["Authorization"]}, timeout=600) as client:
        draft = client.get(running.url("draft")).raise_for_status().json()
        draft["entities"] = [*draft["entities"], _ENTITY]
        draft["scenarios"] = [*draft["scenarios"], _SCENARIO]
        client.put(running.url("draft"), json=draft).raise_for_status()
        client.post(running.url("publish"), json={"note": "backtest"}).raise_for_status()
        for turn in range(changes):
            _fill(running, client, records, turn)
        before, began = running.cpu_seconds(), time.perf_counter()
        job = _follow(running, client, client.post(running.url("scenarios/watch/backtest"), json={}))
        seconds = time.perf_counter() - began
        used = sum(running.cpu_seconds().values()) - sum(before.values())
        found = job["result"]
    return {
        "changes": found["examined"], "matched": found["matched"], "seconds": seconds,
        "changes_per_second": found["examined"] / seconds, "cpu_ms_per_change": used * 1000 / found["examined"],
    }  # fmt: skip


def _fill(running: Product, client: httpx.Client, records: int, turn: int) -> None:
    """Import all records, or change each by an import that finds it again."""
    chance = random.Random(turn)
    lines = ["name;amount;area;source"]
    lines += [
        f"Visit {n};{chance.random() * 3000:.2f};{chance.random() * 200:.1f};{'site' if n % 2 else 'call'}"
        for n in range(records)
    ]
    upload = client.post(running.url("files"), files={"file": ("rows.csv", "\n".join(lines).encode())}).raise_for_status()
    asked = {"file": upload.json()["id"], "entity": "visit", "mapping": {key: key for key in lines[0].split(";")}}
    asked |= {"match": ["name"], "on_match": "update"} if turn else {}
    _follow(running, client, client.post(running.url("imports"), json=asked))


def _follow(running: Product, client: httpx.Client, started: httpx.Response) -> dict[str, Any]:
    id_ = started.raise_for_status().json()["id"]
    while True:
        job: dict[str, Any] = client.get(running.url(f"jobs/{id_}")).raise_for_status().json()
        if job["status"] == "done":
            return job
        if job["status"] not in {"queued", "running"}:
            raise SystemExit(f"the job ended so: {job['status']}, {job['error']}")
        time.sleep(_POLL_SECONDS)


def main() -> int:
    """Start a product of its own, measure, print."""
    given = [int(argument) for argument in sys.argv[1:]]
    records, changes = [*given, *(DEFAULT_RECORDS, DEFAULT_CHANGES)[len(given) :]]
    with product() as running:
        cell = measure(running, records=records, changes=changes)
    sys.stdout.write(
        f"{cell['changes']} changes in {cell['seconds']:.1f} s: {cell['changes_per_second']:.0f} a second, "
        f"{cell['cpu_ms_per_change']:.3f} ms of CPU each; {cell['matched']} would have run\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
