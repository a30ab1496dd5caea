"""Whatever is written: it is refused with a sentence or it runs, in bounded work, and nothing but a typed error comes out."""
# ruff: noqa: E501, PT017 - tables read best a row a line; either outcome, refusal or success, is right

import sys
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from axin.builder.formulas import grammar, limits
from axin.builder.formulas.checker import check
from axin.builder.formulas.errors import CurrencyMismatchError, FormulaError, FormulaRuntimeError, ValueMismatchError
from axin.builder.formulas.functions import TABLE
from axin.builder.formulas.nodes import Call, Literal, Name, Negate, Operation
from axin.builder.formulas.printer import to_source
from axin.builder.formulas.types import BOOLEAN, DATE, DATETIME, MONEY, NUMBER, TEXT, link_to, list_of
from axin.builder.formulas.values import Context, MappingEnv
from axin.platform.kernel.money import Money
from tests.builder.formulas.example import CONTEXT, ENV, SCOPE, VALUES
from tests.builder.formulas.generator import Generator
from tests.builder.formulas.world import SCOPE as WORLD_SCOPE
from tests.builder.formulas.world import World

QUIET = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])

names = st.lists(st.from_regex(r"[a-z][a-z0-9_]{0,6}", fullmatch=True).filter(lambda word: word.upper() not in {"AND", "OR", "NOT", "TRUE", "FALSE", "BLANK"}),
                 min_size=1, max_size=3).map(lambda words: Name(tuple(words)))  # fmt: skip
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=8)
numbers = st.decimals(min_value=0, max_value=10**9, places=3, allow_nan=False, allow_infinity=False)
leaves = st.one_of(names, st.one_of(texts, numbers, st.booleans(), st.none()).map(Literal))
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        inner.map(Negate),
        st.tuples(st.sampled_from(sorted(grammar.STRENGTH)), inner, inner).map(lambda parts: Operation(*parts)),
        st.tuples(st.sampled_from(sorted(TABLE)), st.lists(inner, max_size=3)).filter(lambda parts: parts[0] != "NOT" or len(parts[1]) == 1)
        .map(lambda parts: Call(parts[0], tuple(parts[1]))),
    ),
    max_leaves=20,
)  # fmt: skip


@QUIET
@given(trees)
def test_what_is_printed_reads_back_as_the_same_tree(tree):
    source = to_source(tree)
    assert grammar.parse(source) == tree
    assert to_source(grammar.parse(source)) == source


@QUIET
@given(st.text(max_size=300))
def test_any_text_is_refused_or_accepted(source):
    try:
        check(source, SCOPE)
    except FormulaError as error:
        assert error.faults
        assert all(0 <= fault.start <= fault.end <= len(source) for fault in error.faults)


@QUIET
@given(
    st.lists(
        st.sampled_from(
            [
                "(",
                ")",
                ",",
                "+",
                "-",
                "IF(",
                "SUM(",
                "lines.total",
                "n",
                '"',
                '"a"',
                "1",
                "=",
                "<",
                "NOT ",
                " AND ",
                "^",
                "&",
                "..",
                "é",
            ]
        ),
        max_size=200,
    )
)
def test_any_row_of_pieces_is_refused_or_accepted(pieces):
    try:
        check("".join(pieces), SCOPE)
    except FormulaError as error:
        assert len(error.faults) <= limits.MAX_PROBLEMS


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("x" * 4001, "too_long"), ("(" * 4000, "syntax"), ("-" * 3999 + "1", "too_many_parts"), ("NOT " * 900 + "flag", "too_many_parts"),
        ("+".join(["n"] * 201), "too_many_parts"), ("ABS(" * 61 + "n" + ")" * 61, "too_deep"), ("IF(" * 1000, "syntax"),
        ("=" * 4000, "syntax"), ('"' * 3999, "syntax"), ("a." * 1999 + "a", "unknown_name"), ("\0", "character"), ("\ud800", "character"),
        ("nme+" * 100 + "nme", "unknown_name"), ("UPER(1)&" * 60 + '""', "unknown_function"),
    ],
)  # fmt: skip
def test_what_is_too_large_is_refused_by_bounded_work(source, code):
    steps = 0

    def count(_frame, event, _argument):
        nonlocal steps
        steps += event in {"call", "c_call"}

    check("n", SCOPE)
    sys.setprofile(count)
    try:
        with pytest.raises(FormulaError) as caught:
            check(source, SCOPE)
    finally:
        sys.setprofile(None)
    assert caught.value.faults[0].code == code
    assert steps < 400_000


