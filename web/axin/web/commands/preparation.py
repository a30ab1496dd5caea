"""What has been prepared in the embedded database is remembered beside it, so that a later start need not look again."""

import hashlib
import json
import os
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import axin

_FILE: Final = "axin.prepared.json"


def recall(data: Path, *, with_demo: bool) -> Mapping[str, Any] | None:
    """Return the demonstration's sign-in (or nothing to sign in with) where all is prepared for this version; else None."""
    try:
        found = json.loads((data / _FILE).read_text())
    except (OSError, ValueError):
        return None
    if found.get("made_from") != _fingerprint() or (with_demo and not found.get("sign_in")):
        return None
    return dict(found["sign_in"]) if with_demo else {}


def remember(data: Path, sign_in: Mapping[str, Any]) -> None:
    """Note that all is prepared. The note lies in the database's own folder: it goes where that goes."""
    path = data / _FILE
    partial = path.with_suffix(".new")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump({"made_from": _fingerprint(), "sign_in": dict(sign_in)}, file)
    partial.rename(path)


def _fingerprint() -> str:
    digest = hashlib.sha256(version("axin").encode())
    folders = (Path(folder) for folder in axin.__path__)
    for path in sorted(path for folder in folders for path in folder.glob("*/migrations/*.py")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
