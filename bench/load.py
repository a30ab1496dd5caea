"""Load by wrk, one thread on the same machine, and the CPU that each request cost."""

import re
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.product import Product

REPORT = """
function done(summary, latency, requests)
  io.write(string.format("R %d %d %f %f %d\\n", summary.requests, summary.duration, latency:percentile(50) / 1000,
    latency:percentile(95) / 1000, summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout))
end
"""


@dataclass(frozen=True)
class Measured:
    """One cell: how many requests, how many a second, latencies and CPU a request in milliseconds, and how many failed."""

    count: int
    rate: float
    p50: float
    p95: float
    cpu: float
    failed: int


def wrk(product: Product, url: str, script: str, *, connections: int, seconds: int) -> Measured:
    """Run `script` (a Lua `request` function) against the product."""
    if shutil.which("wrk") is None:
        raise SystemExit("the benchmark needs wrk: install the package of that name")
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script + REPORT)
        file.flush()
        before = sum(product.cpu_seconds().values())
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "-s", file.name, url]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        used = sum(product.cpu_seconds().values()) - before
    found = re.search(r"^R (\d+) (\d+) ([\d.]+) ([\d.]+) (\d+)$", output, re.MULTILINE)
    if found is None:
        raise SystemExit(f"wrk said: {output[-500:]}")
    count, duration, p50, p95, failed = found.groups()
    requests = int(count)
    rate, cpu = requests / (int(duration) / 1e6), used * 1000 / max(requests, 1)
    return Measured(requests, rate, float(p50), float(p95), cpu, int(failed))


def headers(product: Product) -> str:
    """Return the request headers as a Lua table."""
    pairs = ", ".join(f'["{name}"] = "{value}"' for name, value in product.headers.items())
    return f"local H = {{{pairs}}}\nmath.randomseed({time.time_ns() % 10**6})\n"


def script_of(name: str) -> str:
    """Return the Lua file `name` of this folder."""
    return Path(__file__).with_name(f"{name}.lua").read_text()
