"""Refusals as RFC 9457 problem details: one shape for everything that goes wrong, in the reader's language where it has one."""

import http
import logging
import re
from collections.abc import Mapping
from typing import Any, Final

import asyncpg
import msgspec
from litestar.exceptions import HTTPException, SerializationException, ValidationException

from axin.platform.data.json import dumps
from axin.platform.kernel.errors import AxinError, InvalidError, NotFoundError, Problem, TooManyRequestsError
from axin.platform.kernel.languages import InLanguages, said

MEDIA_TYPE: Final = "application/problem+json"
_log: Final = logging.getLogger("axin.web")
_AWAY: Final = (
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    ConnectionError,
    TimeoutError,
)
_PATH: Final = re.compile(r" - at `(\$[^`]*)`$")
_STEP: Final = re.compile(r"\.([^.\[]+)|\[(\d+)\]")
_MISSING: Final = re.compile(r"^Object missing required field `(.+?)`(?: - at |$)")
_UNKNOWN: Final = re.compile(r"^Object contains unknown field `(.+?)`(?: - at |$)")
_TYPE: Final = re.compile(r"^Expected `([^`]+)`, got `([^`]+)`")
_BOUND: Final = re.compile(r"^Expected `[^`]+` (?:of length )?[<>=]+ [-0-9.]+")
_NAMES: Final = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "decimal": "a number",
    "bool": "true or false",
    "object": "an object",
    "array": "a list",
    "null": "null",
    "uuid": "an id",
    "datetime": "a time (RFC 3339)",
}


class MalformedError(AxinError):
    """The body is not JSON."""

    code = "malformed"

    def __init__(self, message: str = "The body is not valid JSON.") -> None:
        super().__init__(message)


class UnavailableError(AxinError):
    """Something we stand on is away for a moment."""

    code = "unavailable"
    status = http.HTTPStatus.SERVICE_UNAVAILABLE


class _StatusError(AxinError):
    """A refusal of the framework's: no route, no such method, too large."""

    def __init__(self, status: http.HTTPStatus, message: str, headers: Mapping[str, str]) -> None:
        super().__init__(message, (), headers)
        self.status = status  # type: ignore[misc]
        self.code = re.sub(r"\W+", "_", status.phrase.lower())  # type: ignore[misc]


def refusal_of(error: Exception) -> AxinError | None:
    """Return the refusal an exception stands for; None for a fault of ours."""
    if isinstance(error, AxinError):
        return error
    if isinstance(error, ValidationException):
        return _of_parameters(error)
    if isinstance(error, SerializationException):
        return MalformedError()
    if isinstance(error, HTTPException):
        return _of_status(error)
    return _of_database(error)


def invalid_body(error: msgspec.ValidationError, root: str = "") -> InvalidError:
    """Return msgspec's complaint as a problem with its pointer, without the value it complains about."""
    return InvalidError([_problem(str(error), root)])


def render(error: AxinError, locale: str, request_id: str) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    """Return status, headers and body of the problem."""
    first = error.problems[0] if error.problems else None
    speaker = first if first is not None and first.message == error.message and not isinstance(error, InLanguages) else error
    body: dict[str, Any] = {
        "type": f"/problems/{error.code}",
        "title": http.HTTPStatus(error.status).phrase,
        "status": int(error.status),
        "detail": said(speaker, locale),
        "code": error.code,
        "errors": [_as_json(problem, error, locale) for problem in error.problems],
        "request_id": request_id,
        **error.details,
    }
    headers = [(b"content-type", MEDIA_TYPE.encode()), (b"cache-control", b"no-store")]
    headers += [(name.lower().encode(), value.encode()) for name, value in error.headers.items()]
    return int(error.status), headers, dumps(body)


def fault(error: Exception, request_id: str) -> AxinError:
    """Log an unforeseen exception and return what the reader is told: that it happened, and its number."""
    _log.error("unforeseen error in request %s", request_id, exc_info=error)
    return _StatusError(http.HTTPStatus.INTERNAL_SERVER_ERROR, f"Something went wrong here. Its number is {request_id}.", {})


def _as_json(problem: Problem, error: AxinError, locale: str) -> dict[str, str]:
    """Return a problem; what it says in the words of its error, it says in those of every language."""
    speaker = error if isinstance(error, InLanguages) and problem.message == error.message else problem
    found = {"pointer": problem.pointer, "code": problem.code, "message": said(speaker, locale)}
    return found | ({"suggestion": problem.suggestion} if problem.suggestion else {})


def _of_parameters(error: ValidationException) -> AxinError:
    found = error.extra if isinstance(error.extra, list) else []
    if any(item.get("source") == "path" for item in found):
        return NotFoundError()
    return InvalidError([_parameter_problem(item) for item in found], None if found else "The input is not valid.")


def _parameter_problem(item: Mapping[str, Any]) -> Problem:
    source, key = item.get("source", "body"), str(item.get("key", ""))
    source = getattr(source, "value", source)  # the framework's enumeration writes itself with its class's name
    if source == "body":
        inner = "" if key == "data" else "/" + key.replace(".", "/")
        return _problem(item["message"], inner)
    return _problem(item["message"], f"/{source}/{key}")


def _of_status(error: HTTPException) -> AxinError:
    status = http.HTTPStatus(error.status_code)
    if status == http.HTTPStatus.NOT_FOUND:
        return NotFoundError()
    if status >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
        return fault(error, "none")
    if status == http.HTTPStatus.BAD_REQUEST:
        return MalformedError("The request is not well formed.")
    return _StatusError(status, f"{status.description or status.phrase}.".replace("..", "."), dict(error.headers or {}))


def _of_database(error: Exception) -> AxinError | None:
    if isinstance(error, (asyncpg.DeadlockDetectedError, asyncpg.SerializationError, asyncpg.LockNotAvailableError)):
        return TooManyRequestsError("Too many changes to the same thing at once. Try again.", headers={"Retry-After": "1"})
    if isinstance(error, asyncpg.DataError):
        _log.warning("the database refused a value that no check had refused", exc_info=error)
        return InvalidError.at("", "invalid", "A value cannot be stored.")
    if isinstance(error, _AWAY) or type(error) is OSError:  # asyncpg raises a bare one where no address of a name answers
        _log.warning("the database is away: %s", type(error).__name__)
        return UnavailableError("The database does not answer just now. Try again.", headers={"Retry-After": "1"})
    return None


def _problem(message: str, root: str) -> Problem:
    path = _PATH.search(message)
    pointer = root + (_pointer(path.group(1)) if path else "")
    if missing := _MISSING.match(message):
        return Problem(f"{pointer}/{_escaped(missing.group(1))}", "required", "This is required.")
    if unknown := _UNKNOWN.match(message):
        return Problem(f"{pointer}/{_escaped(unknown.group(1))}", "unknown_field", "There is no such field here.")
    if wrong := _TYPE.match(message):
        wanted = " or ".join(_NAMES.get(name.strip(), name.strip()) for name in wrong.group(1).split("|"))
        return Problem(pointer, "wrong_type", f"Expected {wanted}.")
    if bound := _BOUND.match(message):
        return Problem(pointer, "out_of_bounds", bound.group(0).replace("`", "") + ".")
    return Problem(pointer, "invalid", "This value is not valid.")


def _pointer(path: str) -> str:
    """Return the pointer of msgspec's path, as far as it says: of a map it does not name the key."""
    known = path.partition("[...]")[0]
    return "".join("/" + _escaped(name or number) for name, number in _STEP.findall(known))


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")
