"""Amounts in words: Azerbaijani, Russian, English."""

from decimal import Decimal
from typing import Final, NamedTuple

from axin.builder.formulas.arithmetic import round_to
from axin.builder.formulas.locales import language_of
from axin.platform.kernel.money import Money, minor_digits

LIMIT: Final = 10**15
"""From here on numbers stay digits."""

_AZ_ONES: Final = ["sıfır", "bir", "iki", "üç", "dörd", "beş", "altı", "yeddi", "səkkiz", "doqquz"]
_AZ_TENS: Final = ["_", "on", "iyirmi", "otuz", "qırx", "əlli", "altmış", "yetmiş", "səksən", "doxsan"]
_AZ_SCALE: Final = ("", "min", "milyon", "milyard", "trilyon")

_EN_ONES: Final = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_EN_TENS: Final = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_EN_SCALE: Final = ("", "thousand", "million", "billion", "trillion")

_RU_ONES: Final = [
    "ноль",
    "один",
    "два",
    "три",
    "четыре",
    "пять",
    "шесть",
    "семь",
    "восемь",
    "девять",
    "десять",
    "одиннадцать",
    "двенадцать",
    "тринадцать",
    "четырнадцать",
    "пятнадцать",
    "шестнадцать",
    "семнадцать",
    "восемнадцать",
    "девятнадцать",
]
_RU_TENS: Final = ["_", "_", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"]
_RU_HUNDREDS: Final = ["_", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"]
_RU_FEMININE: Final = {1: "одна", 2: "две"}
RussianForms = tuple[str, str, str]
"""One, two to four, five and more."""
_RU_SCALE: Final[tuple[tuple[RussianForms, bool], ...]] = (
    (("", "", ""), False),
    (("тысяча", "тысячи", "тысяч"), True),
    (("миллион", "миллиона", "миллионов"), False),
    (("миллиард", "миллиарда", "миллиардов"), False),
    (("триллион", "триллиона", "триллионов"), False),
)


class _Unit(NamedTuple):
    """What a currency and its minor unit are called."""

    az: tuple[str, str]
    en: tuple[tuple[str, str], tuple[str, str]]
    ru: tuple[RussianForms, RussianForms]
    ru_feminine: tuple[bool, bool] = (False, False)


_KOPECK: Final = ("копейка", "копейки", "копеек")
_CENT: Final = ("цент", "цента", "центов")
_UNITS: Final[dict[str, _Unit]] = {
    "AZN": _Unit(
        ("manat", "qəpik"),
        (("manat", "manats"), ("qapik", "qapiks")),
        (("манат", "маната", "манатов"), ("гяпик", "гяпика", "гяпиков")),
    ),
    "RUB": _Unit(
        ("rubl", "qəpik"), (("ruble", "rubles"), ("kopeck", "kopecks")), (("рубль", "рубля", "рублей"), _KOPECK), (False, True)
    ),
    "USD": _Unit(("dollar", "sent"), (("dollar", "dollars"), ("cent", "cents")), (("доллар", "доллара", "долларов"), _CENT)),
    "EUR": _Unit(("avro", "sent"), (("euro", "euros"), ("cent", "cents")), (("евро", "евро", "евро"), _CENT)),
    "TRY": _Unit(
        ("lirə", "quruş"),
        (("lira", "liras"), ("kurus", "kurus")),
        (("лира", "лиры", "лир"), ("куруш", "куруша", "курушей")),
        (True, False),
    ),
    "UAH": _Unit(
        ("qrivna", "qəpik"),
        (("hryvnia", "hryvnias"), ("kopiyka", "kopiykas")),
        (("гривна", "гривны", "гривен"), _KOPECK),
        (True, True),
    ),
    "KZT": _Unit(
        ("tenge", "tiyin"), (("tenge", "tenge"), ("tiyn", "tiyns")), (("тенге", "тенге", "тенге"), ("тиын", "тиына", "тиынов"))
    ),
}


def in_words(value: Decimal | Money, locale: str) -> str:
    """Return the amount in words, its minor unit in digits: "iyirmi beş manat 50 qəpik"."""
    language = language_of(locale)
    amount = value.amount if isinstance(value, Money) else value
    digits = minor_digits(value.currency) if isinstance(value, Money) else 2
    rounded = round_to(amount.copy_abs(), Decimal(digits)) or Decimal(0)
    whole = int(rounded)
    minor = int((rounded - whole).scaleb(digits))
    sign = {"az": "mənfi ", "ru": "минус ", "en": "minus "}[language] if amount < 0 and rounded else ""
    if not isinstance(value, Money):
        return sign + _number(whole, language) + (_fraction(minor, digits, language) if minor else "")
    return sign + _money(whole, minor, value.currency, language, digits)


def _fraction(minor: int, digits: int, language: str) -> str:
    joint = {"az": "tam", "ru": "и", "en": "and"}[language]
    return f" {joint} {minor:0{digits}}/{10**digits}"


def _money(whole: int, minor: int, currency: str, language: str, digits: int) -> str:
    unit = _UNITS.get(currency)
    small = f"{minor:0{digits}}"
    if unit is None:
        return f"{_number(whole, language)} {currency}" + (f" {small}/{10**digits}" if digits else "")
    if language == "az":
        return f"{_number(whole, 'az')} {unit.az[0]} {small} {unit.az[1]}"
    if language == "ru":
        words = _russian(whole, feminine=unit.ru_feminine[0]) if whole < LIMIT else str(whole)
        return f"{words} {_russian_form(whole, unit.ru[0])} {small} {_russian_form(minor, unit.ru[1])}"
    return f"{_number(whole, 'en')} {unit.en[0][whole != 1]} {small} {unit.en[1][minor != 1]}"


def _number(value: int, language: str) -> str:
    if value >= LIMIT:
        return str(value)
    return {"az": _azerbaijani, "ru": _russian, "en": _english}[language](value)


def _groups(value: int) -> list[tuple[int, int]]:
    """Return the groups of three digits that are not zero, the highest first, each with its scale."""
    found = []
    scale = 0
    while value:
        value, group = divmod(value, 1000)
        if group:
            found.append((group, scale))
        scale += 1
    return found[::-1]


def _azerbaijani(value: int) -> str:
    words: list[str] = []
    for group, scale in _groups(value):
        hundreds, rest = divmod(group, 100)
        tens, ones = divmod(rest, 10)
        if hundreds:
            words += ([_AZ_ONES[hundreds]] if hundreds > 1 else []) + ["yüz"]
        words += [_AZ_TENS[tens]] if tens else []
        words += [_AZ_ONES[ones]] if ones and not (group == 1 and scale == 1) else []
        words += [_AZ_SCALE[scale]] if scale else []
    return " ".join(words) or _AZ_ONES[0]


def _english(value: int) -> str:
    words: list[str] = []
    for group, scale in _groups(value):
        hundreds, rest = divmod(group, 100)
        words += [_EN_ONES[hundreds], "hundred"] if hundreds else []
        words += [_english_tens(rest)] if rest else []
        words += [_EN_SCALE[scale]] if scale else []
    return " ".join(words) or _EN_ONES[0]


def _english_tens(value: int) -> str:
    if value < len(_EN_ONES):
        return _EN_ONES[value]
    tens, ones = divmod(value, 10)
    return _EN_TENS[tens] + (f"-{_EN_ONES[ones]}" if ones else "")


def _russian(value: int, *, feminine: bool = False) -> str:
    words: list[str] = []
    for group, scale in _groups(value):
        forms, scale_feminine = _RU_SCALE[scale]
        words += _russian_group(group, feminine=scale_feminine if scale else feminine)
        words += [_russian_form(group, forms)] if scale else []
    return " ".join(words) or _RU_ONES[0]


def _russian_group(group: int, *, feminine: bool) -> list[str]:
    hundreds, rest = divmod(group, 100)
    words = [_RU_HUNDREDS[hundreds]] if hundreds else []
    if rest >= len(_RU_ONES):
        tens, rest = divmod(rest, 10)
        words.append(_RU_TENS[tens])
    if rest:
        words.append(_RU_FEMININE.get(rest, _RU_ONES[rest]) if feminine else _RU_ONES[rest])
    return words


def _russian_form(value: int, forms: RussianForms) -> str:
    last, two = value % 10, value % 100
    if last == 1 and two != 11:  # noqa: PLR2004 - eleven is irregular
        return forms[0]
    return forms[1] if last in {2, 3, 4} and two not in {12, 13, 14} else forms[2]
