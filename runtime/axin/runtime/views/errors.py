"""What views refuse, in the reader's language."""

from typing import ClassVar, Final

from axin.platform.kernel.errors import ForbiddenError

_SHARING: Final = {
    "en": "Only those who build the workspace may share a view or change a shared one.",
    "az": "Görünüşü yalnız iş sahəsini quranlar paylaşa və ya paylaşılanı dəyişə bilər.",
    "ru": "Делиться представлением и менять общее могут только те, кто настраивает рабочее пространство.",
}


class MayNotShareError(ForbiddenError):
    """A view for others is theirs to make who build the workspace."""

    code: ClassVar[str] = "may_not_share"

    def __init__(self) -> None:
        super().__init__(_SHARING["en"])

    def in_language(self, locale: str) -> str:
        """Return the sentence in this language."""
        return _SHARING.get(locale, self.message)
