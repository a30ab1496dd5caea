"""The description of the API: OpenAPI 3.1 at /api/openapi.json, and as a file for the TypeScript client.

`python -m axin.web.openapi FILE` writes it.

It is made from an application of its own: while Litestar describes handlers it adds the path's parameters to what it knows of
them, and an application that did so answers wrong input as if the path named nothing.
"""

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any, Final

from litestar.openapi.config import OpenAPIConfig

from axin.platform.data.json import dumps
from axin.web.problems import MEDIA_TYPE

TITLE = "Axin"
VERSION = "1"
_PROBLEM: Final[dict[str, Any]] = {
    "title": "Problem",
    "description": "What went wrong, by RFC 9457, with a lasting code; where the input is at fault, each fault at its place.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "code", "errors", "request_id"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "request_id": {"type": "string"},
        "errors": {"type": "array", "items": {"$ref": "#/components/schemas/ProblemView"}},
    },
}
_REFUSALS: Final = {
    "400": "The body is not JSON",
    "401": "Signed out",
    "402": "A limit of the plan is reached",
    "403": "A right is missing, or the CSRF token",
    "404": "Nothing here under this name, or nothing of yours",
    "409": "It conflicts with what is there, or the Idempotency-Key was used for another request",
    "412": "The version is not the current one",
    "413": "The body is too large",
    "422": "The input is at fault; the errors say where",
    "429": "Too many requests at once",
}
_OF_WRITES: Final = frozenset({"402", "403", "409", "412", "413"})
_WRITES: Final = frozenset({"post", "put", "patch", "delete"})
_IDEMPOTENCY_KEY: Final[dict[str, Any]] = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "A write repeated under the same key happens once and is answered alike.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
}
_IF_MATCH: Final[dict[str, Any]] = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": "The record's version, in quotes: the change is refused where it is no longer the current one.",
    "schema": {"type": "string"},
}
_OF_A_RECORD: Final = ("changeRecord", "deleteRecord", "moveRecord")
_SECURITY: Final = {
    "session": {"type": "apiKey", "in": "cookie", "name": "axin_session"},
    "token": {"type": "http", "scheme": "bearer"},
}


def document() -> dict[str, Any]:
    """Return the description as plain JSON."""
    from axin.web.app import create_api  # noqa: PLC0415 - the application serves this module's answer

    config = OpenAPIConfig(title=TITLE, version=VERSION, path="/description", render_plugins=[], use_handler_docstrings=True)
    described: dict[str, Any] = create_api(config).openapi_schema.to_schema()
    parts = described["components"]
    parts["schemas"]["Problem"] = _PROBLEM
    parts["securitySchemes"] = _SECURITY
    parts["parameters"] = {"IdempotencyKey": _IDEMPOTENCY_KEY, "IfMatch": _IF_MATCH}
    parts["responses"] = {f"Refused{status}": _refusal(sentence) for status, sentence in _REFUSALS.items()}
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            if method in _WRITES | {"get"}:
                _complete(path, method, operation)
    return described


@cache
def rendered() -> bytes:
    """Return the description as it is served."""
    return dumps(document())


def _refusal(sentence: str) -> dict[str, Any]:
    return {"description": sentence, "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}


def _complete(path: str, method: str, operation: dict[str, Any]) -> None:
    """Add what holds for every route: who may come, the key of a repeated write, the refusals."""
    in_workspace = path.startswith("/api/w/")
    if in_workspace:
        operation["security"] = [{"token": []}, {"session": []}]
    if in_workspace and method in _WRITES:
        names = ["IdempotencyKey", *(["IfMatch"] if operation["operationId"] in _OF_A_RECORD else [])]
        headers = [{"$ref": f"#/components/parameters/{name}"} for name in names]
        operation["parameters"] = [*operation.get("parameters", []), *headers]
    operation["responses"].pop("400", None)
    for status in _refusals(path, method, operation):
        operation["responses"][status] = {"$ref": f"#/components/responses/Refused{status}"}


def _refusals(path: str, method: str, operation: dict[str, Any]) -> list[str]:
    left_out = set[str]()
    if method == "get":
        left_out |= _OF_WRITES - ({"403"} if path.startswith("/api/w/") else set())
    if "requestBody" not in operation:
        left_out |= {"400", "413"}
    if "{" not in path:
        left_out.add("404")
    return [status for status in _REFUSALS if status not in left_out]


def main() -> None:
    """Write the description to the file named on the command line, or to standard output."""
    text = json.dumps(document(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
