"""The order of names in a list: by the alphabets of our languages, whatever the database's own collation says.

A name becomes a key whose code points stand in that order: signs, digits, the Latin letters (the Azerbaijani ones at their
places), then the Cyrillic ones; capitals count as small letters.
"""

from typing import Final

LONGEST: Final = 255
"""How much of a name its place is judged by."""
_LATIN: Final = "aâäbcçćdeəéèêëfgğhxıiîjklmnñoóôöpqrsşßtuúûüvwyz"
_LATIN_BY_ENGLISH: Final = "aâäbcçćdeəéèêëfgğhiıîjklmnñoóôöpqrsşßtuúûüvwxyz"
_CYRILLIC: Final = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_FIRST: Final = 0xE000
"""The keys' own code points: above every letter that people write, so that signs and digits come first."""


def _pairs(language: str) -> tuple[str, str]:
    """Return the letters of both cases, and the code points they become."""
    latin = _LATIN.replace("klm", "kqlm").replace("pqr", "pr") if language == "az" else _LATIN_BY_ENGLISH
    letters, places = [], []
    for place, letter in enumerate(latin + _CYRILLIC):
        for written in dict.fromkeys((letter, _capital(letter))):
            letters.append(written)
            places.append(chr(_FIRST + place))
    return "".join(letters), "".join(places)


def _capital(letter: str) -> str:
    return {"i": "İ", "ı": "I", "ß": "ß"}.get(letter, letter.upper())


def _english(pairs: tuple[str, str]) -> tuple[str, str]:
    """Let the capital I be an i, as everywhere but in Azerbaijani."""
    letters, places = pairs
    return letters, "".join(places[letters.index("i")] if letter == "I" else place for letter, place in zip(*pairs, strict=True))


_PAIRS: Final = {"az": _pairs("az"), "en": _english(_pairs("en")), "ru": _english(_pairs("ru"))}
_TABLES: Final = {language: str.maketrans(*pairs) for language, pairs in _PAIRS.items()}


def _language(locale: str) -> str:
    language = locale.partition("-")[0]
    return language if language in _PAIRS else "en"


def sort_key(text: str, locale: str) -> str:
    """Return the key by which a name stands in a list of the workspace's language."""
    return text[:LONGEST].translate(_TABLES[_language(locale)])


def sort_key_sql(text: str, locale: str) -> str:
    """Return the SQL of `sort_key`; our letters hold no quote."""
    letters, places = _PAIRS[_language(locale)]
    return f"translate(left({text}, {LONGEST}), '{letters}', '{places}')"
