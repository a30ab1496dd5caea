"""Findings: what a check found, where, under which lasting code; a sentence in the reader's language comes at the end."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Final

from axin.builder.formulas.errors import FormulaProblem
from axin.platform.kernel.errors import Problem

DEFAULT_LOCALE: Final = "en"
_NAMES_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault or warning; `details` fill the holes of its sentence."""

    pointer: str
    code: str
    details: Mapping[str, str] = field(default_factory=dict)
    suggestion: str | None = None
    formula: FormulaProblem | None = None

    def problem(self, locale: str) -> Problem:
        """Return the problem as a reader of `locale` gets it."""
        if self.formula is not None:
            return replace(self.formula.at(self.pointer), code=self.code, message=self.formula.in_language(locale))
        return Problem(self.pointer, self.code, sentence(self.code, locale, self.details), self.suggestion)


def near(name: object, names: Iterable[str]) -> str | None:
    """Return the name most like `name`, if one is near."""
    if not isinstance(name, str):
        return None
    known = list(names)
    folded = {known_name.lower(): known_name for known_name in known}
    if name.lower() in folded:
        return folded[name.lower()]
    found = get_close_matches(name[:100], known, n=1, cutoff=0.6)
    return found[0] if found else None


def listed(names: Iterable[str]) -> str:
    """Return names for a sentence, the first few of many."""
    known = list(names)
    more = ", …" if len(known) > _NAMES_SHOWN else ""
    return ", ".join(known[:_NAMES_SHOWN]) + more if known else "-"


def sentence(code: str, locale: str, details: Mapping[str, str]) -> str:
    """Return the sentence of `code` in a language, English where it has none."""
    languages = _sentences()[code]
    return languages.get(locale, languages[DEFAULT_LOCALE]).format_map(details)


def known_codes() -> frozenset[str]:
    """Return every code that has a sentence."""
    return frozenset(_sentences())


@cache
def _sentences() -> dict[str, dict[str, str]]:
    text = files("axin.builder.checks").joinpath("sentences.json").read_text("utf-8")
    found: dict[str, dict[str, str]] = json.loads(text)
    return found
