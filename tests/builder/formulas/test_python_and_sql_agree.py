"""The same formula gives the same value in Python and in Postgres: a sample of the parity fuzz, which parity.py runs whole."""
# ruff: noqa: E501 - tables read best a row a line

import asyncpg
import pytest

from axin.builder.formulas.checker import check
from axin.builder.formulas.errors import FormulaError
from axin.builder.formulas.sql import to_sql
from tests.builder.formulas.example import SCOPE as EXAMPLE
from tests.builder.formulas.parity import SETTINGS, Tally, compare, compare_filters, run
from tests.builder.formulas.world import SCOPE, Tables, World

FORMULAS = 3_000
SEED = 20261123
FIXED = [
    "price + foreign", "SUM(price, foreign, cost)", "SUM(lines.total + lines.other)", "IF(b1, foreign, price) * 2", "COALESCE(foreign, price)",
    "MAX(foreign, foreign)", "SWITCH(foreign, price, 1, cost, 2, 3)", 'SUBSTITUTE(t1, "a", t2 & t2)', "n1 ^ n2", "SUM(lines.rate * SUM(lines.qty))",
    "CONTAINS(t1, t2) AND NOT(STARTSWITH(t2, t1))", "COUNT(lines, lines.product.name = client.name)", "-(n1 - 0.000000000001)",
    "WORKDAYS(d1, n1)", "m1 + DAYS(0)", 'TRIM(t1) & "|" & LOWER(t2) & UPPER(t3)', "tags = BLANK OR CONTAINS(tags, t1)", "client = owner",
]  # fmt: skip


@pytest.fixture
async def connection(database):
    opened = await asyncpg.connect(database.dsn, server_settings=SETTINGS)
    yield opened
    await opened.close()


async def test_a_random_formula_has_one_value_in_both(connection):
    tally = await run(connection, FORMULAS, SEED, depth=3)
    assert tally.differences == []
    assert tally.cells > FORMULAS * 20
    assert tally.blank < tally.cells / 2


@pytest.mark.parametrize("zone", ["Asia/Baku", "America/New_York"])
async def test_formulas_that_once_differed_agree(connection, zone):
    world = World(5, zone)
    await world.install(connection)
    tally = Tally()
    formulas = [check(source, SCOPE) for source in FIXED]
    await compare(connection, formulas, world, tally)
    await compare_filters(connection, formulas, world, tally)
    assert tally.differences == []


LARGEST = ["+".join(["n1"] * 200), "*".join(["n2"] * 200), "&".join(["t1"] * 200), " AND ".join(["b1"] * 200), "-(" * 58 + "n1" + ")" * 58,
           " OR ".join(["n1 > 1"] * 100), "+".join(["foreign"] * 200), "IF(b1, " * 58 + "n1" + ", n2)" * 58, "ROUND(" * 58 + "n1" + ", n2)" * 58]  # fmt: skip


async def test_the_largest_formulas_run_in_postgres_too(connection):
    world = World(6)
    await world.install(connection)
    tally = Tally()
    for source in LARGEST:
        formula = check(source, SCOPE)
        await compare(connection, [formula], world, tally)
        await compare_filters(connection, [formula], world, tally)
    assert tally.differences == []


@pytest.mark.parametrize("source", ["TEXT(n1)", "AMOUNTINWORDS(price)", "WORKHOURS(m1, m2)", 'MATCHES(t1, "a") AND b1'])
def test_what_has_no_twin_in_sql_is_refused_at_its_place(source):
    with pytest.raises(FormulaError) as caught:
        to_sql(check(source, SCOPE), Tables(World(1, size=1).context), [])
    assert caught.value.faults[0].code == "not_in_sql"


def test_the_example_needs_no_twin_for_what_reads_no_record():
    params: list[object] = []
    sql = to_sql(check('TEXT(1234.5, "0.0")', EXAMPLE), Tables(World(1, size=1).context), params)
    assert (sql, params) == ("$1::text", ["1234,5"])


def test_sql_stays_small_however_a_formula_nests():
    nested = "foreign"
    for _ in range(25):
        nested = f"MAX({nested}, price)"
    try:
        sql = to_sql(check(nested, SCOPE), Tables(World(1, size=1).context), [])
    except FormulaError as error:
        assert error.faults[0].code == "too_complex"  # noqa: PT017 - either outcome bounds the work
    else:
        assert len(sql) < 400_000
