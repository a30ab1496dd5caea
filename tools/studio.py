"""Build the studio into the Python package when what it is made of has changed.

python tools/studio.py               builds if stale
python tools/studio.py packages      only installs its packages
"""

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

from node import ROOT, STUDIO, npm

_STATIC = ROOT / "web" / "axin" / "web" / "static"
_STAMP = _STATIC / ".made-from"
_INSTALLED = STUDIO / "node_modules" / ".made-from"
_LEFT_OUT = {"node_modules", "dist", "coverage", ".vite"}


def main() -> None:
    """Do what the command line asks for."""
    _install()
    if "packages" not in sys.argv[1:]:
        _build()


def _install() -> None:
    mark = _fingerprint([STUDIO / "package-lock.json"])
    if not _is(_INSTALLED, mark):
        _say("Installing the studio's packages…")
        npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        _INSTALLED.write_text(mark)


def _build() -> None:
    mark = _fingerprint(_sources())
    if not _is(_STAMP, mark):
        _say("Building the studio…")
        npm("run", "--silent", "build", "--", "--logLevel", "warn")
        _STAMP.write_text(mark)


def stale() -> bool:
    """Say whether the built studio is not what its sources make."""
    return not _is(_STAMP, _fingerprint(_sources()))


def _sources() -> Iterator[Path]:
    for path in sorted(STUDIO.rglob("*")):
        if path.is_file() and not _LEFT_OUT.intersection(path.relative_to(STUDIO).parts):
            yield path


def _fingerprint(paths: "Iterator[Path] | list[Path]") -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(str(path.relative_to(STUDIO)).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _is(stamp: Path, mark: str) -> bool:
    return stamp.exists() and stamp.read_text() == mark


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    if "packages" in sys.argv[1:] or stale():
        main()
