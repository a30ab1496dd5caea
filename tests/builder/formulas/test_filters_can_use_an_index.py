"""A filter's top-level comparisons become bare operators on the slot; under NOT, and as values, they stay two-valued."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from axin.builder.formulas.checker import Scope, check
from axin.builder.formulas.sql import Column, Constant, predicate
from axin.builder.formulas.types import ANY, DATE, DATETIME, MONEY, NUMBER, TEXT, link_to, list_of
from axin.builder.formulas.values import Context

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
COLUMNS = {
    "name": Column("r.data->>'1'", TEXT, slot="r.text_1"),
    "city": Column("r.data->>'2'", TEXT),
    "area": Column("(r.num_1 / 100.0)", NUMBER, slot="r.num_1", scale=2),
    "price": Column("(r.num_2 / 100.0)", MONEY, "r.currency_2", slot="r.num_2", scale=2),
    "paid": Column("(r.num_3 / 100.0)", MONEY, slot="r.num_3", scale=2),
    "fixed": Column("(r.num_4 / 100.0)", MONEY, "'USD'", slot="r.num_4", scale=2),
    "due": Column("r.time_1::date", DATE, slot="r.time_1"),
    "at": Column("r.time_2", DATETIME, slot="r.time_2"),
    "client": Column("r.ref_1", link_to("contact"), slot="r.ref_1"),
    "walls": Column("r.walls", list_of(TEXT)),
}
ID = UUID("00000000-0000-7000-8000-000000000001")
KNOWN = {"actor": str(ID), "event.data.x": "12.5", "nothing": None}
SCOPE = Scope(
    {**{name: column.type for name, column in COLUMNS.items()}, "actor": link_to("user"), "event.data": ANY, "nothing": TEXT}
)


class Slots:
    context = Context(NOW, "Asia/Baku", "AZN", "az")

    def column(self, path):
        name = ".".join(path)
        return COLUMNS[name] if name in COLUMNS else Constant(KNOWN[name])

    def rows(self, path):
        raise AssertionError(path)


@pytest.mark.parametrize(
    ("source", "sql", "values"),
    [
        ('name = "x"', "r.text_1 = $1::text", ["x"]),
        ('"x" = name', "r.text_1 = $1::text", ["x"]),
        ('city = "x"', "r.data->>'2' = $1::text", ["x"]),
        ('name < "x"', 'r.text_1 COLLATE "C" < $1::text', ["x"]),
        ("area = 12.5", "r.num_1 = $1::bigint", [1250]),
        ("area = 12.505", "FALSE", []),
        ("area > 12.505", "r.num_1 > $1::bigint", [1250]),
        ("area >= 12.505", "r.num_1 >= $1::bigint", [1251]),
        ("area < 12.505", "r.num_1 < $1::bigint", [1251]),
        ("area <= 12.505", "r.num_1 <= $1::bigint", [1250]),
        ("area >= -12.505", "r.num_1 >= $1::bigint", [-1250]),
        ("12.505 < area", "r.num_1 > $1::bigint", [1250]),
        ("area < 99999999999999999999", "r.num_1 IS NOT NULL", []),
        ("area > 99999999999999999999", "FALSE", []),
        ("area = 99999999999999999999", "FALSE", []),
        ("area > -99999999999999999999", "r.num_1 IS NOT NULL", []),
        ("area = BLANK", "r.num_1 IS NULL", []),
        ("area < BLANK", "FALSE", []),
        ("price > 100", "(r.num_2 > $1::bigint AND r.currency_2 = $2::text)", [10000, "AZN"]),
        ("paid > 100", "r.num_3 > $1::bigint", [10000]),
        ("fixed > 100", "FALSE", []),
        ("area < 9999999999999999999999999999.999999999999", "r.num_1 IS NOT NULL", []),
        ('due >= "2026-01-31"', "r.time_1 >= $1::timestamptz", [datetime(2026, 1, 31, tzinfo=UTC)]),
        ("due = TODAY()", "r.time_1 = $1::timestamptz", [datetime(2026, 11, 23, tzinfo=UTC)]),
        ("at > NOW()", "r.time_2 > $1::timestamptz", [NOW]),
        ("client = actor", "r.ref_1 = $1::uuid", [ID]),
        (f'client = "{ID}"', "r.ref_1 = $1::uuid", [ID]),
        ("area > event.data.x", "r.num_1 > $1::bigint", [1250]),
        ("name = nothing", "r.text_1 IS NULL", []),
        ('name = "x" AND area > 1', "(r.text_1 = $1::text AND r.num_1 > $2::bigint)", ["x", 100]),
        (
            'name = "x" OR AND(area > 1, area < 2)',
            "(r.text_1 = $1::text OR (r.num_1 > $2::bigint AND r.num_1 < $3::bigint))",
            ["x", 100, 200],
        ),
        ('NOT(name = "x")', "(NOT (r.data->>'1' IS NOT DISTINCT FROM $1::text))", ["x"]),
        ('name <> "x"', "(NOT (r.data->>'1' IS NOT DISTINCT FROM $1::text))", ["x"]),
        ('CONTAINS(walls, "brick")', "$1::text = ANY(r.walls)", ["brick"]),
        ("TRUE", "TRUE", []),
        ("1 > 2", "FALSE", []),
    ],
)
def test_a_filter_is_bare(source, sql, values):
    params: list[object] = []
    assert (predicate(check(source, SCOPE), Slots(), params), params) == (sql, values)


def test_parameters_follow_those_that_the_query_has():
    params: list[object] = [1, "tenant"]
    assert (
        predicate(check('name = "x" OR city = "x"', SCOPE), Slots(), params) == "(r.text_1 = $3::text OR r.data->>'2' = $3::text)"
    )
    assert params == [1, "tenant", "x"]


def test_a_constant_money_in_another_currency_equals_nothing_of_ours():
    KNOWN["event.data.money"] = {"amount": "5", "currency": "USD"}
    params: list[object] = []
    assert predicate(check("paid = event.data.money", SCOPE), Slots(), params) == "FALSE"
    assert (
        predicate(check("price = event.data.money", SCOPE), Slots(), params)
        == "(r.num_2 = $1::bigint AND r.currency_2 = $2::text)"
    )
    assert params == [500, "USD"]
