"""An embedded Valkey: wake-ups, live events and caches. Nothing in it is the only copy of anything."""

import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import Final

from axin.platform.embedded import binaries
from axin.platform.embedded.errors import StartError
from axin.platform.embedded.folder import secret_file, server_folder
from axin.platform.embedded.ports import free_port
from axin.platform.embedded.process import ServerUser, spawn

_READY_SECONDS: Final = 30
_STOP_SECONDS: Final = 10
_POLL_SECONDS: Final = 0.02


class EmbeddedValkey:
    """One Valkey in `folder`/valkey. `start` is also the restart after a crash, on the same port."""

    def __init__(self, folder: Path, *, databases: int = 16) -> None:
        self.user = ServerUser.current()
        self.folder = folder
        self.data = server_folder(folder, "valkey", self.user)
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self._password = secret_file(folder / "valkey.password")
        self._databases = databases

    def url(self, database: int = 0) -> str:
        """Return the address of one of this server's databases."""
        return f"redis://:{self._password}@127.0.0.1:{self.port}/{database}"

    def start(self, *, outlive_parent: bool = False) -> None:
        """Start and wait until it answers; what a crash or a full disk left unreadable is put aside, for it is no only copy."""
        try:
            self._start(outlive_parent=outlive_parent)
        except StartError:
            kept = self.data / "appendonlydir"
            if not kept.exists():
                raise
            self.stop()
            kept.rename(self.data / f"unreadable-{int(time.time())}")
            self._start(outlive_parent=outlive_parent)

    def _start(self, *, outlive_parent: bool) -> None:
        """Start it. Its settings travel by standard input, for one holds the password."""
        program = binaries.valkey_program(self.user)
        with (self.folder / "valkey.log").open("ab") as log:
            self.process = spawn(
                [program, "-"],
                folder=self.data,
                log=log,
                user=self.user,
                on_parent_death=None if outlive_parent else signal.SIGTERM,
                pipe_input=True,
            )
        if self.process.stdin is not None:
            with self.process.stdin as settings:
                settings.write(self._configuration().encode())
        self._await_ready()

    def stop(self) -> None:
        """End it."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def _configuration(self) -> str:
        return (
            f"bind 127.0.0.1\nport {self.port}\nrequirepass {self._password}\ndir {self.data}\ndatabases {self._databases}\n"
            'appendonly yes\nappendfsync everysec\nsave ""\nloglevel warning\ndaemonize no\nset-proc-title no\n'
            "maxmemory-policy noeviction\n"
        )

    def _await_ready(self) -> None:
        deadline = time.monotonic() + _READY_SECONDS
        while not self._answers():
            if self.process is None or self.process.poll() is not None or time.monotonic() > deadline:
                raise StartError(f"Valkey did not start; its reasons are in {self.folder / 'valkey.log'}.")
            time.sleep(_POLL_SECONDS)

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as link:
                link.sendall(f"AUTH {self._password}\r\nPING\r\n".encode())
                answer = link.recv(256)
                return b"+OK" in answer and (b"PONG" in answer or b"PONG" in link.recv(256))
        except OSError:
            return False
