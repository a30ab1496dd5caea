"""The field types: what each is called, whether it can run, and what its definition takes."""

# ruff: noqa: E501, FBT003 - one line a field type, in three languages

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from axin.builder.catalog.kinds import RESULTS
from axin.builder.schemas.words import (
    DURATION,
    ENTITY,
    FIELD,
    FLAG,
    FORMULA,
    KEY,
    LINE,
    ROLE,
    TITLE,
    Schema,
    by_language,
    closed,
    many,
    one_of,
    prop,
    titled,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FieldKind:
    """One field type of the language."""

    key: str
    title: Mapping[str, str]
    help: Mapping[str, str]
    schema: Schema

    @property
    def runs(self) -> bool:
        """Whether this release can run it."""
        return True


_WHOLE: Final[Schema] = {"type": "integer", "minimum": 1}
_NUMBER: Final[Schema] = {"type": "number"}
_OPTION: Final = closed(
    {
        **titled("brick", "Brick"),
        "color": prop(
            "Colour|Rəng|Цвет", "The colour of its chip.", {"type": "string", "maxLength": 30, "x-widget": "color"}, "teal"
        ),
        "archived": prop("Archived|Arxivdə|В архиве", "Kept on old records, no longer offered.", FLAG, False),
    },
    "key",
)
_COMMON: Final = {
    **titled("phone", "Phone"),
    "type": prop("Type|Növ|Тип", "What kind of value the field holds.", {"type": "string"}, "text"),
    "help": prop("Help|İzah|Подсказка", "A sentence under the field.", TITLE, "With the country code"),
    "required": prop(
        "Required|Mütləq|Обязательное", "Whether a record needs a value here: yes, no, or a formula over the record.",
        {"anyOf": [FLAG, FORMULA], "x-code": "type", "x-widget": "condition"}, True, 'source = "site"',
    ),
    "default": prop(
        "Default|İlkin qiymət|По умолчанию", "What a new record gets: a value, or a formula after `=`.", {"x-widget": "value"}, "=TODAY()"
    ),
    "unique": prop("Unique|Təkrarsız|Уникальное", "No two records have the same value.", FLAG, True),
    "indexed": prop("Indexed|İndeksli|Индекс", "Filters and sorts by it stay fast on large tables.", FLAG, True),
    "visible": prop(
        "Visible when|Nə vaxt görünür|Когда видно", "Shown on the card only while this formula is true.", FORMULA, "NOT(ISBLANK(client))"
    ),
    "validate": prop("Rule|Qayda|Правило", "A formula that must be true before the record is saved.", FORMULA, "price > 0"),
    "message": prop("Message|Mesaj|Сообщение", "What people read when the rule does not hold.", TITLE, "The price must be positive."),
}  # fmt: skip
_MAX_LENGTH: Final = prop(
    "Longest|Ən uzun|Длина не больше", "How many characters at most.", {**_WHOLE, "maximum": 1_000_000}, 200
)  # fmt: skip
_PATTERN: Final = prop(
    "Pattern|Şablon|Шаблон", "A regular expression (RE2) that must be found in the text; `^` and `$` hold it to the whole.",
    {"type": "string", "minLength": 1, "maxLength": 1_000}, "^[A-Z]{2}[0-9]{7}$",
)  # fmt: skip
_TEXT: Final = {"max_length": _MAX_LENGTH, "pattern": _PATTERN}
_BOUNDS: Final = {
    "min": prop("Least|Ən az|Не меньше", "The smallest value allowed.", _NUMBER, 0),
    "max": prop("Most|Ən çox|Не больше", "The largest value allowed.", _NUMBER, 100),
    "unit": prop("Unit|Ölçü vahidi|Единица", "Shown after the number.", {"type": "string", "maxLength": 20}, "m²"),
}
_DECIMALS: Final = prop(
    "Decimals|Onluq rəqəmlər|Знаков после точки", "How many digits after the point are kept.",
    {"type": "integer", "minimum": 0, "maximum": 9}, 2,
)  # fmt: skip
_CURRENCY: Final = prop(
    "Currency|Valyuta|Валюта", "ISO 4217 code; the workspace's, if left out.", {"type": "string", "pattern": "^[A-Z]{3}$"}, "AZN"
)  # fmt: skip
_DATES: Final = {
    "min": prop(
        "Not before|Bundan əvvəl yox|Не раньше", "The earliest value allowed.", {"type": "string", "maxLength": 40}, "2026-01-01"
    ),
    "max": prop(
        "Not after|Bundan sonra yox|Не позже", "The latest value allowed.", {"type": "string", "maxLength": 40}, "2030-12-31"
    ),
}
_SPANS: Final = {
    "min": prop("Shortest|Ən qısa|Не короче", "The shortest value allowed.", DURATION, "15m"),
    "max": prop("Longest|Ən uzun|Не дольше", "The longest value allowed.", DURATION, "8h"),
    "unit": _BOUNDS["unit"],
}
_OPTIONS: Final = {
    "options": prop(
        "Options|Variantlar|Варианты", "What may be chosen.", many(_OPTION, 500, minItems=1, **{"x-widget": "options"}),
        [{"key": "site", "title": "Website"}],
    )
}  # fmt: skip
_LINK: Final = {
    "to": prop("Links to|Hara bağlanır|Связь с", "The entity whose record is chosen.", ENTITY, "contact"),
    "inverse": prop("There called|Orada adı|Обратное имя", "The name of these links on the other side.", KEY, "deals"),
    "on_delete": prop(
        "When it is deleted|Silinəndə|При удалении", "What happens here when the linked record is deleted.",
        one_of("restrict", "clear", "cascade"), "restrict",
    ),
}  # fmt: skip
_COMPUTED: Final = {
    "formula": prop("Formula|Düstur|Формула", "How the value is computed from the record.", FORMULA, "length * width"),
    "result": prop("Result|Nəticə|Результат", "The type of the value.", one_of(*RESULTS), "number"),
    "decimals": _DECIMALS,
    "unit": _BOUNDS["unit"],
    "currency": _CURRENCY,
}
_OVER: Final = {**_COMPUTED, "of": prop("Over|Nəyin üzrə|По связи", "The links it runs over.", FIELD, "lines")}
_FILE: Final = {
    "max_size": prop("Largest file|Ən böyük fayl|Размер не больше", "In bytes.", _WHOLE, 10_000_000),
    "types": prop("File types|Fayl növləri|Типы файлов", "Media types that are taken.", many(LINE, 50), ["application/pdf"]),
    "many": prop("Several|Bir neçə|Несколько", "Whether more than one file may stand here.", FLAG, True),
}
_AUTONUMBER: Final = {
    "prefix": prop("Prefix|Ön hissə|Префикс", "Stands before the number.", {"type": "string", "maxLength": 20}, "INV-"),
    "digits": prop(
        "Digits|Rəqəm sayı|Цифр", "Filled with zeros to this many.", {"type": "integer", "minimum": 0, "maximum": 18}, 5
    ),
}
_AMONG: Final = {"among": prop("Among|Kimlərdən|Среди", "Only people with this role: `role:KEY`.", ROLE, "role:sales_manager")}

_KINDS: Final[tuple[tuple[str, str, str, dict[str, Schema], tuple[str, ...]], ...]] = (
    ("text", "Text|Mətn|Текст", "A line of text.|Bir sətir mətn.|Строка текста.", _TEXT, ()),
    ("long_text", "Long text|Uzun mətn|Длинный текст", "Several lines.|Bir neçə sətir.|Несколько строк.", _TEXT, ()),
    ("rich_text", "Formatted text|Formatlı mətn|Форматированный текст", "Text with headings and lists.|Başlıq və siyahılı mətn.|Текст с оформлением.", _TEXT, ()),
    ("integer", "Whole number|Tam ədəd|Целое число", "A number without decimals.|Kəsrsiz ədəd.|Число без дробной части.", _BOUNDS, ()),
    ("number", "Number|Ədəd|Число", "A number, exact to its decimals.|Dəqiq ədəd.|Точное число.", {**_BOUNDS, "decimals": _DECIMALS}, ()),
    ("money", "Money|Pul|Деньги", "An amount in a currency.|Valyuta ilə məbləğ.|Сумма в валюте.", {**_BOUNDS, "currency": _CURRENCY}, ()),
    ("percent", "Percent|Faiz|Процент", "5 means 5 %; in formulas 0.05.|5 yazın: 5 %; düsturda 0.05.|5 значит 5 %; в формулах 0.05.", {**_BOUNDS, "decimals": _DECIMALS}, ()),
    ("boolean", "Yes or no|Hə və ya yox|Да или нет", "A switch.|Açar.|Переключатель.", {}, ()),
    ("date", "Date|Tarix|Дата", "A day.|Gün.|День.", _DATES, ()),
    ("datetime", "Date and time|Tarix və saat|Дата и время", "A moment.|An.|Момент.", _DATES, ()),
    ("time", "Time of day|Saat|Время дня", "Hours and minutes.|Saat və dəqiqə.|Часы и минуты.", {}, ()),
    ("duration", "Duration|Müddət|Длительность", "How long something takes.|Nə qədər çəkir.|Сколько длится.", _SPANS, ()),
    ("select", "Choice|Seçim|Выбор", "One of several options.|Variantlardan biri.|Один из вариантов.", _OPTIONS, ("options",)),
    ("multi_select", "Several choices|Bir neçə seçim|Несколько вариантов", "Any number of options.|İstənilən sayda variant.|Любое число вариантов.", _OPTIONS, ("options",)),
    ("email", "E-mail|E-poçt|Эл. почта", "An e-mail address.|E-poçt ünvanı.|Адрес эл. почты.", {}, ()),
    ("phone", "Phone|Telefon|Телефон", "A telephone number.|Telefon nömrəsi.|Номер телефона.", {}, ()),
    ("url", "Web address|Veb ünvan|Ссылка", "A link to a page.|Səhifəyə keçid.|Ссылка на страницу.", {}, ()),
    ("user", "Person|Şəxs|Сотрудник", "Somebody of the workspace.|İş sahəsindən kimsə.|Кто-то из рабочего пространства.", _AMONG, ()),
    ("team", "Team|Komanda|Команда", "A team of the workspace.|İş sahəsinin komandası.|Команда рабочего пространства.", {}, ()),
    ("file", "File|Fayl|Файл", "An attached file.|Əlavə edilmiş fayl.|Вложенный файл.", _FILE, ()),
    ("image", "Image|Şəkil|Изображение", "A picture.|Şəkil.|Картинка.", _FILE, ()),
    ("link", "Link|Əlaqə|Связь", "One record of another entity.|Başqa obyektin bir yazısı.|Одна запись другой сущности.", _LINK, ("to",)),
    ("links", "Links|Əlaqələr|Связи", "Several records of another entity.|Başqa obyektin bir neçə yazısı.|Несколько записей другой сущности.", _LINK, ("to",)),
    ("formula", "Formula|Düstur|Формула", "Computed from the record.|Yazıdan hesablanır.|Вычисляется из записи.", _COMPUTED, ("formula",)),
    ("rollup", "Rollup|Yekun|Сводка", "Summed up over links.|Əlaqələr üzrə yekun.|Итог по связям.", _OVER, ("of", "formula")),
    ("lookup", "Lookup|Axtarış|Подстановка", "Taken from a linked record.|Əlaqəli yazıdan götürülür.|Берётся из связанной записи.", _OVER, ("of", "formula")),
    ("autonumber", "Auto number|Avtomatik nömrə|Автономер", "Numbers the records itself.|Yazıları özü nömrələyir.|Сам нумерует записи.", _AUTONUMBER, ()),
    ("address", "Address|Ünvan|Адрес", "A postal address.|Poçt ünvanı.|Почтовый адрес.", {}, ()),
    ("rating", "Rating|Reytinq|Оценка", "Stars.|Ulduzlar.|Звёзды.", {"max": prop("Stars|Ulduz sayı|Звёзд", "How many at most.", {**_WHOLE, "maximum": 10}, 5)}, ()),
    ("json", "JSON|JSON|JSON", "Data of any shape.|İstənilən məlumat.|Данные любой формы.", {}, ()),
)  # fmt: skip


def _schema(own: dict[str, Schema], required: tuple[str, ...]) -> Schema:
    return closed({**_COMMON, **own}, "key", "type", *required)


FIELD_KINDS: Final = {
    key: FieldKind(key, by_language(title), by_language(text), _schema(own, required))
    for key, title, text, own, required in _KINDS
}
