"""An embedded Postgres: made, started, found again after a crash, ended. Loopback only, a password even there."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from axin.platform.embedded import binaries
from axin.platform.embedded.errors import StartError
from axin.platform.embedded.folder import FolderLock, secret_file, server_folder
from axin.platform.embedded.ports import free_port
from axin.platform.embedded.process import ServerUser, spawn

OWNER: Final = "axin"
DATABASE: Final = "postgres"  # made by initdb; nothing else lives on this server
_READY_SECONDS: Final = 60
_ORPHAN_SECONDS: Final = 30
_STOP_SECONDS: Final = 20
_POLL_SECONDS: Final = 0.02
_SETTINGS: Final = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "password_encryption": "scram-sha-256",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
    "log_statement": "none",
    "update_process_title": "off",  # a title per statement costs, and could show what was asked
    "autovacuum_naptime": "10s",  # a table just filled has no statistics, and is read the wrong way until it has
    "max_parallel_workers_per_gather": "0",  # the queries here are short, the cores few
    "max_parallel_maintenance_workers": "0",
    "max_logical_replication_workers": "0",
}
# Since 18 Postgres reads ahead with processes of its own, three at rest; a small server does without.
_SETTINGS_SINCE_18: Final = {"io_method": "sync"}


class EmbeddedPostgres:
    """One Postgres in `folder`/postgres. `start` is also the restart after a crash, on the same port."""

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        self.user = ServerUser.current()
        self.folder = folder
        self.data = folder / "postgres"
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self._password = secret_file(folder / "postgres.password")
        self._settings = {**_SETTINGS, **(settings or {})}
        self._lock = FolderLock(folder / "postgres.lock")

    def url(self, database: str = DATABASE) -> str:
        """Return the address of a database of this server, for its owner."""
        return f"postgresql://{OWNER}:{self._password}@127.0.0.1:{self.port}/{database}"

    def start(self, *, outlive_parent: bool = False) -> None:
        """Start and wait until it answers; an orphan of an earlier run that still holds the data is ended first."""
        self._take_over()
        self._forget_zombie()
        programs = binaries.postgres_programs(self._data_version(), self.user)
        if self._data_version() is None:
            self._initialise(programs)
        self._launch(programs, outlive_parent=outlive_parent)
        self._await_ready()

    def stop(self) -> None:
        """End it: fast and clean, or at once where it does not obey."""
        if self.process is None:
            return
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            self.process.send_signal(number)
            try:
                self.process.wait(_STOP_SECONDS)
                break
            except subprocess.TimeoutExpired:
                continue
        self.process = None

    def _take_over(self) -> None:
        if self._lock.acquire():
            return
        for number in (signal.SIGINT, signal.SIGQUIT):
            orphan = self._recorded_pid()
            if orphan:
                os.kill(orphan, number)
            if self._lock.wait(_ORPHAN_SECONDS):
                return
        raise StartError(f"The data folder {self.folder} is held by another Postgres that does not end.")

    def _forget_zombie(self) -> None:
        """Remove postmaster.pid where it names a process that has ended and that nobody reaps, as in a bare container.

        Postgres would take it for alive. What is really gone, Postgres clears away itself.
        """
        path = self.data / "postmaster.pid"
        with contextlib.suppress(OSError, ValueError, IndexError):
            pid = int(path.read_text().split("\n", 1)[0])
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
            if state in {"Z", "X"}:
                path.unlink()

    def _recorded_pid(self) -> int | None:
        """Return the pid in postmaster.pid if that process is a Postgres on our data; a recycled pid is let alone."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except (OSError, ValueError):
            return None
        return pid if os.fsencode(self.data) in command else None

    def _data_version(self) -> int | None:
        try:
            return int((self.data / "PG_VERSION").read_text().split(".")[0])
        except (OSError, ValueError):
            return None

    def _initialise(self, programs: Path) -> None:
        """Make the data folder beside its place and move it there whole, so that a killed first start leaves no half of one."""
        shutil.rmtree(self.folder / "postgres.new", ignore_errors=True)
        new = server_folder(self.folder, "postgres.new", self.user)
        modern = binaries.version_of(programs / "postgres") >= 17  # noqa: PLR2004 - since then Postgres brings its own Unicode
        locale: list[str] = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if modern else []
        sync: list[str] = ["--no-sync"] if self._settings.get("fsync") == "off" else []
        command: list[str | Path] = [
            programs / "initdb",
            "-D",
            new,
            "-U",
            OWNER,
            "-A",
            "scram-sha-256",
            "-E",
            "UTF8",
            "--locale=C",
        ]
        handed = self._hand_over_password()
        log_path = self.folder / "postgres.log"
        try:
            with log_path.open("ab") as log:
                code = spawn([*command, *locale, *sync, f"--pwfile={handed}"], folder=new, log=log, user=self.user).wait()
        finally:
            handed.unlink(missing_ok=True)
        if code != 0:
            raise StartError(_sentence("Postgres could not make its data folder", log_path))
        new.rename(self.data)

    def _hand_over_password(self) -> Path:
        """Write the password where initdb, another user perhaps, may read it for the moment."""
        path = self.folder / "postgres.initial-password"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(self._password)
        if self.user:
            os.chown(path, self.user.uid, self.user.gid)
        return path

    def _launch(self, programs: Path, *, outlive_parent: bool) -> None:
        with (self.folder / "postgres.log").open("ab") as log:
            self.process = spawn(
                [programs / "postgres", "-D", self.data, "-p", str(self.port), "-c", f"config_file={self._configuration()}"],
                folder=self.data,
                log=log,
                user=self.user,
                on_parent_death=None if outlive_parent else signal.SIGINT,
                keep_open=[self._lock.descriptor],
            )
        self._lock.release()  # the server holds it from here on, until its last process is gone

    def _configuration(self) -> Path:
        """Write the settings to a file of our own: on the command line they would be long, and name things that are not there."""
        settings = {**(_SETTINGS_SINCE_18 if (self._data_version() or 0) >= 18 else {}), **self._settings}  # noqa: PLR2004
        path = self.data / "axin.conf"
        path.write_text("".join(f"{name} = '{value}'\n" for name, value in settings.items()))
        if self.user:
            os.chown(path, self.user.uid, self.user.gid)
        return path

    def _await_ready(self) -> None:
        deadline = time.monotonic() + _READY_SECONDS
        while not self._says_ready():
            if self.process is None or self.process.poll() is not None or time.monotonic() > deadline:
                raise StartError(_sentence("Postgres did not start", self.folder / "postgres.log"))
            time.sleep(_POLL_SECONDS)

    def _says_ready(self) -> bool:
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return self.process is not None and lines[:1] == [str(self.process.pid)] and lines[-1].strip() == "ready"


def _sentence(start: str, log: Path) -> str:
    """Return `start` with the last reason in the log, which is where Postgres says it."""
    lines = [line for line in log.read_text(errors="replace").splitlines()[-20:] if line.strip()]
    telling = [line for line in lines if "FATAL" in line or "error" in line.lower()] or lines or [f"see {log}"]
    return f"{start}: {telling[-1].split(':', 1)[-1].strip().rstrip('.')}."
