"""The log: a line for a person, or JSON for a machine; never a secret.

What looks like a credential is masked whatever its source, so that a library's careless message cannot leak one.
"""

import logging
import re
import sys
from datetime import UTC, datetime
from typing import Final, Literal

from axin.platform.data import json

_SECRETS: Final = (
    (re.compile(r"(://[^:/@\s]*:)[^@\s]+@"), r"\1***@"),
    (re.compile(r"\b(axn_|sk_live_|sk_test_|whsec_)[A-Za-z0-9_\-]+"), r"\1***"),
    (re.compile(r"(?i)\b(bearer|basic)\s+[A-Za-z0-9._~+/=\-]+"), r"\1 ***"),
    (re.compile(r"(?i)\b(password|passwd|secret|token|authorization|api_key)\b([\"']?\s*[=:]\s*[\"']?)[^\s\"',}]+"), r"\1\2***"),
)
# These say at "info" what interests nobody who runs the service.
_CHATTY: Final = ("httpx", "httpcore", "asyncio", "rq.worker", "stripe", "granian", "_granian")


def masked(text: str) -> str:
    """Return `text` with everything that looks like a credential masked."""
    for pattern, replacement in _SECRETS:
        text = pattern.sub(replacement, text)
    return text


class _Pretty(logging.Formatter):
    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s  %(message)s", "%H:%M:%S")

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": masked(record.getMessage()),
        }
        if record.exc_info:
            line["error"] = masked(self.formatException(record.exc_info))
        return json.dumps_text(line)


def configure(level: str, form: Literal["pretty", "json"]) -> None:
    """Send everything to standard error in the chosen form."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if form == "json" else _Pretty())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
