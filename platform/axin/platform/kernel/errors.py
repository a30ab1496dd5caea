"""Errors as values a person can act on: what, where, what would be right.

Every refusal the product makes is an `AxinError`; the web turns it into RFC 9457 problem details. A message never
repeats a value of the input, and a thing that is not there reads exactly like a thing that is not yours.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of the input: where (JSON Pointer), a lasting code, a sentence, and a near suggestion if any."""

    pointer: str
    code: str
    message: str
    suggestion: str | None = None


@dataclass(eq=False)
class AxinError(Exception):
    """A refusal with a lasting code, an HTTP status and the sentence that the user reads."""

    message: str
    problems: tuple[Problem, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    details: Mapping[str, object] = field(default_factory=dict)
    """What else the one who is refused may see and needs to go on: the record as it is now, the conflicts found."""
    code: ClassVar[str] = "error"
    status: ClassVar[HTTPStatus] = HTTPStatus.BAD_REQUEST

    def __str__(self) -> str:
        return self.message


class NotFoundError(AxinError):
    """The thing is not there, or not yours: the two look alike."""

    code = "not_found"
    status = HTTPStatus.NOT_FOUND

    def __init__(self, message: str = "There is nothing here under this name.") -> None:
        super().__init__(message)


class InvalidError(AxinError):
    """The input is at fault; `problems` says where."""

    code = "invalid"
    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, problems: Iterable[Problem], message: str | None = None) -> None:
        found = tuple(problems)
        super().__init__(message or (found[0].message if found else "The input is not valid."), found)

    @classmethod
    def at(cls, pointer: str, code: str, message: str) -> "InvalidError":
        """Return the error of one problem."""
        return cls([Problem(pointer, code, message)])


class ForbiddenError(AxinError):
    """You may see the thing but not do this with it."""

    code = "forbidden"
    status = HTTPStatus.FORBIDDEN


class UnauthenticatedError(AxinError):
    """Nobody is signed in, or the token is not valid."""

    code = "unauthenticated"
    status = HTTPStatus.UNAUTHORIZED

    def __init__(self, message: str = "Sign in to go on.") -> None:
        super().__init__(message)


class ConflictError(AxinError):
    """The thing has changed meanwhile, or a key was used for something else."""

    code = "conflict"
    status = HTTPStatus.CONFLICT


class StaleVersionError(AxinError):
    """The version in If-Match is not the current one."""

    code = "stale_version"
    status = HTTPStatus.PRECONDITION_FAILED

    def __init__(self, message: str = "This has been changed since you read it. Read it again, then repeat.") -> None:
        super().__init__(message)


class LimitReachedError(AxinError):
    """A limit of the plan is reached; upgrading lifts it."""

    code = "limit_reached"
    status = HTTPStatus.PAYMENT_REQUIRED


class TooManyRequestsError(AxinError):
    """Too much at once; `Retry-After` says when to come again."""

    code = "too_many_requests"
    status = HTTPStatus.TOO_MANY_REQUESTS
