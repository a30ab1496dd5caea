"""`axin up`: the whole product by one command, on embedded servers unless URLs are given."""

import argparse
import ctypes
import http.client
import json
import os
import signal
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from setproctitle import setproctitle

from axin.platform.embedded.errors import StartError
from axin.platform.embedded.folder import FolderLock, default_folder, prepare, secret_file
from axin.platform.embedded.ports import free_port, is_free
from axin.platform.embedded.postgres import EmbeddedPostgres
from axin.platform.embedded.process import ServerUser
from axin.platform.embedded.supervisor import Part, Supervisor, child_environment, command
from axin.platform.embedded.valkey import EmbeddedValkey
from axin.platform.kernel.settings import Settings, load
from axin.web.commands import preparation
from axin.web.parts import STRIPE_DOUBLE

_READY_SECONDS: Final = 120
_PR_SET_PDEATHSIG: Final = 1


def run(arguments: argparse.Namespace) -> int:
    """Start everything, say "ready", keep it running until asked to stop."""
    setproctitle("axin up")
    if arguments.end_with_parent and sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGTERM), 0, 0, 0)
    _arguments_to_environment(arguments)
    settings = load()
    supervisor = Supervisor(say=_say)
    supervisor.catch_signals()
    try:
        _Start(settings, supervisor, with_demo=settings.demo and not arguments.no_demo).run()
    except OSError as error:
        raise StartError(f"{error.filename or 'The data folder'} cannot be used: {error.strerror}.") from error
    finally:
        supervisor.stop()
    _say("Stopped.")
    return 0


def _arguments_to_environment(arguments: argparse.Namespace) -> None:
    """Let arguments win: everything else reads settings only."""
    for name in ("port", "data"):
        value = getattr(arguments, name)
        if value is not None:
            os.environ[f"AXIN_{name.upper()}"] = value


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


@dataclass
class _Start:
    settings: Settings
    supervisor: Supervisor
    with_demo: bool

    def run(self) -> None:
        """Start what is needed, in order; then tend it."""
        began = time.monotonic()
        folder, lock = self._data_folder()
        self._refuse_taken_port()
        (folder / "logs").mkdir(exist_ok=True)
        environment = self._environment(folder, self._servers(folder))
        sign_in = self._prepare_database(folder, environment)
        self._parts(folder, environment)
        self.supervisor.wait_until(self._answers, _READY_SECONDS, "The web part")
        if not self.supervisor.stopping:
            self._greet(sign_in, time.monotonic() - began)
        self.supervisor.run()
        _say("Stopping…")
        self.supervisor.stop()
        lock.release()

    def _data_folder(self) -> tuple[Path, FolderLock]:
        embedded = self.settings.database_url is None or self.settings.redis_url is None
        user = ServerUser.current() if embedded else None
        folder = prepare(self.settings.data or default_folder(user), user)
        lock = FolderLock(folder / "axin.lock")
        if not lock.acquire():
            raise StartError(f"Another Axin is running on the data folder {folder}; choose another with AXIN_DATA.")
        return folder, lock

    def _refuse_taken_port(self) -> None:
        if not is_free(self.settings.host, self.settings.port):
            raise StartError(f"Port {self.settings.port} is taken; choose another with AXIN_PORT.")

    def _servers(self, folder: Path) -> dict[str, str]:
        """Start the servers for which no address is given, and return all addresses."""
        found = {}
        if self.settings.database_url is None:
            _say("Starting Postgres…")
            postgres = EmbeddedPostgres(folder)
            self.supervisor.add_server("Postgres", postgres)
            found["AXIN_DATABASE_URL"] = postgres.url()
        if self.settings.redis_url is None:
            _say("Starting Valkey…")
            valkey = EmbeddedValkey(folder)
            self.supervisor.add_server("Valkey", valkey)
            found["AXIN_REDIS_URL"] = valkey.url()
        return found

    def _environment(self, folder: Path, servers: Mapping[str, str]) -> dict[str, str]:
        own = {"AXIN_DATA": str(folder), **servers}
        if self.settings.secret_key is None:
            own["AXIN_SECRET_KEY"] = secret_file(folder / "secret.key")
        if self.settings.stripe_api_base is None:
            port = free_port()
            own |= {
                "AXIN_STRIPE_API_BASE": f"http://127.0.0.1:{port}",
                "AXIN_STRIPE_WEBHOOK_SECRET": f"whsec_{secret_file(folder / 'stripe.secret')}",
            }
        return child_environment(own)

    def _prepare_database(self, folder: Path, environment: Mapping[str, str]) -> Mapping[str, Any]:
        """Migrate and install the demonstration, unless a start before has; return the demonstration's sign-in."""
        own = folder / "postgres" if self.settings.database_url is None else None
        known = preparation.recall(own, with_demo=self.with_demo) if own else None
        if known is not None:
            return known
        _say("Preparing the database…")
        arguments = command("migrate", *(["--with-demo"] if self.with_demo else []))
        answer = self.supervisor.run_once(self._part("migrate", arguments, folder, environment))
        if self.supervisor.stopping:
            return {}
        sign_in = dict(json.loads(answer)) if self.with_demo else {}
        if "trouble" in sign_in:
            _say(f"The demonstration workspace could not be installed: {sign_in['trouble']}")
            return {}
        if own:
            preparation.remember(own, sign_in)
        return sign_in

    def _parts(self, folder: Path, environment: Mapping[str, str]) -> None:
        _say("Starting web, workers and scheduler…")
        if self.settings.stripe_api_base is None:
            double = [sys.executable, "-P", "-m", STRIPE_DOUBLE]
            self.supervisor.add(self._part("billing-double", double, folder, environment))
        for name, count in (("web", self.settings.web_processes), ("worker", self.settings.workers), ("scheduler", 1)):
            for _ in range(count):
                self.supervisor.add(self._part(name, command(name), folder, environment))

    def _part(self, name: str, arguments: list[str], folder: Path, environment: Mapping[str, str]) -> Part:
        return Part(name, arguments, folder / "logs" / f"{name}.log", environment)

    def _answers(self) -> bool:
        host = "127.0.0.1" if self.settings.host == "0.0.0.0" else self.settings.host  # noqa: S104 - compared, not bound
        link = http.client.HTTPConnection(host, self.settings.port, timeout=5)
        try:
            link.request("GET", "/health/ready")
            return link.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            link.close()

    def _greet(self, sign_in: Mapping[str, str], seconds: float) -> None:
        _say(f"\nAxin is at {self.settings.address}")
        if sign_in:
            _say(f"Demonstration sign-in: {sign_in['email']}  password: {sign_in['password']}")
        _say(f"ready ({seconds:.1f} s; Ctrl-C stops everything)")
