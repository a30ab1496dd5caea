"""Browser journeys: the real product, started as a person starts it, in a real Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect

from e2e.flows.api import Api

START_SECONDS = 120
PATIENCE_MS = 20_000
expect.set_options(timeout=PATIENCE_MS)
# A browser that phones home on a closed network waits for what never comes.
QUIET = (
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class Server:
    """A running product, the folder its data is in, and the port of this machine where it may reach another system."""

    url: str
    data: Path
    sink: int


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The product on a free port with an empty data folder, or the one AXIN_E2E_URL names (and AXIN_E2E_DATA, _SINK)."""
    if given := os.environ.get("AXIN_E2E_URL"):
        yield Server(given, Path(os.environ.get("AXIN_E2E_DATA", ".axin")), int(os.environ.get("AXIN_E2E_SINK", "0")))
        return
    folder = _reachable_folder()
    port, sink = _free_port(), _free_port()
    environment = {
        **os.environ,
        "AXIN_PORT": str(port),
        "AXIN_DATA": str(folder / "data"),
        "AXIN_ALLOWED_LOCAL_SINKS": f"127.0.0.1:{sink}",
    }
    command = [str(Path(sys.executable).with_name("axin")), "up"]
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        _wait_until_ready(f"http://127.0.0.1:{port}", running, folder / "log")
        yield Server(f"http://127.0.0.1:{port}", folder / "data", sink)
    finally:
        running.terminate()
        running.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Playwright's own Chromium where it is installed, else the system's."""
    arguments = {**browser_type_launch_args, "args": list(QUIET)}
    if os.geteuid() == 0:
        arguments["args"] += ["--no-sandbox"]
    system = shutil.which("chromium") or shutil.which("chromium-browser")
    if system and not list(Path("~/.cache/ms-playwright").expanduser().glob("chromium*")):
        arguments["executable_path"] = system
    return arguments


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], server: Server) -> dict[str, Any]:
    """English, Baku's time, no motion: what a journey says does not depend on the machine."""
    return {
        **browser_context_args,
        "base_url": server.url,
        "locale": "en-GB",
        "timezone_id": "Asia/Baku",
        "reduced_motion": "reduce",
        "viewport": {"width": 1440, "height": 900},
    }


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which an error in the console or an uncaught exception fails the journey."""
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if _is_fault(message) else None)
    page.set_default_timeout(PATIENCE_MS)
    yield page
    assert faults == []


@pytest.fixture
def api(server: Server) -> Iterator[Api]:
    """A new admin with an empty workspace, through the API."""
    with Api.sign_up(server.url, email=f"{uuid4().hex[:12]}@example.com") as api:
        yield api


def _is_fault(message: ConsoleMessage) -> bool:
    # Chromium reports every refused request; refusals are part of the journeys.
    return message.type == "error" and "Failed to load resource" not in message.text


def _reachable_folder() -> Path:
    """Make a folder that Postgres' own user gets through to: pytest's are shut to others anew at each of its starts."""
    folder = Path(tempfile.mkdtemp(prefix="axin-e2e-"))
    folder.chmod(0o755)
    return folder


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_until_ready(url: str, running: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and running.poll() is None:
        try:
            if httpx.get(f"{url}/health/ready", timeout=5).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    pytest.fail(f"the product did not start:\n{log.read_text()[-3000:]}")
