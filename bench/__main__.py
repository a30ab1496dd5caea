"""`make bench`: measure, print figures and ratios, write them to bench-results.json."""

import argparse
import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any

from bench import backfill, board, code, engine, fairness, filling, flat, imports, peers, scale, table
from bench import records as record_store
from bench.product import product

REST_SECONDS = 10


def main() -> int:
    """Run everything and print it."""
    options = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    options.add_argument("--rows", type=int, default=100_000)
    options.add_argument("--seconds", type=int, default=8)
    options.add_argument("--imported", type=int, default=50_000, help="rows of an import; 0 leaves it out")
    options.add_argument("--filled", type=int, default=200_000, help="records of which fields become indexed; 0 leaves it out")
    options.add_argument("--orders", type=int, default=1_000_000, help="records of the one large workspace; 0 leaves it out")
    options.add_argument("--tenants", type=int, default=2_000, help="workspaces beside it")
    options.add_argument(
        "--lines", type=int, default=1_000_000, help="lines of the table on the screen; 0 leaves the screens out"
    )
    options.add_argument("--queued", type=int, default=100_000, help="runs of one workspace that others wait beside; 0: none")
    options.add_argument("--stored", type=int, default=1_000_000, help="finished runs that a run is measured over; 0: none")
    options.add_argument("--output", type=Path, default=Path("bench-results.json"))
    chosen = options.parse_args()
    found: dict[str, Any] = {"peers": peers.measure()}
    with product() as running:
        time.sleep(REST_SECONDS)
        found["memory at rest, MiB"] = running.memory_mib()
        found["engine"] = engine.measure(running, seconds=chosen.seconds)
        found["memory of the worker after load, MiB"] = running.memory_mib("axin worker")
        found["records"] = record_store.measure(running, rows=chosen.rows, seconds=chosen.seconds)
        found["memory after load, MiB"] = running.memory_mib()
        found["code"] = code.measure()
        if chosen.imported:
            found["imports"] = imports.measure(running, rows=chosen.imported)
        if chosen.orders:
            found["scale"] = asyncio.run(scale.measure(running, rows=chosen.orders, tenants=chosen.tenants))
    if chosen.filled:
        with product() as running:
            found["backfill"] = backfill.measure(running, rows=chosen.filled)
    if chosen.queued:
        with product() as running:
            found["fairness"] = asyncio.run(fairness.measure(running, queued=chosen.queued, tenants=chosen.tenants))
    if chosen.stored:
        with product() as running:
            found["flat"] = asyncio.run(flat.measure(running, tenants=chosen.tenants, stored=chosen.stored))
    if chosen.lines:
        found["screens"] = {"board": board.measure(), "table": table.measure(chosen.lines), "filling": filling.measure()}
    found["ratios"] = _ratios(found)
    chosen.output.write_text(json.dumps(found, indent=2))
    sys.stdout.write(_report(found))
    return 0


def _ratios(found: dict[str, Any]) -> dict[str, float]:
    records, theirs = found["records"], found["peers"].get("directus", {})
    ratios = {}
    for own, peer in {"light": "w1s", "ten": "w2pgs", "forty": "w3s"}.items():
        for name, kind in {"sqlite/vm": "as installed", "pg/legacy": "tuned"}.items():
            cell = found["peers"].get("n8n", {}).get(f"{name}/{peer} c=10")
            if cell:
                ratios[f"{own}: runs a second, to n8n {kind}"] = found["engine"][own]["runs_per_second"] / cell["rate"]
    for own, peer in {"create": "create", "read": "get", "list": "list", "expand": "expand", "update": "update"}.items():
        cell = theirs.get(f"directus/{peer} c=20")
        if cell:
            ratios[f"{own} per CPU second, to Directus"] = cell["cpu"] / records[f"{own} c=20"]["cpu"]
    flows = found["peers"].get("directus flows")
    if flows:
        ours = found["engine"]["record change to its effect"]
        ratios["change to effect, to Directus Flows"] = ours["runs_per_second"] / max(flows)
    return ratios


def _report(found: dict[str, Any]) -> str:
    lines = []
    for part in ("engine", "records", "code", "imports", "backfill", "scale", "fairness", "flat", "screens", "ratios", "peers"):
        lines.append(f"\n{part}")
        for name, cell in found.get(part, {}).items():
            lines.append(f"  {name:45} {_figures(cell)}")
    lines += [f"{name}: {found[name]:.0f}" for name in found if name.startswith("memory")]
    return "\n".join(lines) + "\n"


def _figures(cell: Any) -> str:  # noqa: ANN401 - nested figures
    if isinstance(cell, dict):
        return "  ".join(f"{name} {_figures(value)}" for name, value in cell.items())
    return f"{cell:.2f}" if isinstance(cell, float) else str(cell)


if __name__ == "__main__":
    sys.exit(main())
