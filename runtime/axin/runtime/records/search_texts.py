"""How texts are searched: without case, accents and scripts, in Python and therefore the same on every server.

ə ö ü ğ ç ş ı İ are their plain letters, and Cyrillic is written in Latin ones, as Azerbaijani would write it: whoever looks
for «Чингиз» finds Çingiz. So the trigrams of the index are of plain letters alone, whatever the database's locale.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from axin.builder.compiling.plan import EntityPlan, FieldPlan
from axin.builder.formulas.texts import fold

SEARCHED: Final = frozenset({"text", "long_text", "rich_text", "email", "phone", "url", "autonumber"})
"""The types of fields that are searched."""
LONGEST: Final = 400
"""What of one field is searched: its beginning."""
LONGEST_OF_ALL: Final = 1_500
MOST_WORDS: Final = 6
APART: Final = "\n"
"""Stands between the fields, so that no word is found across two of them."""
_CYRILLIC: Final = str.maketrans(
    dict(
        zip(
            "абвгдеёжзийклмнопрстуфхцчшщъыьэюяєіїґўқңғҳәөүһ",
            ["a", "b", "v", "g", "d", "e", "e", "j", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "x",
             "ts", "c", "s", "s", "", "i", "", "e", "yu", "ya", "e", "i", "i", "g", "u", "q", "n", "g", "h", "e", "o", "u", "h"],
            strict=True,
        )
    )
)  # fmt: skip
_TAGS: Final = re.compile(r"<[^>]{0,200}>")
_PHONE: Final = re.compile(r"\+?[\d\s()\-]{5,}")
_DIGITS: Final = re.compile(r"\D+")


def plain(text: str) -> str:
    """Return the text as it is searched and looked for."""
    folded = text.lower() if text.isascii() else fold(text)
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded.replace("дж", "ч").translate(_CYRILLIC))
        folded = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return " ".join(folded.split())


def words_of(query: str) -> list[str]:
    """Return what is looked for: the words of a query, a telephone number as its digits without what a country writes before."""
    if _PHONE.fullmatch(query.strip()):
        return [_DIGITS.sub("", query).lstrip("0")] if _DIGITS.sub("", query).lstrip("0") else []
    return list(dict.fromkeys(plain(query).split()))[:MOST_WORDS]


def searched(entity: EntityPlan) -> list[FieldPlan]:
    """Return the fields by which the records of an entity are found, what they are called by first; lines are found by none."""
    if entity.parent is not None:
        return []
    parts = [part for part in entity.fields.values() if part.type in SEARCHED and part.formula is None]
    return sorted(parts, key=lambda part: part.key != entity.display)


def field_text(part: FieldPlan, value: Any) -> str:  # noqa: ANN401 - any value of a field
    """Return what of a field's value is searched."""
    if not isinstance(value, str):
        return ""
    text = _TAGS.sub(" ", value[: LONGEST * 2]) if part.type == "rich_text" else value
    return plain(text[:LONGEST])


def text_of(fields: Iterable[FieldPlan], values: Mapping[str, Any]) -> str:
    """Return what a record is searched by; each field begins with a space, so that a word's beginning can be looked for."""
    return "".join(_told(fields, values))[:LONGEST_OF_ALL]


def _told(fields: Iterable[FieldPlan], values: Mapping[str, Any]) -> Iterator[str]:
    for part in fields:
        text = field_text(part, values.get(part.key))
        if text:
            yield f"{APART} {text}"
