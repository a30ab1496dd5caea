"""A small world in a Postgres and in Python at once: the same rows as tables and as mappings, with values that lie in wait."""
# ruff: noqa: E501 - tables read best a row a line

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

import asyncpg

from axin.builder.formulas.checker import Scope
from axin.builder.formulas.sql import Column, Constant, RowSource
from axin.builder.formulas.types import BOOLEAN, DATE, DATETIME, MONEY, NUMBER, TEXT, Type, link_to, links_to, list_of
from axin.builder.formulas.values import Context, MappingEnv, Path
from axin.platform.kernel.money import Money

DEAL = {
    "n1": NUMBER, "n2": NUMBER, "n3": NUMBER, "whole": NUMBER, "price": MONEY, "cost": MONEY, "foreign": MONEY, "t1": TEXT, "t2": TEXT,
    "t3": TEXT, "choice": TEXT, "b1": BOOLEAN, "b2": BOOLEAN, "d1": DATE, "d2": DATE, "m1": DATETIME,
    "m2": DATETIME, "tags": list_of(TEXT), "client": link_to("contact"), "owner": link_to("contact"), "lines": links_to("line"),
}  # fmt: skip
CONTACT = {"name": TEXT, "rank": NUMBER, "born": DATE, "company": link_to("company")}
COMPANY = {"title": TEXT, "size": NUMBER}
LINE = {
    "qty": NUMBER,
    "rate": NUMBER,
    "total": MONEY,
    "other": MONEY,
    "kind": TEXT,
    "due": DATE,
    "at": DATETIME,
    "done": BOOLEAN,
    "product": link_to("product"),
}
PRODUCT = {"name": TEXT}
ENTITIES = {"deal": DEAL, "contact": CONTACT, "company": COMPANY, "line": LINE, "product": PRODUCT}
SCOPE = Scope(DEAL, ENTITIES)
CURRENCIES = {"foreign", "other"}
SQL_TYPES = {"number": "numeric", "money": "numeric", "text": "text", "boolean": "boolean", "date": "date", "datetime": "timestamptz",
             "list": "text[]", "link": "uuid"}  # fmt: skip

NUMBERS = [None, *map(Decimal, ["0", "1", "-1", "2", "3", "-7", "0.5", "-2.5", "12.345678", "100", "999.995", "-0.000001", "1E+3", "123456789.123456789",
                                "-98765432109876543210.12", "0.000000000001", "9999999999999999999999999999", "2026", "12", "29"])]  # fmt: skip
TEXTS = [None, "a", "yes", "no", "Əliağa", "ILQAR ılıq", "İsmayıl", "Ёжик в ТУМАНЕ", " two  spaces ", "brick", "%a_b\\c", "it's", "😀 emoji ş", "ÇÖĞÜ", "Z", "z",
         "\u00a0nbsp\t", "12.5", "ßtraße", "Σ", "\ufffd\U0010ffff"]  # fmt: skip
DATES = [
    None,
    date(2026, 11, 23),
    date(2024, 2, 29),
    date(2026, 1, 31),
    date(1999, 12, 31),
    date(1, 1, 2),
    date(9999, 12, 30),
    date(1970, 1, 1),
    date(2026, 3, 29),
]
MOMENTS = [None, *(datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (
    "2026-11-23T12:34:56.789012", "2026-03-29T00:59:59", "2026-03-29T01:00:00", "2026-10-25T00:30:00", "2026-10-25T01:30:00",
    "1970-01-01T00:00:00", "2015-03-29T00:30:00", "2035-06-15T23:59:59.999999", "2024-02-29T22:00:00"))]  # fmt: skip


def _id(kind: int, number: int) -> UUID:
    return UUID(f"00000000-0000-7000-8000-{kind:06d}{number:06d}")


def _exceptions(random: Random) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """Holidays, and days worked in their stead, around the dates of the rows."""
    around = [date(2026, 1, 31), date(2026, 3, 20), date(2026, 11, 23), date(2024, 2, 29), date(9999, 12, 30), date(1, 1, 5)]
    near = [date.fromordinal(max(1, min(day.toordinal() + random.randint(-9, 9), 3_652_059))) for day in around for _ in range(4)]
    return tuple(sorted(set(near[::2]))), tuple(sorted(set(near[1::2])))


