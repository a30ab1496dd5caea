"""One request or job is one transaction, and a tenant's transaction sees that tenant only.

    async with tenant_transaction(workspace.tenant_no):
        row = await connection().fetchrow("select … where tenant_no = $1 and …", tenant_no())

Row-Level Security reads `app.tenant_no`, set in the same round trip as BEGIN and local to the transaction. The engine alone
takes several tenants into one transaction; what belongs to one of them is done in a part of its own. Work that must follow the
commit (wake-ups, live events) is registered with `after_commit`. Never `gather` inside; start background work with a fresh
context.
"""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from piccolo.engine.postgres import PostgresTransaction

from axin.platform.data.engine import APP, APP_ROLE, CONTROL, ENGINE_ROLE, Engine

if TYPE_CHECKING:
    from asyncpg import Connection, Record

type_of_callback = Callable[[], Awaitable[None]]
type_of_gathering = Callable[[list[Any]], Awaitable[None]]
_Answer = TypeVar("_Answer")


class NoTransactionError(RuntimeError):
    """A query was tried outside a transaction: a fault of ours, never of the user."""


@dataclass
class _Unit:
    engine: Engine
    transaction: PostgresTransaction
    tenant_no: int | None
    settings: set[str]
    callbacks: list[type_of_callback] = field(default_factory=list)
    gathered: dict[tuple[int | None, type_of_gathering], list[Any]] = field(default_factory=dict)
    answers: dict[Callable[[], Awaitable[Any]], Any] = field(default_factory=dict)
    beginning: str = ""
    """What begins the part of a tenant, as long as nothing has been asked in it."""
    left: bool = False
    """Whether the part of a tenant has been left and not yet closed: that goes with the next round trip."""


PLANNED_ANEW: Final = "plan_cache_mode = force_custom_plan"
"""Plan every query for its own parameters: the shared plan of a range may read everything."""
_log: Final = logging.getLogger(__name__)
_unit: ContextVar[_Unit | None] = ContextVar("unit_of_work", default=None)


class _Transaction(PostgresTransaction):
    """Piccolo's transaction, begun in one round trip with its tenant."""

    def __init__(self, engine: Engine, tenant_no: int | None, settings: Iterable[str]) -> None:
        super().__init__(engine=engine, allow_nested=False)
        tenant = () if tenant_no is None else (f"app.tenant_no = '{tenant_no:d}'",)
        self._begin = "; SET LOCAL ".join(("BEGIN", *tenant, *settings))

    async def begin(self) -> None:
        await self.connection.execute(self._begin)

    async def commit(self) -> None:
        await self.connection.execute("COMMIT")
        self._committed = True

    async def rollback(self) -> None:
        if not self.connection.is_closed():
            await self.connection.execute("ROLLBACK")
        self._rolled_back = True


@asynccontextmanager
async def tenant_transaction(tenant_no: int, *settings: str) -> AsyncIterator["Connection[Any]"]:
    """Open the transaction of one tenant, as the application's role; commit at the end, roll back on an error.

    `settings` (`name = value`) hold until its end; given here they cost no round trip of their own.
    """
    async with _open(APP, tenant_no, *settings) as connection:
        yield connection


@asynccontextmanager
async def control_transaction() -> AsyncIterator["Connection[Any]"]:
    """Open a transaction of the control role, which sees the few named control tables of all tenants and nothing else."""
    async with _open(CONTROL, None) as connection:
        yield connection


@asynccontextmanager
async def tenants_transaction(tenants: Collection[int], *settings: str) -> AsyncIterator["Connection[Any]"]:
    """Open one transaction for several tenants, as the engine's role: of the queue and the journal it sees their rows.

    Everything else of a tenant is reached inside `part_of` alone.
    """
    numbers = ",".join(f"{number:d}" for number in tenants)
    async with _open(APP, None, f"role = '{ENGINE_ROLE}'", f"app.tenants = '{numbers}'", *settings) as connection:
        yield connection


@asynccontextmanager
async def part_of(tenant: int) -> AsyncIterator[None]:
    """Work for one tenant inside `tenants_transaction`, as `tenant_transaction` would; an error undoes this part alone.

    A tenant has one part of a transaction, which begins with its first statement: one that asks nothing costs nothing. What was
    to follow the commit for it follows no more after an error; that passes on, and the transaction can go on.
    """
    unit = _current()
    unit.beginning = f"SAVEPOINT tenant; SET LOCAL role = '{APP_ROLE}'; SET LOCAL app.tenant_no = '{tenant:d}'"
    callbacks, settings = len(unit.callbacks), set(unit.settings)
    unit.tenant_no = tenant
    try:
        yield
    except Exception:
        if not unit.beginning:
            await connection().execute("ROLLBACK TO SAVEPOINT tenant")
        del unit.callbacks[callbacks:]
        unit.gathered = {key: items for key, items in unit.gathered.items() if key[0] != tenant}
        unit.settings = settings
        raise
    finally:
        unit.tenant_no, unit.left, unit.beginning = None, unit.left or not unit.beginning, ""
        unit.answers.clear()


