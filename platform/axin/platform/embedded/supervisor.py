"""Keep parts running: a part that dies is back within a second, without limit; all end with us, cleanly or not.

Synchronous on purpose: it forks (from the main thread, which the kernel's death signal follows), waits and restarts, and
nothing it waits for can block it for long.
"""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from axin.platform.embedded.errors import StartError
from axin.platform.embedded.process import spawn

_POLL_SECONDS: Final = 0.05
_STOP_SECONDS: Final = 12.0
_SPREAD_SECONDS: Final = 0.5  # a part that dies at once is not started more often than this
_LOG_BYTES: Final = 10_000_000
Say = Callable[[str], None]


class Server(Protocol):
    """An embedded server: it knows how to start again where it was."""

    process: "subprocess.Popen[bytes] | None"

    def start(self) -> None:
        """Start and wait until it answers."""

    def stop(self) -> None:
        """End it."""


@dataclass
class Part:
    """One process of the product."""

    name: str
    arguments: Sequence[str]
    log: Path
    environment: Mapping[str, str]
    process: "subprocess.Popen[bytes] | None" = None
    started_at: float = 0.0

    def start(self) -> None:
        """Start it, its output going to its log."""
        if self.log.exists() and self.log.stat().st_size > _LOG_BYTES:
            self.log.replace(self.log.with_suffix(".1.log"))
        with self.log.open("ab") as log:
            self.process = spawn(self.arguments, folder=Path.cwd(), log=log, user=None, environment=self.environment)
        self.started_at = time.monotonic()

    def last_line(self) -> str:
        """Return the last thing it said."""
        with contextlib.suppress(OSError):
            lines = self.log.read_text(errors="replace").strip().splitlines()
            return lines[-1] if lines else ""
        return ""


@dataclass
class Supervisor:
    """Servers and parts, started in order, restarted when they die, ended in the opposite order."""

    say: Say
    servers: dict[str, Server] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    stopping: bool = False

    def catch_signals(self) -> None:
        """Let SIGINT and SIGTERM ask for a clean end."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask_to_stop)
        if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # ignored under nohup, and to stay so
            signal.signal(signal.SIGHUP, self._ask_to_stop)

    def add_server(self, name: str, server: Server) -> None:
        """Start a server and keep it."""
        server.start()
        self.servers[name] = server

    def add(self, part: Part) -> None:
        """Start a part and keep it."""
        part.start()
        self.parts.append(part)

    def run_once(self, part: Part) -> str:
        """Run a part that is to end by itself; return its last line, or raise what it said was wrong."""
        part.start()
        process = part.process
        while process is not None and process.poll() is None:
            if self.stopping:
                process.terminate()
                process.wait(_STOP_SECONDS)
            self.tend()
            time.sleep(_POLL_SECONDS)
        if process is not None and process.returncode != 0 and not self.stopping:
            raise StartError(part.last_line() or f"{part.name} failed.")
        return part.last_line()

    def wait_until(self, ready: Callable[[], bool], seconds: float, what: str) -> None:
        """Tend the parts until `ready`; a part that gives up with a reason meanwhile is ours too."""
        deadline = time.monotonic() + seconds
        while not self.stopping and not ready():
            for part in self.parts:
                if part.process is not None and part.process.poll() == 1:
                    raise StartError(part.last_line() or f"{part.name} did not start.")
            if time.monotonic() > deadline:
                raise StartError(f"{what} did not answer in {seconds:.0f} seconds; see {self.parts[0].log.parent}.")
            self.tend()
            time.sleep(_POLL_SECONDS)

    def run(self) -> None:
        """Tend the parts until asked to stop."""
        while not self.stopping:
            self.tend()
            time.sleep(_POLL_SECONDS)

    def tend(self) -> None:
        """Start again what has died."""
        for name, server in self.servers.items():
            if not self.stopping and server.process is not None and server.process.poll() is not None:
                self.say(f"{name} {_ending(server.process.returncode)}; starting it again")
                with contextlib.suppress(StartError):  # its port or data may be held for a moment more: the next turn tries again
                    server.start()
        for part in self.parts:
            due = time.monotonic() - part.started_at > _SPREAD_SECONDS
            if not self.stopping and part.process is not None and part.process.poll() is not None and due:
                self.say(f"{part.name} {_ending(part.process.returncode)}; starting it again")
                part.start()

    def stop(self) -> None:
        """End the parts, then the servers they use."""
        self.stopping = True
        living = [part.process for part in self.parts if part.process is not None and part.process.poll() is None]
        for process in living:
            process.terminate()
        deadline = time.monotonic() + _STOP_SECONDS
        for process in living:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.1, deadline - time.monotonic()))
        for process in living:
            if process.poll() is None:
                process.kill()
                process.wait()
        for server in reversed(list(self.servers.values())):
            server.stop()

    def _ask_to_stop(self, number: int, frame: object) -> None:  # noqa: ARG002 - a signal handler's signature
        self.stopping = True


def command(*arguments: str) -> list[str]:
    """Return the command line of one of our own commands, in this Python."""
    return [sys.executable, "-P", "-m", "axin.web.cli", *arguments]


def child_environment(settings: Mapping[str, str]) -> dict[str, str]:
    """Return our environment with the settings that a part is to have."""
    return {**os.environ, "PYTHONUNBUFFERED": "1", **settings}


def _ending(code: int) -> str:
    return f"ended (signal {-code})" if code < 0 else f"ended (exit {code})"
