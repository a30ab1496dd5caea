"""How a step fails, and what of it is kept."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, ClassVar, Final

import asyncpg

from axin.platform.kernel.errors import AxinError, ConflictError
from axin.platform.kernel.languages import InLanguages
from axin.tenants.people import LANGUAGES

PASSING: Final = (
    asyncpg.DeadlockDetectedError,
    asyncpg.SerializationError,
    asyncpg.LockNotAvailableError,
    asyncpg.QueryCanceledError,
)
"""Two transactions met in an unlucky order: the same work succeeds a moment later."""
LOST: Final = (
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.CannotConnectNowError,
    asyncpg.TooManyConnectionsError,
    asyncpg.IdleInTransactionSessionTimeoutError,
    OSError,
)
"""The database went away, or is not back yet, or gave us up because we were frozen: nobody's fault and nothing to note; the
claim ends and the run is taken up again."""
NOBODYS_FAULT: Final = (*PASSING, *LOST)
TERMINAL: Final = frozenset({"type_mismatch", "blocked_address", "stopped", "budget", "code_error", "bad_output", "in_doubt"})
"""Errors that a repetition cannot mend."""
WORDS: Final = "words"
"""Of an error that is kept: its own words by language; what has none is looked up among the sentences of the house."""
TYPE_MISMATCH: Final = "type_mismatch"
OURS: Final = {"code": "internal_error", "message": "Something went wrong on our side."}
"""What is kept of a fault of ours: nothing of its own words."""


class StepError(AxinError):
    """A step cannot do what it should; `kind` is the lasting code that the run shows."""

    code = "step_failed"
    status: ClassVar[HTTPStatus] = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, kind: str, message: str, *, in_doubt: bool = False, fuel: int = 0) -> None:
        super().__init__(message)
        self.kind = kind
        self.fuel = fuel
        """What its code had used by then."""
        self.in_doubt = in_doubt
        """Whether an outside system may have done its work all the same."""


class NotRunnableError(ConflictError):
    """The run or the scenario is not in a state that allows this."""

    code = "not_runnable"


def kept(error: AxinError) -> dict[str, Any]:
    """Return the error as a run and its journal keep it: in English, and in every language where it has words of its own."""
    problems = [{"pointer": p.pointer, "code": p.code, "message": p.message, **_own_words(p)} for p in error.problems]
    found: dict[str, Any] = {"code": code_of(error), "message": error.message, **_own_words(error)}
    return found | {"errors": problems} if problems else found


def _own_words(speaker: object) -> dict[str, Any]:
    if not isinstance(speaker, InLanguages):
        return {}
    return {WORDS: {language: speaker.in_language(language) for language in LANGUAGES}}


def code_of(error: AxinError) -> str:
    """Return the lasting code: of one problem its own, so that `type_mismatch` reads the same wherever it is found."""
    if isinstance(error, StepError):
        return error.kind
    codes = {problem.code for problem in error.problems}
    if error.code == "invalid" and codes:
        return codes.pop() if len(codes) == 1 else TYPE_MISMATCH if TYPE_MISMATCH in codes else error.code
    return error.code


def may_mend(error: Mapping[str, Any]) -> bool:
    """Whether trying again may help."""
    return error["code"] not in TERMINAL
