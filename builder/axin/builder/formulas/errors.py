"""What can be wrong with a formula: faults of its text, found by the check, and faults of a row, found when it is evaluated."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

from axin.builder.formulas.messages import SENTENCES, sentence
from axin.platform.kernel.errors import AxinError, InvalidError, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class FormulaProblem(Problem):
    """One fault of a formula: from which character up to which, a lasting code, a sentence, and a near suggestion if any."""

    start: int
    end: int
    code: str
    message: str
    suggestion: str | None = None
    pointer: str = ""
    details: Mapping[str, str] = field(default_factory=dict)

    def at(self, pointer: str) -> "FormulaProblem":
        """Return this problem as one of the value at `pointer` (a JSON Pointer)."""
        return replace(self, pointer=pointer)

    def moved(self, offset: int) -> "FormulaProblem":
        """Return this problem of a formula that begins at the character `offset` of a longer text."""
        return replace(self, start=self.start + offset, end=self.end + offset)

    def in_language(self, locale: str) -> str:
        """Return the sentence in the language of `locale` ; what another check says stays as it is."""
        key = self.details.get("sentence", self.code)
        return sentence(key, locale, self.details) if key in SENTENCES else self.message


def problem(code: str, start: int, end: int, suggestion: str | None = None, /, **details: str) -> FormulaProblem:
    """Return the problem of this code, with its English sentence; the detail `sentence` names one more exact than the code's."""
    message = sentence(details.get("sentence", code), "en", details)
    return FormulaProblem(start=start, end=end, code=code, message=message, suggestion=suggestion, details=details)


class FormulaError(InvalidError):
    """The formula is not valid; `faults` (also `problems`) says where and why, every fault at once."""

    def __init__(self, problems: Iterable[FormulaProblem]) -> None:
        self.faults = tuple(problems)
        super().__init__(self.faults)


class FormulaRuntimeError(AxinError):
    """A valid formula met a row that it cannot be evaluated on."""

    code = "formula"
    status = InvalidError.status
    said: ClassVar[str] = "formula"
    """The key of its sentence."""

    def __init__(self, locale: str = "en") -> None:
        super().__init__(self.in_language(locale))

    def in_language(self, locale: str) -> str:
        """Return the sentence in the language of `locale`."""
        return sentence(self.said, locale, {})


class ValueMismatchError(FormulaRuntimeError):
    """A value from outside does not fit where the formula uses it."""

    code = "type_mismatch"
    said = "value_mismatch"


class CurrencyMismatchError(FormulaRuntimeError):
    """Amounts in two currencies cannot be added."""

    code = "currency_mismatch"
    said = "currency_mismatch"
