"""What is refused about jobs."""

from http import HTTPStatus

from axin.platform.kernel.errors import AxinError, ConflictError

_TOO_MANY = {
    "en": "Too much long work is under way in this workspace. Wait for some of it to end, then repeat.",
    "az": "Bu iş sahəsində həddən artıq uzun iş gedir. Bir hissəsinin bitməsini gözləyin, sonra təkrarlayın.",
    "ru": "В этом рабочем пространстве идёт слишком много долгих работ. Дождитесь окончания части из них и повторите.",
}
_NOT_UNDOABLE = {
    "en": "This cannot be undone: it has changed nothing, is not finished, or has been undone already.",
    "az": "Bunu geri qaytarmaq olmur: heç nə dəyişməyib, hələ bitməyib və ya artıq geri qaytarılıb.",
    "ru": "Это нельзя отменить: ничего не изменено, работа не окончена или уже отменена.",
}


class TooManyJobsError(AxinError):
    """A workspace has so many jobs under way at most."""

    code = "too_many_jobs"
    status = HTTPStatus.TOO_MANY_REQUESTS

    def __init__(self) -> None:
        super().__init__(_TOO_MANY["en"], headers={"Retry-After": "30"})

    def in_language(self, locale: str) -> str:
        """Return the sentence in this language."""
        return _TOO_MANY.get(locale, _TOO_MANY["en"])


class NotUndoableError(ConflictError):
    """There is nothing to undo."""

    code = "not_undoable"

    def __init__(self) -> None:
        super().__init__(_NOT_UNDOABLE["en"])

    def in_language(self, locale: str) -> str:
        """Return the sentence in this language."""
        return _NOT_UNDOABLE.get(locale, _NOT_UNDOABLE["en"])
