"""The whole product as a person starts it: `axin up` in a process of its own, on a data folder of its own."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

import httpx
import psutil

from axin.platform.embedded.ports import free_port

START_SECONDS = 120
COMMAND = [sys.executable, "-P", "-m", "axin.web.cli", "up"]


def new_data_folder() -> Path:
    """Make a folder that the servers' user reaches (pytest's own are closed to it)."""
    folder = Path(tempfile.mkdtemp(prefix="axin-data-", dir="/tmp"))
    folder.chmod(0o711)
    return folder


def environment(data: Path, port: int, **settings: str) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("AXIN_")}
    return {**inherited, "AXIN_DATA": str(data), "AXIN_PORT": str(port), **settings}


def run_up(data: Path, port: int, *arguments: str, **settings: str) -> subprocess.CompletedProcess:
    """Run `axin up` that is expected to refuse."""
    return subprocess.run(
        [*COMMAND, "--no-demo", *arguments],
        env=environment(data, port, **settings),
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )


class Product:
    """A running product."""

    def __init__(self, data: Path | None = None, *arguments: str, **settings: str) -> None:
        self.data = data or new_data_folder()
        self.port = free_port()
        self.output = self.data.with_suffix(".out")
        self.arguments = arguments or ("--no-demo",)
        self.settings = settings
        self.process: subprocess.Popen | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()
        shutil.rmtree(self.data, ignore_errors=True)
        self.output.unlink(missing_ok=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [*COMMAND, *self.arguments],
                env=environment(self.data, self.port, **self.settings),
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        self.wait(lambda: "\nready (" in self.output.read_text(), "ready")

    def stop(self) -> int:
        """Ask for a clean end, as Ctrl-C does."""
        if self.process is None:
            return 0
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        code = self.process.wait(60)
        self.process = None
        return code

    def wait(self, condition: Callable[[], object], what: str) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not condition():
            if self.process is not None and self.process.poll() is not None:
                raise AssertionError(f"axin up ended: {self.output.read_text()}")
            if time.monotonic() > deadline:
                raise AssertionError(f"not {what} in time: {self.output.read_text()}")
            time.sleep(0.05)

    def is_ready(self) -> bool:
        try:
            return httpx.get(f"{self.url}/health/ready", timeout=5).status_code == 200
        except httpx.HTTPError:
            return False

    def processes(self) -> list[psutil.Process]:
        """Return every process of this product, the servers' too."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def named(self, title: str) -> list[psutil.Process]:
        """Return the processes whose command line begins with `title`."""
        return [process for process in self.processes() if _title(process).startswith(title)]

    def server(self, name: str) -> psutil.Process:
        """Return the embedded server `postgres` or `valkey-server`."""
        children = psutil.Process(self.process.pid).children()
        return next(process for process in children if _title(process).split(" ")[0].endswith(f"/{name}"))


def _title(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline()).strip()
    except psutil.Error:
        return ""
