"""The parity fuzz: random formulas over random rows, every cell compared between Python and SQL.

`make test` samples it; `python -m tests.builder.formulas.parity --count 100000` runs the whole of it.
"""
# ruff: noqa: T201, E501 - a command speaks by printing

import argparse
import asyncio
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import asyncpg

from axin.builder.formulas.checker import Checked, check
from axin.builder.formulas.errors import FormulaError, FormulaRuntimeError
from axin.builder.formulas.sql import money_sql, predicate, to_sql
from axin.platform.kernel.money import Money
from tests.builder.formulas.generator import Generator
from tests.builder.formulas.world import FROM, SCOPE, Tables, World
from tests.world.servers import shared_servers

BATCH = 50
FORMULAS_OF_A_WORLD = 2_000
ZONES = ("Europe/Berlin", "Asia/Baku", "UTC", "America/New_York")
LOCALES = ("az", "ru", "en")
REFUSED = object()
SETTINGS = {"jit": "off"}
"""Compiling to machine code costs seconds for queries as wide as these, and is off in the product too."""


@dataclass
class Tally:
    """What a run compared, and where the two worlds differ."""

    formulas: int = 0
    cells: int = 0
    refused: int = 0
    blank: int = 0
    differences: list[str] = field(default_factory=list)


def in_python(formula: Checked, world: World) -> list[Any]:
    """The formula's value on every row."""
    found: list[Any] = []
    for row in world.rows:
        try:
            found.append(formula.evaluate(row))
        except FormulaRuntimeError:
            found.append(REFUSED)
    return found


async def in_sql(connection: asyncpg.Connection, formulas: Sequence[Checked], world: World) -> list[list[Any]]:
    """The values of many formulas on every row, in one query."""
    params: list[Any] = []
    scope = Tables(world.context)
    columns: list[str] = []
    for formula in formulas:
        columns += money_sql(formula, scope, params) if formula.type.kind == "money" else [to_sql(formula, scope, params)]
    rows = await connection.fetch(f"SELECT {', '.join(columns)} FROM {FROM} ORDER BY d.id", *params)
    found: list[list[Any]] = []
    at = 0
    for formula in formulas:
        if formula.type.kind == "money":
            found.append([None if row[at] is None else Money(row[at], row[at + 1]) for row in rows])
        else:
            found.append([row[at] for row in rows])
        at += 2 if formula.type.kind == "money" else 1
    return found


async def chosen(connection: asyncpg.Connection, formula: Checked, world: World) -> list[bool]:
    """Which rows a filter takes."""
    params: list[Any] = []
    sql = predicate(formula, Tables(world.context), params)
    rows = await connection.fetch(f"SELECT d.id FROM {FROM} WHERE {sql}", *params)
    taken = {row["id"] for row in rows}
    return [row["id"] in taken for row in world.tables["deal"]]


async def compare(connection: asyncpg.Connection, formulas: list[Checked], world: World, tally: Tally) -> None:
    """Compare a batch; where the query fails, compare its formulas one by one."""
    try:
        found = await in_sql(connection, formulas, world)
    except (asyncpg.PostgresError, asyncpg.InterfaceError, FormulaError) as error:
        if len(formulas) == 1:
            tally.differences.append(f"{formulas[0].source}\n    SQL fails: {type(error).__name__} {error}")
            return
        for formula in formulas:
            await compare(connection, [formula], world, tally)
        return
    for formula, values in zip(formulas, found, strict=True):
        _compare_cells(formula, in_python(formula, world), values, tally)


def _compare_cells(formula: Checked, expected: list[Any], found: list[Any], tally: Tally) -> None:
    tally.formulas += 1
    for at, (python, sql) in enumerate(zip(expected, found, strict=True)):
        tally.refused += python is REFUSED
        tally.blank += python is None
        if python is REFUSED:
            continue
        tally.cells += 1
        if python != sql:
            tally.differences.append(f"{formula.source}\n    row {at}: Python {python!r}, SQL {sql!r}")
            return


async def compare_filters(connection: asyncpg.Connection, formulas: list[Checked], world: World, tally: Tally) -> None:
    """Compare which rows the filters among the formulas take."""
    for formula in formulas:
        if formula.type.kind != "boolean":
            continue
        expected = in_python(formula, world)
        try:
            taken = await chosen(connection, formula, world)
        except asyncpg.PostgresError as error:
            tally.differences.append(f"WHERE {formula.source}\n    SQL fails: {error}")
            continue
        for at, (python, sql) in enumerate(zip(expected, taken, strict=True)):
            tally.cells += 1
            if python is not REFUSED and bool(python) != sql:
                tally.differences.append(f"WHERE {formula.source}\n    row {at}: Python {python!r}, SQL {sql!r}")
                break


async def run(connection: asyncpg.Connection, count: int, seed: int = 1, *, depth: int = 4, progress: bool = False) -> Tally:
    """Compare `count` formulas."""
    tally = Tally()
    began = time.monotonic()
    while tally.formulas < count and len(tally.differences) < 50:
        number = tally.formulas // FORMULAS_OF_A_WORLD
        world = World(seed * 1000 + number, ZONES[number % len(ZONES)], LOCALES[number % len(LOCALES)])
        await world.install(connection)
        generator = Generator(seed * 1_000_003 + tally.formulas)
        for _ in range(min(FORMULAS_OF_A_WORLD, count - tally.formulas) // BATCH or 1):
            formulas = [_next(generator, depth) for _ in range(BATCH)]
            await compare(connection, formulas, world, tally)
            await compare_filters(connection, formulas, world, tally)
        if progress:
            speed = tally.formulas / (time.monotonic() - began)
            print(
                f"{tally.formulas} formulas, {tally.cells} cells, {len(tally.differences)} differences, {speed:.0f}/s", flush=True
            )
    return tally


def _next(generator: Generator, depth: int) -> Checked:
    """The next formula within the limits."""
    while True:
        source = generator.formula(depth)[0]
        try:
            return check(source, SCOPE)
        except FormulaError as error:
            error.add_note(source)
            if {fault.code for fault in error.faults} - {"too_long", "too_many_parts", "too_deep"}:
                raise


async def fuzz(dsn: str, arguments: argparse.Namespace) -> int:
    connection = await asyncpg.connect(dsn, server_settings=SETTINGS)
    try:
        tally = await run(connection, arguments.count, arguments.seed, depth=arguments.depth, progress=True)
    finally:
        await connection.close()
    print(*tally.differences[:20], sep="\n")
    print(f"{tally.formulas} formulas, {tally.cells} cells compared, {tally.blank} of them blank, {tally.refused} refused by the row: "
          f"{len(tally.differences)} differences")  # fmt: skip
    return 1 if tally.differences else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--depth", type=int, default=4)
    parser.add_argument("--dsn", help="any Postgres 15 or later (only temporary tables are written); else the tests' own")
    return parser.parse_args()


def main() -> int:
    """Run the fuzz on the server that is named, or on one started for it."""
    arguments = _arguments()
    if arguments.dsn:
        return asyncio.run(fuzz(arguments.dsn, arguments))
    with shared_servers() as database:
        return asyncio.run(fuzz(database.dsn, arguments))


if __name__ == "__main__":
    sys.exit(main())
