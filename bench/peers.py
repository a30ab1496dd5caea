"""The peers' own scripts, where a lab with the peers installed and the folder of the scripts are given.

BENCH_LAB names the lab, BENCH_PEERS the folder of the scripts (services.sh, n8n.sh, nodered.sh, directus.sh).
"""

import os
import re
import subprocess
from pathlib import Path
from typing import Any

_SHAPES = {"WF": "w1s w2pgs w3s", "CONC": "10", "SECS_PER_RUN": "8"}
"""Webhook, condition, value; ten of these and an insert; forty values. Each answers when it has ended."""


def measure() -> dict[str, Any]:
    """Run n8n as installed and at its best tuning, Node-RED, and Directus on records and flows; nothing where no lab is given."""
    lab, scripts = os.environ.get("BENCH_LAB"), os.environ.get("BENCH_PEERS")
    if not lab or not scripts or not Path(scripts).is_dir():
        return {}
    _run(scripts, "services.sh", lab, "start")
    try:
        n8n = _run(scripts, "n8n.sh", lab, "sqlite", **_SHAPES)
        tuned = _run(scripts, "n8n.sh", lab, "pg", "10", N8N_EXPRESSION_ENGINE="legacy", **_SHAPES)
        node_red = _run(scripts, "nodered.sh", lab)
        directus = _run(scripts, "directus.sh", lab, "100000", OPS="get list expand update create")
    finally:
        _run(scripts, "services.sh", lab, "stop")
    n8n_cells = _cells(n8n) | _cells(tuned)
    return {"n8n": n8n_cells, "node-red": _cells(node_red), "directus": _cells(directus), "directus flows": _flows(directus)}


def _run(scripts: str, name: str, *arguments: str, **settings: str) -> str:
    command = ["bash", str(Path(scripts) / name), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **settings})
    return done.stdout


def _cells(output: str) -> dict[str, dict[str, float]]:
    found = {}
    for line in output.splitlines():
        head = re.match(r"^(?:with hand-made index \(\S+\): )?(\S+)(?: rows=\S+)? c=(\d+) rps=([\d.]+)", line)
        if head:
            name = ("indexed " if line.startswith("with") else "") + f"{head[1]} c={head[2]}"
            cpu = sum(float(one) for one in re.findall(r"cpu_ms_per_op\[\w[\w-]*\]=([\d.]+)", line))
            times = {key: float(value) for key, value in re.findall(r" (p50|p95)=([\d.]+)", line)}
            done = re.search(r"done_per_s=(\d+)", line)
            found[name] = {"rate": float(done[1]) if done else float(head[3]), "cpu": cpu, **times}
    return found


def _flows(output: str) -> list[float]:
    return [float(one) for one in re.findall(r"effects_per_s=([\d.]+)", output)]
