"""The scope and the record that the corpus and the small tests stand on."""
# ruff: noqa: E501 - tables read best a row a line

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from axin.builder.formulas.checker import Scope
from axin.builder.formulas.types import (
    ANY,
    BOOLEAN,
    DATE,
    DATETIME,
    MONEY,
    NUMBER,
    TEXT,
    Type,
    link_to,
    links_to,
    list_of,
    record_of,
)
from axin.builder.formulas.values import Context, MappingEnv
from axin.platform.kernel.money import Money

CLIENT = UUID("00000000-0000-7000-8000-000000000001")
SCOPE = Scope(
    {
        "name": TEXT, "n": NUMBER, "total": Type("money", currency="AZN"), "subtotal": MONEY, "foreign": MONEY,
        "dollars": Type("money", currency="USD"), "apply_discount": Type("text", options=("yes", "no")), "measure": TEXT,
        "walls": list_of(TEXT), "flag": BOOLEAN, "day": DATE, "moment": DATETIME, "client": link_to("contact"), "nobody": link_to("contact"),
        "lines": links_to("line"), "empty_number": NUMBER, "empty_text": TEXT, "empty_list": list_of(TEXT), "empty_boolean": BOOLEAN,
        "event.data": ANY, "steps.owner.user": link_to("user"), "steps.found.records": list_of(record_of("deal")), "record": record_of("deal"),
    },
    {
        "contact": {"name": TEXT, "company": link_to("company"), "deals": links_to("deal")},
        "company": {"name": TEXT},
        "line": {"total": MONEY, "kind": TEXT, "quantity": NUMBER},
        "deal": {"size": NUMBER, "lines": links_to("line")},
        "user": {"name": TEXT},
    },
)  # fmt: skip
CONTEXT = Context(datetime(2026, 11, 23, 12, 0, tzinfo=UTC), "Asia/Baku", "AZN", "az")
VALUES = {
    "name": "İlqar", "n": Decimal("2.5"), "total": Money(Decimal("100.10"), "AZN"), "subtotal": Money(Decimal("100.10"), "AZN"),
    "foreign": Money(Decimal(500), "USD"), "dollars": Money(Decimal(5), "USD"), "apply_discount": "yes", "measure": "wall",
    "walls": ("brick", "stone"), "flag": True, "day": date(2026, 1, 31), "moment": datetime(2026, 1, 1, 20, 0, tzinfo=UTC),
    "client": {"id": CLIENT, "name": "Ali", "company": {"name": "ACME"}, "deals": [{"size": Decimal(3)}]}, "nobody": None,
    "lines": [
        {"total": Money(Decimal(5), "AZN"), "kind": "work", "quantity": Decimal(2)},
        {"total": Money(Decimal(7), "AZN"), "kind": "wall", "quantity": None},
    ],
    "empty_number": None, "empty_text": "", "empty_list": (), "empty_boolean": None,
    "event": {"data": {"count": 5, "text": "+994", "deep": {"er": "x"}, "number_text": "12.5", "flag": True, "day": "2026-01-15",
                       "price": {"amount": "12.50", "currency": "AZN"}, "object": {}, "list": [1]}},
    "steps": {"found": {"records": [{"size": Decimal(4)}]}}, "record": {"id": CLIENT, "size": Decimal(1)},
}  # fmt: skip
ENV = MappingEnv(VALUES, CONTEXT)
