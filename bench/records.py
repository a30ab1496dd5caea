"""The record store under load: 100,000 deals of twelve fields, read, listed, created and changed."""

import random
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import httpx

from bench.load import headers, script_of, wrk
from bench.product import Product
from bench.solution import STAGES

BATCH = 1000
KNOWN_IDS = 2000
SETTLE_SECONDS = 15
"""What Postgres does on its own after a hundred thousand new rows is not the next operation's cost."""


def measure(product: Product, *, rows: int, seconds: int) -> dict[str, dict[str, Any]]:
    """Fill the store, then measure each operation at 1 and 20 connections."""
    companies = _fill(product, "company", 1000, lambda number: {"name": f"Company {number}"})
    deals = _fill(product, "deal", rows, lambda number: _deal(number, companies))
    time.sleep(SETTLE_SECONDS)
    lists = f"local COMPANIES = {_lua(companies[:500])}\nlocal DEALS = {_lua(random.sample(deals, min(KNOWN_IDS, len(deals))))}\n"
    path = f"/api/w/{product.workspace}/records/deal"
    setup = headers(product) + lists + f'local PATH = "{path}"\nlocal EXPAND = ""\n'
    expand = setup.replace('EXPAND = ""', 'EXPAND = "&expand=company"')
    found = {}
    for name, start in {"read": setup, "list": setup, "expand": expand, "update": setup, "create": setup}.items():
        script = start + script_of("list" if name == "expand" else name)
        for connections in (1, 20):
            cell = wrk(product, product.url("records/deal"), script, connections=connections, seconds=seconds)
            found[f"{name} c={connections}"] = asdict(cell)
    return found


def _fill(product: Product, entity: str, count: int, values: Any) -> list[str]:  # noqa: ANN401 - a small callback
    ids: list[str] = []
    with httpx.Client(headers=product.headers, timeout=120) as client:
        for numbers in _chunks(count):
            rows = [{"values": values(number)} for number in numbers]
            answer = client.post(product.url(f"records/{entity}/batch"), json={"create": rows})
            if answer.is_error:
                raise SystemExit(f"batch: {answer.status_code} {answer.text[:500]}")
            ids += [record["id"] for record in answer.json()["created"]]
            sys.stderr.write(f"\r  {entity}: {len(ids):,} of {count:,}")
    sys.stderr.write("\n")
    return ids


def _chunks(count: int) -> Iterator[range]:
    for start in range(0, count, BATCH):
        yield range(start, min(start + BATCH, count))


def _deal(number: int, companies: list[str]) -> dict[str, Any]:
    return {
        "title": f"Deal {number}",
        "description": f"Some longer text about deal number {number}, typed by a person",
        "amount": random.randint(0, 999),
        "quantity": 1 + number % 9,
        "due": f"2026-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}",
        "state": random.choice(STAGES),
        "is_won": number % 2 == 0,
        "priority": 1 + number % 5,
        "email": f"p{number}@example.com",
        "phone": f"+99450{number:07d}",
        "score": round(random.random() * 100, 2),
        "company": random.choice(companies),
    }


def _lua(ids: list[str]) -> str:
    return "{" + ", ".join(f'"{one}"' for one in ids) + "}"
