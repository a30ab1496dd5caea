"""What is refused about a table, in the reader's language."""

from http import HTTPStatus
from typing import ClassVar, Final

from axin.platform.kernel.errors import AxinError

_SENTENCES: Final = {
    "not_a_table": {
        "en": "This is neither CSV nor XLSX.",
        "az": "Bu nə CSV, nə də XLSX-dir.",
        "ru": "Это не CSV и не XLSX.",
    },
    "empty_table": {
        "en": "There are no rows in this file.",
        "az": "Bu faylda sətir yoxdur.",
        "ru": "В этом файле нет строк.",
    },
    "wrong_encoding": {
        "en": "Row {row} is not in the encoding that was chosen. Choose another one.",
        "az": "{row}-ci sətir seçilmiş kodlaşdırmada deyil. Başqasını seçin.",
        "ru": "Строка {row} не в выбранной кодировке. Выберите другую.",
    },
    "broken_quotes": {
        "en": "A quotation mark is not closed near row {row}: the file is damaged or incomplete.",
        "az": "{row}-ci sətir yaxınlığında dırnaq bağlanmayıb: fayl zədəlidir və ya yarımçıqdır.",
        "ru": "Около строки {row} не закрыта кавычка: файл повреждён или неполон.",
    },
    "broken_file": {
        "en": "The file is damaged or incomplete: it ends or breaks off near row {row}.",
        "az": "Fayl zədəlidir və ya yarımçıqdır: {row}-ci sətir yaxınlığında qırılır.",
        "ru": "Файл повреждён или неполон: он обрывается около строки {row}.",
    },
    "broken_from_the_start": {
        "en": "The file is damaged or incomplete: it cannot be opened. Save or download it once more.",
        "az": "Fayl zədəlidir və ya yarımçıqdır: açılmır. Onu yenidən saxlayın və ya yükləyin.",
        "ru": "Файл повреждён или неполон: он не открывается. Сохраните или скачайте его ещё раз.",
    },
    "too_many_columns": {
        "en": "A table may have 500 columns; this one has more.",
        "az": "Cədvəldə 500 sütun ola bilər; burada daha çoxdur.",
        "ru": "В таблице может быть 500 столбцов; здесь больше.",
    },
    "too_many_rows": {
        "en": "A table may have 1,050,000 rows; this one has more. Split it.",
        "az": "Cədvəldə 1 050 000 sətir ola bilər; burada daha çoxdur. Onu bölün.",
        "ru": "В таблице может быть 1 050 000 строк; здесь больше. Разделите её.",
    },
    "too_long_cell": {
        "en": "A cell of row {row} holds more than 100,000 characters.",
        "az": "{row}-ci sətirin xanasında 100 000 simvoldan çox var.",
        "ru": "В ячейке строки {row} больше 100 000 знаков.",
    },
    "too_long_row": {
        "en": "Row {row} holds more than 5,000,000 characters.",
        "az": "{row}-ci sətirdə 5 000 000 simvoldan çox var.",
        "ru": "В строке {row} больше 5 000 000 знаков.",
    },
    "bomb": {
        "en": "The file unpacks to far more than a table can hold.",
        "az": "Fayl açılanda cədvəlin tuta biləcəyindən qat-qat böyük olur.",
        "ru": "Файл распаковывается в объём, которого в таблице быть не может.",
    },
    "no_such_sheet": {
        "en": "There is no such sheet in this file.",
        "az": "Bu faylda belə vərəq yoxdur.",
        "ru": "В этом файле нет такого листа.",
    },
    "unknown_encoding": {
        "en": "This encoding is not known here.",
        "az": "Bu kodlaşdırma burada tanınmır.",
        "ru": "Эта кодировка здесь неизвестна.",
    },
}  # fmt: skip


class TableError(AxinError):
    """A file cannot be read as a table."""

    status: ClassVar[HTTPStatus] = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, code: str, row: int = 0) -> None:
        self.code = code  # type: ignore[misc]
        self.row = row
        super().__init__(self.in_language("en"))

    def in_language(self, locale: str) -> str:
        """Return the sentence in the reader's language."""
        known = "broken_from_the_start" if self.code == "broken_file" and not self.row else self.code
        found = _SENTENCES[known]
        return found.get(locale, found["en"]).format(row=self.row)