def test_a_chain_of_the_most_parts_is_within_the_limits():
    formula = check("+".join(["n"] * 200), SCOPE)
    assert formula.evaluate(ENV) == Decimal(500)
    assert formula.tree.size == limits.MAX_NODES - 1


@pytest.mark.parametrize("seed", range(40))
def test_evaluation_raises_nothing_but_a_typed_error(seed):
    world = World(seed, size=3)
    generator = Generator(seed)
    for _ in range(10):
        source, _kind = generator.formula(5)
        try:
            formula = check(source, WORLD_SCOPE)
        except FormulaError:
            continue
        for row in world.rows:
            try:
                formula.evaluate(row)
            except FormulaRuntimeError as error:
                assert error.code == "currency_mismatch"


JUNK = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.just([]), st.lists(st.integers(), max_size=2),
                 st.dictionaries(st.sampled_from(["amount", "currency", "id"]), st.one_of(st.none(), st.text(max_size=4), st.integers())))  # fmt: skip
USES = ["x + 1", "x & 1", "x = 1", 'x = "a"', "x < day", "x > moment", "x AND TRUE", "x + total", "client = x", "UPPER(x)", "YEAR(x)", "DATE(x)",
        'CONTAINS(x, "a")', "SUM(x, 1)", "MAX(x, day)", "COUNT(x)", "ISBLANK(x)", "TEXT(x)", "DAYS(x) + day", "x.y.z", "AMOUNTINWORDS(x)", "-x",
        "IF(x, 1, 2)", "SWITCH(x, 1, 2, 3)", "x ^ x", 'LEFT("abc", x)', "WORKDAYS(day, x)", "x - moment", "x = x", "CONTAINS(walls, x)"]  # fmt: skip


@QUIET
@given(JUNK, st.sampled_from(USES))
def test_a_value_from_outside_is_converted_or_refused_as_a_mismatch(junk, use):
    scope = type(SCOPE)({**SCOPE.names, "x": SCOPE.names["event.data"]}, SCOPE.entities)
    try:
        check(use, scope).evaluate(MappingEnv({**VALUES, "x": junk}, CONTEXT))
    except FormulaRuntimeError as error:
        assert error.code in {"type_mismatch", "currency_mismatch"}


def test_a_row_that_does_not_fit_says_so_with_a_lasting_code():
    with pytest.raises(ValueMismatchError) as caught:
        check("event.data.object + 1", SCOPE).evaluate(ENV)
    assert caught.value.code == "type_mismatch"
    with pytest.raises(CurrencyMismatchError) as other:
        check("total + foreign", SCOPE).evaluate(ENV)
    assert other.value.code == "currency_mismatch"


@pytest.mark.parametrize("wanted", [TEXT, NUMBER, MONEY, BOOLEAN, DATE, DATETIME, link_to("contact"), list_of(TEXT)])
def test_a_result_is_of_the_type_that_is_expected(wanted):
    fitting = {
        "text": "name",
        "number": "n",
        "money": "n",
        "boolean": "flag",
        "date": "day",
        "datetime": "day",
        "link": "record",
        "list": "walls",
    }
    assert check(fitting[wanted.kind], SCOPE, wanted).type.kind == wanted.kind
    assert check("event.data.x", SCOPE, wanted).type.kind == wanted.kind
    assert check("BLANK", SCOPE, wanted).evaluate(ENV) is None
    with pytest.raises(FormulaError):
        check("DAYS(1)", SCOPE, wanted)


def test_what_is_expected_is_what_comes():
    assert check("n * 2", SCOPE, MONEY).evaluate(ENV) == Money(Decimal(5), "AZN")
    assert check("record", SCOPE, link_to("deal")).evaluate(ENV) == VALUES["record"]["id"]
    assert check("day", SCOPE, DATETIME).evaluate(ENV) == datetime(2026, 1, 30, 20, tzinfo=UTC)


def test_long_texts_are_cut_and_never_explode():
    env = MappingEnv({"name": "ab" * 50_000}, Context(datetime(2026, 1, 1, tzinfo=UTC)))
    assert len(check("name & name & name", SCOPE).evaluate(env)) == limits.MAX_TEXT
    assert check('SUBSTITUTE(name, "a", name)', SCOPE).evaluate(env) is None
