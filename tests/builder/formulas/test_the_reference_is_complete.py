"""Every function is documented in three languages with an example that holds, and docs/formulas.md is up to date."""
# ruff: noqa: E501 - tables read best a row a line

from pathlib import Path

import pytest

from axin.builder.formulas.checker import Scope, check
from axin.builder.formulas.functions import TABLE, catalogue
from axin.builder.formulas.reference import markdown
from axin.builder.formulas.types import DATE, DATETIME, MONEY, NUMBER, TEXT, links_to, list_of
from tests.builder.formulas.example import ENV

DEFINITIONS = (
    "IF, IFS, SWITCH, ISBLANK, COALESCE; ROUND, CEILING, FLOOR, INT, ABS, MOD, MIN, MAX, SUM, AVERAGE, COUNT; LEN, LEFT, RIGHT, MID, TRIM, "
    "UPPER, LOWER, CONCAT, SUBSTITUTE, CONTAINS, STARTSWITH, TEXT; NOW, TODAY, DATE, YEAR, MONTH, DAY, HOUR, WEEKDAY, DAYS, HOURS, MINUTES, "
    "MONTHS, WORKDAYS, WORKHOURS; AMOUNTINWORDS; MATCHES, AND, OR, NOT"
)
SCOPE = Scope(
    {
        **dict.fromkeys(["apply_discount", "measure", "phone", "name", "source", "email"], TEXT),
        **dict.fromkeys(["subtotal", "total", "price", "market_price", "balance"], MONEY),
        **dict.fromkeys(["area", "discount", "quantity"], NUMBER),
        **dict.fromkeys(["delivered", "deadline"], DATE),
        "created_at": DATETIME,
        "walls": list_of(TEXT),
        "lines": links_to("line"),
        "requests": links_to("request"),
    },
    {"line": {"total": MONEY, "kind": TEXT, "price": MONEY}, "request": {"stage": TEXT}},
)


def test_every_function_of_the_definitions_is_there():
    assert set(TABLE) == set(DEFINITIONS.replace(";", ",").split(", "))


@pytest.mark.parametrize("entry", catalogue(), ids=lambda entry: entry["name"])
def test_a_function_is_explained_and_its_example_holds(entry):
    assert set(entry["help"]) == {"az", "ru", "en"}
    assert all(entry["help"].values())
    assert check(entry["example"], SCOPE)
    assert entry["name"] in entry["signature"]


@pytest.mark.parametrize("entry", catalogue(), ids=lambda entry: entry["name"])
def test_the_worked_examples_of_a_function_hold(entry):
    assert entry["examples"]
    for example in entry["examples"]:
        assert check(f"({example['formula']}) = ({example['gives']})", SCOPE).evaluate(ENV) is True, example


@pytest.mark.parametrize("entry", catalogue(), ids=lambda entry: entry["name"])
def test_what_a_function_gives_is_what_the_manual_says(entry):
    kinds = {check(example["formula"], SCOPE).type.kind for example in entry["examples"]} - {"blank"}
    if entry["results"] and entry["category"] != "date":
        assert kinds <= set(entry["results"])


def test_the_published_reference_is_up_to_date():
    published = Path(__file__).parents[3] / "docs" / "formulas.md"
    assert published.read_text() == markdown(), "write axin.builder.formulas.reference.markdown() to docs/formulas.md"