class _PartConnection:
    """The connection of a part that has not begun: its first statement begins it."""

    __slots__ = ("_unit",)

    def __init__(self, unit: _Unit) -> None:
        self._unit = unit

    async def execute(self, *arguments: Any) -> Any:  # noqa: ANN401 - asyncpg's own
        return await (await self._begun()).execute(*arguments)

    async def executemany(self, *arguments: Any) -> Any:  # noqa: ANN401 - asyncpg's own
        return await (await self._begun()).executemany(*arguments)

    async def fetch(self, *arguments: Any) -> Any:  # noqa: ANN401 - asyncpg's own
        return await (await self._begun()).fetch(*arguments)

    async def fetchrow(self, *arguments: Any) -> Any:  # noqa: ANN401 - asyncpg's own
        return await (await self._begun()).fetchrow(*arguments)

    async def fetchval(self, *arguments: Any) -> Any:  # noqa: ANN401 - asyncpg's own
        return await (await self._begun()).fetchval(*arguments)

    async def _begun(self) -> "Connection[Any]":
        unit = self._unit
        if unit.beginning:
            await _between_parts(unit, unit.beginning)
            unit.beginning = ""
        return cast("Connection[Any]", unit.transaction.connection)


async def after_parts() -> "Connection[Any]":
    """Return to what is done for all tenants of `tenants_transaction` together."""
    unit = _current()
    await _between_parts(unit)
    return connection()


async def _between_parts(unit: _Unit, *further: str) -> None:
    """Close the part that was left, so that nobody's rows are seen, and begin what comes next, in one round trip."""
    closing = (
        ("RELEASE SAVEPOINT tenant", f"SET LOCAL role = '{ENGINE_ROLE}'", "SET LOCAL app.tenant_no = ''") if unit.left else ()
    )
    unit.left = False
    if closing or further:
        await unit.transaction.connection.execute("; ".join((*closing, *further)))


@asynccontextmanager
async def _open(engine: Engine, tenant_no: int | None, *settings: str) -> AsyncIterator["Connection[Any]"]:
    transaction = _Transaction(engine, tenant_no, settings)
    unit = _Unit(engine, transaction, tenant_no, set(settings))
    async with transaction:
        token = _unit.set(unit)
        try:
            yield cast("Connection[Any]", transaction.connection)
        finally:
            _unit.reset(token)
    for callback in unit.callbacks:
        await _follow(callback)


async def _follow(callback: type_of_callback) -> None:
    """Do what follows the commit; where it fails, the work that was committed still stands and is answered so."""
    try:
        await callback()
    except Exception:  # noqa: BLE001 - whatever it was, it is logged
        _log.exception("What follows a commit has failed; the work itself stands")


def connection() -> "Connection[Any]":
    """Return the asyncpg connection of the open transaction, for raw SQL on hot paths."""
    unit = _current()
    return cast("Connection[Any]", _PartConnection(unit) if unit.beginning else unit.transaction.connection)


def tenant_no() -> int:
    """Return the tenant of the open transaction."""
    number = _current().tenant_no
    if number is None:
        message = "this transaction belongs to no tenant"
        raise NoTransactionError(message)
    return number


async def set_for_transaction(setting: str) -> None:
    """Make a setting hold for the rest of the open transaction, unless it does."""
    settings = _current().settings
    if setting not in settings:
        settings.add(setting)
        await connection().execute(f"SET LOCAL {setting}")


def after_commit(callback: type_of_callback) -> None:
    """Run `callback` once the open transaction has committed; never, where it rolls back."""
    _current().callbacks.append(callback)


def gather_after_commit(act: type_of_gathering, items: Iterable[Any]) -> None:
    """Hand `items` to `act` once the open transaction has committed: all that were given for it, in one call a tenant."""
    unit = _current()
    key = (unit.tenant_no, act)
    if key not in unit.gathered:
        kept = unit.gathered[key] = []
        unit.callbacks.append(lambda: act(kept))
    unit.gathered[key].extend(items)


async def once(ask: Callable[[], Awaitable[_Answer]]) -> _Answer:
    """Return what `ask` answers; in one transaction it is asked once."""
    answers = _current().answers
    if ask not in answers:
        answers[ask] = await ask()
    answer: _Answer = answers[ask]
    return answer


def _current() -> _Unit:
    unit = _unit.get()
    if unit is None:
        message = "no transaction is open"
        raise NoTransactionError(message)
    return unit


async def control_row(query: str, *parameters: object) -> "Record | None":
    """Return the first row of one look-up over the control tables, in one round trip: it needs no transaction."""
    async with CONTROL.pool.acquire() as control:  # type: ignore[union-attr]
        return await control.fetchrow(query, *parameters)


async def control_rows(query: str, *parameters: object) -> "list[Record]":
    """Return all rows of one look-up over the control tables, in one round trip."""
    async with CONTROL.pool.acquire() as control:  # type: ignore[union-attr]
        return await control.fetch(query, *parameters)
