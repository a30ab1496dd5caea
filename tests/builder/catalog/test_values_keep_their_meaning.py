"""A field's value survives its ways: from JSON to our value and back, to the store and back, into its column."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axin.builder.catalog import values
from axin.builder.catalog.kinds import value_type
from axin.builder.catalog.setting import Setting, region_of_zone
from axin.builder.compiling.plan import FieldPlan, OptionPlan
from axin.platform.data import json
from axin.platform.kernel.errors import Problem
from axin.platform.kernel.money import Money

BAKU = Setting("AZN", "AZ")
OPTIONS = {key: OptionPlan(key, {"": key}) for key in ("brick", "concrete")}


def field(kind, **given_):
    if kind in {"select", "multi_select"}:
        given_["options"] = OPTIONS
    return FieldPlan("x", 1, kind, {"": "x"}, value_type({"type": kind, "to": "other"}), **given_)


def parse(kind, value, setting=BAKU, **given_):
    return values.parse(field(kind, **given_), value, "/values/x", setting)


def refused(kind, value, setting=BAKU, **given_):
    found = parse(kind, value, setting, **given_)
    assert isinstance(found, Problem), found
    assert found.pointer == "/values/x"
    assert found.message.endswith(".")
    return found.code


@pytest.mark.parametrize(
    ("kind", "value", "inside"),
    [
        ("text", "Əli", "Əli"),
        ("integer", 5, Decimal(5)),
        ("integer", Decimal("5.0"), Decimal(5)),
        ("number", Decimal("1.250000"), Decimal("1.25")),
        ("number", 100, Decimal(100)),
        ("percent", 5, Decimal(5)),
        ("money", 12.5, Money(Decimal("12.50"), "AZN")),
        ("money", {"amount": "12.5", "currency": "USD"}, Money(Decimal("12.50"), "USD")),
        ("money", {"amount": "0.005", "currency": "AZN"}, Money(Decimal("0.01"), "AZN")),
        ("boolean", False, False),
        ("date", "2026-02-28", date(2026, 2, 28)),
        ("datetime", "2026-02-28T12:00:00+04:00", datetime(2026, 2, 28, 8, tzinfo=UTC)),
        ("datetime", "2026-02-28t12:00:00.5z", datetime(2026, 2, 28, 12, 0, 0, 500000, tzinfo=UTC)),
        ("select", "brick", "brick"),
        ("multi_select", ["brick", "concrete", "brick"], ("brick", "concrete")),
        ("email", "Ali@Example.AZ", "Ali@example.az"),
        ("phone", "050 123 45 67", "+994501234567"),
        ("phone", "+1 202-555-0123", "+12025550123"),
        ("url", "https://example.az/a?b=1", "https://example.az/a?b=1"),
    ],
)
def test_what_is_right_is_taken(kind, value, inside):
    assert parse(kind, value) == inside


@pytest.mark.parametrize("kind", ["text", "number", "money", "date", "select", "multi_select", "link", "links", "email"])
@pytest.mark.parametrize("blank", [None, "", []])
def test_an_empty_text_and_an_empty_list_are_blank(kind, blank):
    assert parse(kind, blank) is None


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        ("text", 5, "type_mismatch"),
        ("text", "a\x00b", "invalid_text"),
        ("text", "x" * 10_001, "too_long"),
        ("integer", True, "type_mismatch"),
        ("integer", "5", "type_mismatch"),
        ("integer", Decimal("5.5"), "type_mismatch"),
        ("integer", 10**40, "out_of_range"),
        ("number", "1", "type_mismatch"),
        ("number", Decimal("0.1234567"), "too_many_decimals"),
        ("number", Decimal("1E+400"), "out_of_range"),
        ("money", "12", "type_mismatch"),
        ("money", {"amount": "1e5", "currency": "AZN"}, "type_mismatch"),
        ("money", {"amount": "1", "currency": "azn"}, "type_mismatch"),
        ("money", {"amount": "1", "currency": "AZN", "more": 1}, "type_mismatch"),
        ("boolean", 1, "type_mismatch"),
        ("boolean", "true", "type_mismatch"),
        ("date", "2026-02-30", "type_mismatch"),
        ("date", "28.02.2026", "type_mismatch"),
        ("date", "2026-02-28T00:00:00Z", "type_mismatch"),
        ("datetime", "2026-02-28T12:00:00", "type_mismatch"),
        ("datetime", "0001-01-01T00:00:00+14:00", "type_mismatch"),
        ("select", "wood", "unknown_option"),
        ("multi_select", ["brick", "wood"], "unknown_option"),
        ("multi_select", "brick", "type_mismatch"),
        ("email", "nobody", "invalid_email"),
        ("email", "a@b.az\nbcc: x@y.az", "invalid_email"),
        ("phone", "call me", "invalid_phone"),
        ("phone", "12", "invalid_phone"),
        ("url", "javascript:alert(1)", "invalid_url"),
        ("url", "https://", "invalid_url"),
        ("link", "not-an-id", "type_mismatch"),
        ("links", "x", "type_mismatch"),
        ("formula", 1, "read_only"),
        ("autonumber", "A-1", "read_only"),
    ],
)
def test_what_is_wrong_is_refused_with_a_lasting_code(kind, value, code):
    assert refused(kind, value) == code


def test_bounds_hold():
    assert refused("number", 5, min=6) == "too_small"
    assert refused("percent", 101, max=100) == "too_large"
    assert refused("money", 5, max=4) == "too_large"
    assert refused("date", "2026-01-01", min="2026-02-01") == "too_small"
    assert refused("datetime", "2026-03-01T00:00:00Z", max="2026-02-01T00:00:00Z") == "too_large"
    assert refused("text", "abcd", max_length=3) == "too_long"
    assert refused("text", "abc", pattern="^[0-9]+$") == "pattern"
    assert parse("text", "123", pattern="^[0-9]+$") == "123"
    assert refused("number", Decimal("1.5"), decimals=0) == "too_many_decimals"


def test_a_money_field_of_one_currency_takes_no_other():
    assert refused("money", {"amount": "1", "currency": "AZN"}, currency="USD") == "currency"
    assert parse("money", 3, currency="USD") == Money(Decimal("3.00"), "USD")


def test_the_country_of_a_phone_number_is_the_zones():
    assert region_of_zone("Asia/Baku") == "AZ"
    assert region_of_zone("Europe/Istanbul") == "TR"
    assert parse("phone", "0532 123 45 67", Setting("TRY", "TR")) == "+905321234567"


CASES = st.one_of(
    st.tuples(st.just("text"), st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=300)),
    st.tuples(st.just("integer"), st.integers(-(10**15), 10**15)),
    st.tuples(st.just("number"), st.decimals(-(10**11), 10**11, places=6)),
    st.tuples(st.just("percent"), st.decimals(-1000, 1000, places=3)),
    st.tuples(st.just("money"), st.decimals(-(10**9), 10**9, places=2)),
    st.tuples(st.just("boolean"), st.booleans()),
    st.tuples(st.just("date"), st.dates().map(lambda day: day.isoformat())),
    st.tuples(st.just("datetime"), st.datetimes(timezones=st.just(UTC)).map(lambda at: at.isoformat())),
    st.tuples(st.just("select"), st.sampled_from(list(OPTIONS))),
    st.tuples(st.just("multi_select"), st.lists(st.sampled_from(list(OPTIONS)), min_size=1)),
    st.tuples(st.just("link"), st.uuids().map(str)),
    st.tuples(st.just("links"), st.lists(st.uuids().map(str), min_size=1, max_size=5)),
)


@given(CASES)
def test_the_ways_of_a_value_lead_back_to_it(case):
    kind, value = case
    part = field(kind)
    inside = values.parse(part, value, "/x", BAKU)
    assert not isinstance(inside, Problem)
    shown = values.to_api(part, inside)
    assert values.parse(part, json.loads(json.dumps(shown)), "/x", BAKU) == inside
    assert values.from_api(part, json.loads(json.dumps(shown))) == inside
    stored = json.loads(json.dumps(values.to_store(part, inside)))
    assert values.from_store(part, stored) == inside
    values.slot_value(part, inside)


@given(st.decimals(-(10**11), 10**11, places=6), st.decimals(-(10**11), 10**11, places=6))
def test_a_columns_order_is_the_values_order(first, second):
    part = field("number")
    assert (first < second) == (values.slot_value(part, first) < values.slot_value(part, second))


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20) | st.decimals(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(
    st.sampled_from(
        sorted(
            {
                "text",
                "integer",
                "number",
                "percent",
                "money",
                "boolean",
                "date",
                "datetime",
                "select",
                "multi_select",
                "email",
                "phone",
                "url",
                "user",
                "link",
                "links",
            }
        )
    ),
    JUNK,
)
def test_whatever_comes_is_a_value_or_a_problem(kind, junk):
    found = parse(kind, junk)
    if not isinstance(found, Problem):
        values.to_api(field(kind), found)
        values.slot_value(field(kind), found)


def test_a_percent_is_a_fraction_in_formulas():
    part = field("percent")
    assert values.to_formula(part, Decimal(5)) == Decimal("0.05")
    assert values.from_formula(part, Decimal("0.05")) == Decimal(5)


def test_a_user_is_an_id():
    person = uuid4()
    assert parse("user", str(person)) == person
    assert parse("link", person) == person


def test_money_is_written_with_the_digits_of_its_minor_unit_at_least():
    amounts = {
        ("30", "AZN"): "30.00",
        ("30.5", "AZN"): "30.50",
        ("1.234", "AZN"): "1.234",
        ("30", "JPY"): "30",
        ("1", "KWD"): "1.000",
    }
    for (amount, currency), written in amounts.items():
        assert values.plain_json(Money(Decimal(amount), currency)) == {"amount": written, "currency": currency}


_WORDS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=30)
_ADDRESSES = st.dictionaries(st.sampled_from(["line1", "city", "postal_code", "country"]), _WORDS.filter(bool), min_size=1)
_DATA = st.recursive(
    st.booleans() | st.integers(-(10**9), 10**9) | _WORDS.filter(bool),
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(_WORDS, inner, min_size=1, max_size=3),
    max_leaves=8,
)


def stored_and_read(kind, value, **given_):
    part = field(kind, **given_)
    inside = values.parse(part, value, "", BAKU)
    assert not isinstance(inside, Problem), inside
    kept = json.loads(json.dumps_text({"x": values.to_store(part, inside)}))["x"]
    assert values.from_store(part, kept) == inside
    again = values.from_api(part, json.loads(json.dumps_text({"x": values.to_api(part, inside)}))["x"])
    assert again == inside
    return inside


@given(st.integers(0, 10 * 366 * 86_400))
def test_a_duration_comes_back_from_everywhere(length):
    inside = stored_and_read("duration", f"{length // 86_400}d{length % 86_400}s")
    assert inside.length == length
    assert values.slot_value(field("duration"), inside) == length


@given(_ADDRESSES)
def test_an_address_comes_back_and_reads_as_one_line(address):
    inside = stored_and_read("address", address)
    assert values.to_formula(field("address"), inside) == ", ".join(
        address[part] for part in ("line1", "city", "postal_code", "country") if part in address
    )


@given(_DATA)
def test_data_of_any_shape_comes_back(data):
    assert stored_and_read("json", data) == data


def test_files_teams_times_and_stars_come_back():
    file = {"id": str(uuid4()), "name": "a.pdf", "size": 5, "type": "application/pdf"}
    assert stored_and_read("team", str(uuid4()))
    assert stored_and_read("time", "09:30:00") == "09:30"
    assert stored_and_read("rating", 4, max=5) == 4
    assert values.to_api(field("file"), values.from_store(field("file"), file)) == file
    assert values.to_formula(field("image", many=True), values.from_store(field("image", many=True), [file])) == ("a.pdf",)


@pytest.mark.parametrize("html", ["<script>x</script>", "<p> </p>", "<img src=x>", "<style>p{}</style>", "&nbsp;<br>"])
def test_formatted_text_that_says_nothing_is_blank(html):
    assert parse("rich_text", html) is None


@given(_WORDS)
def test_cleaning_a_formatted_text_twice_changes_nothing(text):
    once = parse("rich_text", f"<p>{text}</p>")
    assert once is None or parse("rich_text", once) == once
