"""Imports: how many rows of twelve fields a second come in, durable, from the start of the job to its end.

python -m bench.imports [ROWS]
"""

import random
import sys
import time
from typing import Any, Final

import httpx

from bench.product import Product, product

DEFAULT_ROWS: Final = 50_000
_POLL_SECONDS: Final = 0.1
_ENTITY: Final = {
    "key": "imported",
    "title": "Imported",
    "display": "name",
    "fields": [
        {"key": "name", "type": "text", "required": True, "max_length": 200},
        {"key": "phone", "type": "phone"},
        {"key": "email", "type": "email"},
        {"key": "amount", "type": "money"},
        {"key": "area", "type": "number"},
        {"key": "pieces", "type": "integer"},
        {"key": "rate", "type": "percent"},
        {"key": "source", "type": "select", "options": [{"key": "site"}, {"key": "call"}]},
        {"key": "signed", "type": "date"},
        {"key": "city", "type": "text"},
        {"key": "note", "type": "long_text"},
        {"key": "urgent", "type": "boolean"},
    ],
}


def measure(running: Product, *, rows: int) -> dict[str, Any]:
    """Import a table twice: as new records, then finding each by its address."""
    with httpx.Client(headers={"Authorization": running.headers["Authorization"]}, timeout=600) as client:
        draft = client.get(running.url("draft")).raise_for_status().json()
        draft["entities"] = [*draft["entities"], _ENTITY]
        client.put(running.url("draft"), json=draft).raise_for_status()
        client.post(running.url("publish"), json={"note": "imports"}).raise_for_status()
        upload = client.post(running.url("files"), files={"file": ("rows.csv", _table(rows))}).raise_for_status()
        asked = {"file": upload.json()["id"], "entity": "imported", "mapping": {key: key for key in _keys()}}
        return {
            "new": _one(running, client, rows, asked),
            "matched": _one(running, client, rows, {**asked, "match": ["email"], "on_match": "skip"}),
            "dry run": _one(running, client, rows, {**asked, "dry": True}),
        }


def _keys() -> list[str]:
    return [str(field["key"]) for field in _ENTITY["fields"]]  # type: ignore[index]


def _table(rows: int) -> bytes:
    chance = random.Random(1)
    lines = [";".join(_keys())]
    for number in range(rows):
        money, area = f"{chance.random() * 10_000:.2f}", f"{chance.random() * 200:.1f}"
        day = f"{1 + number % 28:02d}.{1 + number % 12:02d}.2026"
        lines.append(
            f"Deal {number};+9945{10_000_000 + number};p{number}@example.az;{money};{area};{number % 50};{number % 30};"
            f"{'site' if number % 2 else 'call'};{day};Bakı;What was said about {number};{'yes' if number % 3 else 'no'}"
        )
    return "\n".join(lines).encode()


def _one(running: Product, client: httpx.Client, rows: int, asked: dict[str, Any]) -> dict[str, float]:
    before = running.cpu_seconds()
    began = time.perf_counter()
    id_ = client.post(running.url("imports"), json=asked).raise_for_status().json()["id"]
    while True:
        job = client.get(running.url(f"jobs/{id_}")).raise_for_status().json()
        if job["status"] not in {"queued", "running"}:
            break
        time.sleep(_POLL_SECONDS)
    seconds = time.perf_counter() - began
    if job["status"] != "done" or job["result"]["failed"]:
        raise SystemExit(f"the import ended so: {job['status']}, {job['error']}, {job['result']}")
    used = sum(running.cpu_seconds().values()) - sum(before.values())
    return {"rows_per_second": rows / seconds, "cpu_ms_per_row": used * 1000 / rows}


def main() -> int:
    """Start a product of its own, measure, print."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_ROWS
    with product() as running:
        for name, cell in measure(running, rows=rows).items():
            sys.stdout.write(f"{name:10} {cell['rows_per_second']:8.0f} rows/s  {cell['cpu_ms_per_row']:.3f} ms of CPU a row\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
