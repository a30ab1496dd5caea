"""The corpus, line by line: what each formula gives, and what is said of each that is at fault."""

from pathlib import Path

import pytest

from axin.builder.formulas.checker import check
from axin.builder.formulas.conversions import to_text
from axin.builder.formulas.errors import FormulaError
from axin.builder.formulas.messages import SENTENCES, TYPE_NAMES
from axin.builder.formulas.printer import to_source
from tests.builder.formulas.example import CONTEXT, ENV, SCOPE

CORPUS = Path(__file__).parents[2] / "corpus" / "formulas"


def lines(name: str) -> list[str]:
    return [line for line in (CORPUS / name).read_text().splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("line", lines("values.txt"))
def test_a_formula_gives_its_value(line):
    source, _, expected = line.partition(" ->")
    formula = check(source, SCOPE)
    value = formula.evaluate(ENV)
    assert (to_text(value, CONTEXT) if value is not None else "").replace("\u00a0", " ") == expected.strip()
    assert check(to_source(formula.tree), SCOPE).evaluate(ENV) == value


@pytest.mark.parametrize("line", lines("faults.txt"))
def test_a_fault_is_shown_at_its_place(line):
    source, code, place, suggestion = (part.strip() for part in line.split("|"))
    with pytest.raises(FormulaError) as caught:
        check(source, SCOPE)
    fault = caught.value.faults[0]
    assert (fault.code, source[fault.start : fault.end], fault.suggestion or "") == (code, place, suggestion)


def test_every_fault_is_told_at_once_and_in_order():
    with pytest.raises(FormulaError) as caught:
        check("nme + 1 & UPER(n) & client.nam", SCOPE)
    assert [fault.code for fault in caught.value.faults] == ["unknown_name", "unknown_function", "unknown_field"]


def test_a_missing_field_is_called_so_where_fields_stand_bare():
    bare = type(SCOPE)({**SCOPE.names, "created_at": SCOPE.names["moment"]}, SCOPE.entities)
    with pytest.raises(FormulaError) as caught:
        check("totl", bare)
    assert (caught.value.faults[0].code, caught.value.faults[0].suggestion) == ("unknown_field", "total")


def test_sentences_exist_in_three_languages_and_never_repeat_the_input():
    assert all(set(languages) == {"az", "ru", "en"} for languages in [*SENTENCES.values(), *TYPE_NAMES.values()])
    with pytest.raises(FormulaError) as caught:
        check("secret_word(another_secret)", SCOPE)
    for fault in caught.value.faults:
        for locale in ("az", "ru", "en", "de"):
            assert "secret" not in fault.in_language(locale)


def test_what_is_read_is_known_before_it_runs():
    formula = check("client.company.name & SUM(lines.total, lines.kind = measure) & event.data.x.y", SCOPE)
    assert formula.reads == {("client", "company", "name"), ("measure",), ("event", "data", "x", "y")}
    assert formula.rows == {("lines",): {("total",), ("kind",)}}
