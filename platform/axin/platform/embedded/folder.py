"""The data folder: where it is by default, that the servers' user can reach it, and that one start alone holds it."""

import fcntl
import hashlib
import os
import secrets
import stat
import time
from pathlib import Path
from typing import Final

from axin.platform.embedded.errors import StartError
from axin.platform.embedded.process import ServerUser

_SHARED: Final = Path("/var/lib/axin")
_LOCK_POLL_SECONDS: Final = 0.05


def default_folder(user: ServerUser | None) -> Path:
    """Return `.axin` here, or, where the servers' user cannot reach that, a folder of this directory's own under /var/lib."""
    here = Path.cwd() / ".axin"
    if user is None or is_reachable(here.parent, user):
        return here
    mark = hashlib.sha256(os.fsencode(here.parent)).hexdigest()[:8]
    return _SHARED / f"{here.parent.name or 'root'}-{mark}"


def is_reachable(path: Path, user: ServerUser) -> bool:
    """Say whether `user` may pass through `path` and every folder above it."""
    return all(_may_pass(folder, user) for folder in (path, *path.parents) if folder.exists())


def _may_pass(folder: Path, user: ServerUser) -> bool:
    status = folder.stat()
    if status.st_uid == user.uid:
        return bool(status.st_mode & stat.S_IXUSR)
    if status.st_gid == user.gid:
        return bool(status.st_mode & stat.S_IXGRP)
    return bool(status.st_mode & stat.S_IXOTH)


def prepare(folder: Path, user: ServerUser | None) -> Path:
    """Make the data folder if need be; its content stays private to us and to the servers' user."""
    folder = folder.absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o711 if user else 0o700)
    except OSError as error:
        raise StartError(f"The data folder {folder} cannot be used: {error.strerror}.") from error
    if user and not is_reachable(folder, user):
        raise StartError(
            f"The data folder {folder} cannot be reached by the user nobody, whom Postgres runs as when started by root; "
            "choose another with AXIN_DATA."
        )
    return folder


def server_folder(folder: Path, name: str, user: ServerUser | None) -> Path:
    """Return the folder of one embedded server, owned by its user."""
    own = folder / name
    own.mkdir(mode=0o700, exist_ok=True)
    if user:
        os.chown(own, user.uid, user.gid)
    return own


def secret_file(path: Path) -> str:
    """Return the secret kept in `path`, made at first use and readable by nobody else."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        found = path.read_text().strip()
        if found:
            return found
        descriptor = os.open(path, os.O_WRONLY | os.O_TRUNC)  # a full disk left it empty
    secret = secrets.token_urlsafe(32)
    with os.fdopen(descriptor, "w") as file:
        file.write(secret)
        file.flush()
        os.fsync(file.fileno())
    return secret


class FolderLock:
    """An flock that ends with its last holder, however that ends. Children that inherit the descriptor hold it too."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    @property
    def descriptor(self) -> int:
        """The open descriptor, to hand to a child."""
        if self._descriptor is None:
            raise RuntimeError("the lock is not held")
        return self._descriptor

    def acquire(self, *, shared: bool = False) -> bool:
        """Take the lock if it is free now."""
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def wait(self, seconds: float) -> bool:
        """Take the lock as soon as it is free, at most `seconds` from now."""
        deadline = time.monotonic() + seconds
        while not self.acquire():
            if time.monotonic() > deadline:
                return False
            time.sleep(_LOCK_POLL_SECONDS)
        return True

    def release(self) -> None:
        """Let go. A child that inherited the descriptor goes on holding."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
