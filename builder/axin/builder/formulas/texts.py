"""Texts: our own case mapping, the same in Python and in SQL, whatever the server's locale.

ASCII is mapped by rule; beyond it stands a fixed list of letters: those of Azerbaijani, Turkish, Russian and their neighbours,
and of western Europe. A letter outside the list has no case here.
"""

import re
from typing import Final

from axin.builder.formulas.limits import MAX_TEXT

_ASCII_UPPER: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ASCII_LOWER: Final = "abcdefghijklmnopqrstuvwxyz"
UPPER_LETTERS: Final = "ƏĞŞÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯІЇЄҐЎҒҚҢҮҰӘӨҺ"
LOWER_LETTERS: Final = "əğşàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþабвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўғқңүұәөһ"
TURKIC: Final = frozenset({"az", "tr"})
"""Languages with a dotless ı: there `i` and `I` are two letters."""
SPACES: Final = " \t\n\r\u00a0"

_FOLDED: Final = {"ə": "e", "ö": "o", "ü": "u", "ğ": "g", "ç": "c", "ş": "s", "ı": "i"}
FOLD_FROM: Final = UPPER_LETTERS + "İ" + "".join(_FOLDED)
FOLD_TO: Final = "".join(_FOLDED.get(letter, letter) for letter in LOWER_LETTERS) + "i" + "".join(_FOLDED.values())
_FOLD: Final = str.maketrans(_ASCII_UPPER + FOLD_FROM, _ASCII_LOWER + FOLD_TO)
_RUNS: Final = re.compile(" {2,}")


def case_tables(locale: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return, for upper and for lower case, the letters to replace and their replacements, to be applied before ASCII's rule."""
    if locale.partition("-")[0] in TURKIC:
        return (LOWER_LETTERS + "iı", UPPER_LETTERS + "İI"), (UPPER_LETTERS + "İI", LOWER_LETTERS + "iı")
    return (LOWER_LETTERS + "ı", UPPER_LETTERS + "I"), (UPPER_LETTERS + "İ", LOWER_LETTERS + "i")


_TABLES: dict[str, tuple[dict[int, int], dict[int, int]]] = {}


def _maps(locale: str) -> tuple[dict[int, int], dict[int, int]]:
    if locale not in _TABLES:
        (upper_from, upper_to), (lower_from, lower_to) = case_tables(locale)
        upper = str.maketrans(_ASCII_LOWER, _ASCII_UPPER) | str.maketrans(upper_from, upper_to)
        lower = str.maketrans(_ASCII_UPPER, _ASCII_LOWER) | str.maketrans(lower_from, lower_to)
        _TABLES[locale] = upper, lower
    return _TABLES[locale]


def upper(text: str, locale: str) -> str:
    """Return the text in capitals, as the language of `locale` has them."""
    return text.translate(_maps(locale)[0])


def lower(text: str, locale: str) -> str:
    """Return the text in small letters, as the language of `locale` has them."""
    return text.translate(_maps(locale)[1])


def fold(text: str) -> str:
    """Return the text as search compares it: without case, and ə ö ü ğ ç ş ı İ as their plain letters."""
    return text.translate(_FOLD)


def trim(text: str) -> str | None:
    """Return the text without space around it and with single spaces within."""
    return _RUNS.sub(" ", text).strip(SPACES) or None


def cut(text: str) -> str | None:
    """Return the text within its bound; an empty one is blank."""
    return text[:MAX_TEXT] or None


def substitute(text: str, old: str, new: str) -> str | None:
    """Return the text with every `old` replaced; blank where it would pass the bound."""
    if not old:
        return text
    length = len(text) + text.count(old) * (len(new) - len(old))
    return text.replace(old, new) or None if length <= MAX_TEXT else None