class World:
    """The rows, as mappings (`rows`) and as tables once `install` has run."""

    def __init__(self, seed: int, zone: str = "Europe/Berlin", locale: str = "az", size: int = 24) -> None:
        self.random = Random(seed)
        off, on = _exceptions(Random(seed)) if seed % 3 else ((), ())
        now = datetime(2026, 11, 23, 12, 0, 0, 123456, tzinfo=UTC)
        self.context = Context(now, zone, "AZN", locale, days_off=off, days_on=on)
        self.tables: dict[str, list[dict[str, Any]]] = {
            "company": [self._record("company", 4, number) for number in range(3)],
            "product": [self._record("product", 5, number) for number in range(4)],
        }
        self.tables["contact"] = [self._record("contact", 0, number) for number in range(6)]
        self.tables["deal"] = [self._record("deal", 2, number) for number in range(size)]
        self.tables["line"] = [
            {**self._record("line", 3, number), "deal": self.random.choice(self.tables["deal"])["id"]}
            for number in range(size * 2)
        ]
        self.rows = [MappingEnv(self._mapping("deal", row), self.context) for row in self.tables["deal"]]

    def _record(self, entity: str, kind: int, number: int) -> dict[str, Any]:
        row: dict[str, Any] = {"id": _id(kind, number)}
        for name, found in ENTITIES[entity].items():
            if found.kind != "links":
                row[name] = self._value(name, found)
        return row

    def _value(self, name: str, found: Type) -> Any:  # noqa: PLR0911 - one for each type
        pick = self.random.choice
        match found.kind:
            case "number":
                return pick(NUMBERS) if name != "whole" else pick([None, *map(Decimal, range(-3, 15))])
            case "money":
                amount = pick(NUMBERS)
                return None if amount is None else Money(amount, pick(["AZN", "AZN", "USD"]) if name in CURRENCIES else "AZN")
            case "text":
                return pick(TEXTS) if name != "choice" else pick([None, "yes", "no"])
            case "boolean":
                return pick([None, True, False])
            case "date":
                return pick(DATES)
            case "datetime":
                return pick(MOMENTS)
            case "list":
                return tuple(self.random.sample(["brick", "yes", "a", "Əli"], self.random.randint(0, 3))) or None
            case _:
                rows = self.tables[found.entity or ""]
                return pick([None, *(row["id"] for row in rows)])

    def _mapping(self, entity: str, row: Mapping[str, Any]) -> dict[str, Any]:
        """A row with its links followed, as the evaluator reads it."""
        made = dict(row)
        for name, found in ENTITIES[entity].items():
            if found.kind == "link" and row[name] is not None:
                made[name] = self._mapping(
                    found.entity or "", next(other for other in self.tables[found.entity or ""] if other["id"] == row[name])
                )
        if entity == "deal":
            made["lines"] = [self._mapping("line", line) for line in self.tables["line"] if line["deal"] == row["id"]]
        return made

    async def install(self, connection: asyncpg.Connection) -> None:
        """Write the rows into temporary tables."""
        for entity, rows in self.tables.items():
            columns = {"id": "uuid"}
            for name, found in ENTITIES[entity].items():
                if found.kind != "links":
                    columns[name] = SQL_TYPES[found.kind]
                if name in CURRENCIES:
                    columns[f"{name}_currency"] = "text"
            if entity == "line":
                columns["deal"] = "uuid"
            written = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
            await connection.execute(f"DROP TABLE IF EXISTS w_{entity}; CREATE TEMP TABLE w_{entity} ({written})")
            marks = ", ".join(f"${number}" for number in range(1, len(columns) + 1))
            await connection.executemany(
                f"INSERT INTO w_{entity} VALUES ({marks})", [[_cell(row, name) for name in columns] for row in rows]
            )


def _cell(row: Mapping[str, Any], name: str) -> Any:
    if name.endswith("_currency"):
        money = row[name.removesuffix("_currency")]
        return None if money is None else money.currency
    value = row[name]
    if isinstance(value, Money):
        return value.amount
    return list(value) if isinstance(value, tuple) else value


FROM = """w_deal d LEFT JOIN w_contact client ON client.id = d.client LEFT JOIN w_company "client.company" ON "client.company".id = client.company"""


class Tables:
    """How the world's names are found in the query over FROM, or, with an alias, over its lines."""

    def __init__(self, context: Context, alias: str = "d", entity: str = "deal", depth: int = 0) -> None:
        self.context = context
        self.alias, self.entity, self.depth = alias, entity, depth

    def column(self, path: Path) -> Column | Constant:
        *links, name = path
        entity, alias = self.entity, self.alias
        for at, link in enumerate(links):
            entity = ENTITIES[entity][link].entity or ""
            alias = f'"{".".join(links[: at + 1])}"' if self.entity == "deal" else f"{self.alias}_{link}"
        found = ENTITIES[entity][name]
        return Column(f'{alias}."{name}"', found, f'{alias}."{name}_currency"' if name in CURRENCIES else None)

    def rows(self, path: Path) -> RowSource | Constant:
        assert path == ("lines",)
        lines = Tables(self.context, f"l{self.depth}", "line", self.depth + 1)
        alias = lines.alias
        return RowSource(
            f"w_line {alias} LEFT JOIN w_product {alias}_product ON {alias}_product.id = {alias}.product",
            lines,
            f"{alias}.deal = {self.alias}.id",
        )
