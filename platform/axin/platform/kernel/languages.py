"""What is said to people, in their language: the sentences of every folder of the house, with their translations.

The code says each sentence once, in English; `sentences.json` of the folder that says it has the others, under the English one
with its holes: `"At most {longest} characters."`. What stands in a hole is looked up like a sentence of its own, and stays as it
is where it is none (a number). A sentence nobody translated stays English; a test finds it.
"""

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, Protocol, runtime_checkable

import axin

ENGLISH: Final = "en"
FILE: Final = "sentences.json"
_HOLE: Final = re.compile(r"\{(\w+)\}")
_Pattern = tuple[re.Pattern[str], Mapping[str, str]]


@lru_cache(maxsize=4_096)
def in_language(sentence: str, language: str) -> str:
    """Return the sentence in a language of the product; English where it has no translation."""
    if language == ENGLISH:
        return sentence
    exact = sentences().get(sentence)
    if exact is not None:
        return exact.get(language, sentence)
    for pattern, texts in _patterns():
        found = pattern.fullmatch(sentence)
        if found is not None and language in texts:
            return texts[language].format_map({name: in_language(part, language) for name, part in found.groupdict().items()})
    return sentence


@runtime_checkable
class InLanguages(Protocol):
    """An error or a problem that can say itself in the languages of the studio."""

    def in_language(self, locale: str) -> str:
        """Return the sentence in this language."""
        ...


class Said(Protocol):
    """Something that has a sentence, in English."""

    @property
    def message(self) -> str:
        """The sentence."""
        ...


def said(what: Said, language: str) -> str:
    """Return what an error or a problem says, in a language."""
    return what.in_language(language) if isinstance(what, InLanguages) else in_language(what.message, language)


@cache
def sentences() -> Mapping[str, Mapping[str, str]]:
    """Return the translations of every folder, by the English sentence."""
    found: dict[str, Mapping[str, str]] = {}
    for file in sorted(path for folder in axin.__path__ for path in Path(folder).glob(f"*/{FILE}")):
        found |= json.loads(file.read_text("utf-8"))
    return found


@cache
def _patterns() -> tuple[_Pattern, ...]:
    """Return the sentences with holes, those with the most text of their own first."""
    holed = [sentence for sentence in sentences() if _HOLE.search(sentence)]
    return tuple((_pattern(one), sentences()[one]) for one in sorted(holed, key=lambda one: -len(_HOLE.sub("", one))))


def _pattern(sentence: str) -> re.Pattern[str]:
    parts = _HOLE.split(sentence)
    named = (f"(?P<{part}>.+?)" if place % 2 else re.escape(part) for place, part in enumerate(parts))
    return re.compile("".join(named), re.DOTALL)
