"""The refusals of this room."""

from collections.abc import Iterable
from typing import Final

from axin.platform.kernel.errors import ForbiddenError, InvalidError, Problem

_SENTENCES: Final = {
    "en": "The solution has faults; nothing was published.",
    "az": "Həlldə səhvlər var; heç nə dərc edilmədi.",
    "ru": "В решении есть ошибки; ничего не опубликовано.",
}


class MayNotBuildError(ForbiddenError):
    """The actor's role does not build."""

    code = "may_not_build"

    def __init__(self) -> None:
        super().__init__("Only owners, admins and roles that build may see or change the solution's draft.")


class InvalidSolutionError(InvalidError):
    """The document may not be published; every fault is told."""

    code = "invalid_solution"

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__(problems, _SENTENCES["en"])

    def in_language(self, locale: str) -> str:
        """Return the sentence in this language."""
        return _SENTENCES.get(locale, _SENTENCES["en"])
