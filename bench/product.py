"""The product under test: a fresh instance of its own, started the way a person starts it."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil

from axin.platform.embedded.postgres import DATABASE, OWNER
from bench.solution import HOOKED, solution

START_SECONDS = 120


@dataclass
class Product:
    """A running instance with one workspace, its token and its hooks."""

    address: str
    process: psutil.Process
    workspace: str
    token: str
    hooks: dict[str, str]
    folder: Path

    @property
    def headers(self) -> dict[str, str]:
        """The headers of a program that is signed in."""
        return {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}

    def database_url(self) -> str:
        """Return the address of its database, for the owner."""
        port = (self.folder / "postgres" / "postmaster.pid").read_text().splitlines()[3].strip()
        password = (self.folder / "postgres.password").read_text().strip()
        return f"postgresql://{OWNER}:{password}@127.0.0.1:{port}/{DATABASE}"

    def url(self, path: str) -> str:
        """Return the address of a path inside the workspace."""
        return f"{self.address}/api/w/{self.workspace}/{path}"

    def family(self) -> list[psutil.Process]:
        """Return the product's processes, database and queue included."""
        return [self.process, *self.process.children(recursive=True)]

    def cpu_seconds(self) -> dict[str, float]:
        """Return the CPU time used so far: the database's, and that of everything else."""
        used = {"axin": 0.0, "postgres": 0.0}
        for process in self.family():
            try:
                times = process.cpu_times()
                part = "postgres" if "postgres" in process.name() else "axin"
            except psutil.NoSuchProcess:
                continue
            used[part] += times.user + times.system + times.children_user + times.children_system
        return used

    def memory_mib(self, title: str = "") -> float:
        """Return the memory held, by the processes of this title where one is given: proportional, shared pages counted once."""
        total = 0
        for process in self.family():
            if title and title not in _command(process):
                continue
            try:
                total += process.memory_full_info().pss
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
        return total / 2**20


@contextmanager
def product() -> Iterator[Product]:
    """Start a fresh instance on a free port, publish the measured workspace, and stop everything afterwards."""
    with tempfile.TemporaryDirectory(prefix="axin-bench-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        port = _free_port()
        # what the benches are told is no setting of the product, which refuses one that it does not know
        own = {name: value for name, value in os.environ.items() if not name.startswith("AXIN_BENCH_")}
        environment = {**own, "AXIN_DEFAULT_PLAN": "team", "AXIN_PORT": str(port), "AXIN_DATA": f"{folder}/data"}
        with Path(folder, "log").open("wb") as log:
            command = [str(Path(sys.executable).with_name("axin")), "up", "--no-demo"]
            running = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            yield _prepare(f"http://127.0.0.1:{port}", psutil.Process(running.pid), Path(folder, "data"))
        except BaseException:
            sys.stderr.write(Path(folder, "log").read_text()[-4000:])
            raise
        finally:
            running.terminate()
            running.wait(30)


def _prepare(address: str, process: psutil.Process, folder: Path) -> Product:
    with httpx.Client(base_url=address, timeout=60) as client:
        _wait_until_ready(client)
        signed_up = client.post(
            "/api/auth/sign-up",
            json={
                "email": "bench@axin.example",
                "password": "a long bench password",
                "name": "Bench",
                "workspace": {"title": "Bench"},
            },
        )
        signed_up.raise_for_status()
        client.headers["x-csrftoken"] = client.cookies["csrftoken"]
        slug = signed_up.json()["workspace"]["slug"]
        _post(client, f"/api/w/{slug}/draft", solution(), method="PUT")
        _post(client, f"/api/w/{slug}/publish", {"note": "bench"})
        token = _post(client, f"/api/w/{slug}/tokens", {"title": "bench", "role": "owner"})["token"]
        hooks = {}
        for key in HOOKED:
            answer = client.get(f"/api/w/{slug}/scenarios/{key}")
            answer.raise_for_status()
            hooks[key] = httpx.URL(address).join(answer.json()["hook"]["url"]).path
    return Product(address, process, slug, token, {key: f"{address}{path}" for key, path in hooks.items()}, folder)


def _post(client: httpx.Client, path: str, body: object, method: str = "POST") -> dict[str, Any]:
    answer = client.request(method, path, json=body)
    if answer.is_error:
        raise SystemExit(f"{method} {path}: {answer.status_code} {answer.text[:800]}")
    found: dict[str, Any] = answer.json() if answer.content else {}
    return found


def _wait_until_ready(client: httpx.Client) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            if client.get("/health/ready").is_success:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise SystemExit("the product did not become ready")


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.NoSuchProcess:
        return []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
