"""What is refused around comments, in the reader's language."""

from typing import ClassVar, Final

from axin.platform.kernel.errors import ForbiddenError

_OWN: Final = {
    "en": "Only who wrote this may change it; owners and admins may delete it.",
    "az": "Bunu yalnız yazan dəyişə bilər; sahib və adminlər silə bilər.",
    "ru": "Изменить это может только автор; владельцы и администраторы могут удалить.",
}


class NotYoursError(ForbiddenError):
    """Somebody else's words."""

    code: ClassVar[str] = "not_yours"

    def __init__(self) -> None:
        super().__init__(_OWN["en"])

    def in_language(self, locale: str) -> str:
        """Return the sentence in this language."""
        return _OWN.get(locale, self.message)
