"""Every part of a formula is shown with the value it had, and the one that could not be evaluated with its error."""

from decimal import Decimal

from axin.builder.formulas.checker import check
from axin.builder.formulas.explain import Explained, explain
from axin.platform.kernel.money import Money
from tests.builder.formulas.example import ENV, SCOPE


def test_a_condition_shows_which_half_of_it_fails():
    assert explain(check('n > 2 AND measure = "floor"', SCOPE), ENV) == Explained(
        'n > 2 AND measure = "floor"',
        False,  # noqa: FBT003 - the value of the formula
        parts=(
            Explained("n > 2", True, parts=(Explained("n", Decimal("2.5")),)),  # noqa: FBT003 - the same
            Explained('measure = "floor"', False, parts=(Explained("measure", "wall"),)),  # noqa: FBT003 - the same
        ),
    )


def test_converted_and_aggregated_parts_have_their_values():
    found = explain(check("total > 100 OR SUM(lines.total) < n", SCOPE), ENV)
    assert [part.value for part in found.parts[0].parts] == [Money(Decimal("100.1"), "AZN")]
    assert [part.source for part in found.parts[1].parts] == ["SUM(lines.total)", "n"]


def test_what_could_not_be_evaluated_says_why():
    found = explain(check("COALESCE(foreign + total, n)", SCOPE), ENV)
    assert (found.value, found.error) == (None, "currency_mismatch")
    assert found.parts[0].error == "currency_mismatch"
    assert found.parts[1].value == Money(Decimal("2.5"), "AZN")
