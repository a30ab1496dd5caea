"""What is refused about files, in the reader's language."""

from http import HTTPStatus
from typing import ClassVar, Final

from axin.platform.kernel.errors import AxinError, Problem

_SENTENCES: Final = {
    "picture_too_large": {
        "en": "This picture has too many pixels: 50 million are allowed.",
        "az": "Bu şəklin pikselləri həddən çoxdur: ən çox 50 milyon ola bilər.",
        "ru": "На этой картинке слишком много точек: допускается 50 миллионов.",
    },
    "no_file": {
        "en": "Send the file as multipart/form-data, in a part named `file`.",
        "az": "Faylı multipart/form-data şəklində, `file` adlı hissədə göndərin.",
        "ru": "Отправьте файл как multipart/form-data, в части с именем `file`.",
    },
}


class FileRefusedError(AxinError):
    """An upload is refused."""

    status: ClassVar[HTTPStatus] = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, code: str) -> None:
        self.code = code  # type: ignore[misc]
        message = self.in_language("en")
        super().__init__(message, (Problem("/file", code, message),))

    def in_language(self, locale: str) -> str:
        """Return the sentence in the reader's language."""
        found = _SENTENCES[self.code]
        return found.get(locale, found["en"])
