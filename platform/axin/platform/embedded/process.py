"""A child process that cannot outlive its parent, and need not be root.

The kernel itself signals the child when the parent is gone, also after kill -9 (Linux). Start children from the main thread:
the signal follows the thread that forked.
"""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

_PR_SET_PDEATHSIG: Final = 1
_libc: Final = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(frozen=True, slots=True)
class ServerUser:
    """The system user that the embedded servers run as: ourselves, or `nobody` where we are root."""

    uid: int
    gid: int

    @classmethod
    def current(cls) -> "ServerUser | None":
        """Return the user to change to, or None where we are an ordinary user already."""
        if os.geteuid() != 0:
            return None
        entry = pwd.getpwnam("nobody")
        return cls(entry.pw_uid, entry.pw_gid)


def ending_with_parent(number: signal.Signals) -> Callable[[], None]:
    """Return a hook, run in the child before exec, that has the kernel send `number` when the parent dies."""
    parent = os.getpid()

    def arrange() -> None:
        if _libc is not None:
            _libc.prctl(_PR_SET_PDEATHSIG, int(number), 0, 0, 0)
        if os.getppid() != parent:  # it died before the kernel knew
            os.kill(os.getpid(), signal.SIGKILL)

    return arrange


def spawn(
    arguments: Sequence[str | Path],
    *,
    folder: Path,
    log: IO[bytes],
    user: ServerUser | None,
    environment: Mapping[str, str] | None = None,
    on_parent_death: signal.Signals | None = signal.SIGKILL,
    keep_open: Sequence[int] = (),
    pipe_input: bool = False,
) -> "subprocess.Popen[bytes]":
    """Start a child in a session of its own, so that Ctrl-C reaches it through us and in our order."""
    return subprocess.Popen(  # noqa: S603 - our own binaries and arguments
        [str(argument) for argument in arguments],
        cwd=folder,
        stdin=subprocess.PIPE if pipe_input else subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        env=dict(environment) if environment is not None else None,
        user=user.uid if user else None,
        group=user.gid if user else None,
        extra_groups=[] if user else None,
        pass_fds=tuple(keep_open),
        start_new_session=True,
        preexec_fn=ending_with_parent(on_parent_death) if on_parent_death else None,  # noqa: PLW1509 - we fork from one thread
    )
