"""Texts with holes: where a hole's fault is, and how values are written in each language."""
# ruff: noqa: E501 - tables read best a row a line

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from axin.builder.formulas.errors import FormulaError
from axin.builder.formulas.locales import written
from axin.builder.formulas.templates import parse_template, render
from axin.builder.formulas.values import MappingEnv
from axin.platform.kernel.money import Money
from tests.builder.formulas.example import CONTEXT, ENV, SCOPE, VALUES


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("", ""), ("plain", "plain"), ("{ one } brace }}", "{ one } brace }}"), ("Call {{ name }}", "Call İlqar"), ("{{name}}{{n}}", "İlqar2,5"),
        ('{{ "}}" }}!', "}}!"), ('{{ "a""}}" & name }}', 'a"}}İlqar'), ("{{ empty_text }}|{{ empty_number }}", "|"), ("{{ total }}", "100,10 ₼"),
        ("{{ day }} {{ moment }}", "31.01.2026 02.01.2026 00:00"), ("{{ flag }}", "bəli"), ("{{ walls }}", "brick, stone"),
        ("{{ event.data.count }} {{ event.data.text }}", "5 +994"), ('{{ TEXT(total, "0") }}', "100"),
    ],
)  # fmt: skip
def test_holes_are_filled(text, filled):
    assert render(parse_template(text, SCOPE), ENV).replace("\u00a0", " ") == filled


def test_every_fault_of_every_hole_is_at_its_place_in_the_whole_text():
    text = "Dear {{ nme }}, you owe {{ client.nam & lines.total }} and {{ record }}"
    with pytest.raises(FormulaError) as caught:
        parse_template(text, SCOPE)
    assert [text[fault.start : fault.end] for fault in caught.value.faults] == ["nme", "nam", "lines.total", "record"]


@pytest.mark.parametrize("text", ["a {{ name", '{{ "}} ', "{{}}", "{{ name } }", "{{ n " * 300, "{{n}}" * 101])
def test_a_hole_at_fault_is_refused(text):
    with pytest.raises(FormulaError):
        parse_template(text, SCOPE)


@pytest.mark.parametrize(
    ("value", "az", "ru", "en"),
    [
        (Decimal(5), "5", "5", "5"),
        (Decimal(1234567), "1234567", "1234567", "1234567"),
        (Decimal("1234567.5"), "1 234 567,5", "1 234 567,5", "1,234,567.5"),
        (Decimal("-0.50"), "-0,5", "-0,5", "-0.5"),
        (Money(Decimal("1234.5"), "AZN"), "1 234,50 ₼", "1 234,50 ₼", "₼1,234.50"),
        (Money(Decimal("-1234.5"), "USD"), "-1 234,50 $", "-1 234,50 $", "-$1,234.50"),
        (Money(Decimal(1234), "JPY"), "1 234 JPY", "1 234 JPY", "1,234 JPY"),
        (date(2026, 2, 8), "08.02.2026", "08.02.2026", "Feb 8, 2026"),
        (datetime(2026, 2, 8, 20, 30, tzinfo=UTC), "09.02.2026 00:30", "09.02.2026 00:30", "Feb 9, 2026 00:30"),
        (True, "bəli", "да", "yes"),
        (None, "", "", ""),
    ],
)
def test_a_value_is_written_as_the_language_does(value, az, ru, en):
    for locale, expected in {"az": az, "ru": ru, "en": en, "en-US": en, "de": en}.items():
        assert written(value, replace(CONTEXT, locale=locale)).replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("value", "pattern", "expected"),
    [
        (Decimal("1234.5"), "0", "1235"), (Decimal("1234.5"), "0.00", "1234,50"), (Decimal("1234.5"), "#,##0.00", "1 234,50"),
        (Decimal("1234.5"), "0.###", "1234,5"), (Decimal(3), "0.##", "3"), (Decimal("0.5"), "0.0 m²", "0,5 m²"), (Decimal(1), "nonsense", "1"),
        (date(2026, 2, 8), "d MMMM yyyy", "8 fevral 2026"), (date(2026, 2, 8), "yy/M/d", "26/2/8"), (date(2026, 2, 8), "yyyy 'il'", "2026 il"),
        (date(2026, 2, 8), "dd.mm.yyyy", "08.02.2026"), (date(2026, 2, 8), "D mmmm YYYY", "8 fevral 2026"),
        (datetime(2026, 2, 8, 5, 7, 9, tzinfo=UTC), "dd.mm.yyyy hh:mm", "08.02.2026 09:07"),
        (datetime(2026, 2, 8, 5, 7, 9, tzinfo=UTC), "HH:MM dd.MM", "09:07 08.02"), (datetime(2026, 2, 8, 5, 7, 9, tzinfo=UTC), "mm:ss", "07:09"),
    ],
)  # fmt: skip
def test_a_format_is_followed(value, pattern, expected):
    assert written(value, CONTEXT, pattern).replace("\u00a0", " ") == expected


def test_the_reader_s_language_decides_not_the_text_s():
    parts = parse_template("{{ n }}", SCOPE)
    assert render(parts, MappingEnv(VALUES, replace(CONTEXT, locale="en"))) == "2.5"
