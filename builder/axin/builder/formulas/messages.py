"""The sentences of the formula language's errors, in its three languages, by code."""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, Mapping[str, str]]] = {
    "formula": {"en": "The formula cannot be evaluated here.", "az": "Düstur burada hesablana bilmir.", "ru": "Здесь формулу вычислить нельзя."},
}


def sentence(code: str, locale: str, details: Mapping[str, str]) -> str:
    """Return the sentence of `code` in the language of `locale`; English where the language has none."""
    languages = SENTENCES[code]
    return languages.get(locale, languages["en"]).format_map(details)
