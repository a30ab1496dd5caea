"""Pinning runs, and proving by them what is about to be published."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from axin.builder import drafts, versions
from axin.builder.compiling.plan import Plan
from axin.builder.errors import MayNotBuildError
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import ConflictError, InvalidError, NotFoundError
from axin.runtime.pins.comparing import Difference, differences
from axin.runtime.pins.pin import COLUMNS, Pin, pin_of
from axin.runtime.pins.replaying import replay
from axin.runtime.runs.events import Event
from axin.tenants.actor import Actor

MOST_PINS: Final = 200
ENDED: Final = frozenset({"done", "failed"})
_PARTS: Final = ("entities", "funnels", "roles", "settings")
"""What of a solution, beside the scenario itself, may change what a run comes to."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A pinned run, and what the other version would make of it."""

    pin: Pin
    differences: tuple[Difference, ...]


async def pin(actor: Actor, run: UUID, title: str) -> Pin:
    """Keep a run that is over as a proof; one that is kept already gets the title."""
    await _check(actor)
    row = await connection().fetchrow(
        "select scenario, version, status, event_id, event, created_at from run where tenant_no = $1 and id = $2",
        tenant_no(),
        run,
    )
    if row is None:
        raise NotFoundError
    if row["status"] not in ENDED:
        raise ConflictError("Only a run that is over can be pinned.")
    await _check_room(run)
    event = Event.of_run(row["event_id"], json.loads(row["event"]))
    kept = await connection().fetchrow(
        f"""insert into pinned_run (tenant_no, run_id, scenario, title, version, event_id, event, given, ran_at, created_by)
            values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9, $10)
            on conflict (tenant_no, run_id) do update set title = excluded.title returning {COLUMNS}""",
        tenant_no(), run, row["scenario"], title, row["version"], row["event_id"], json.dumps_text(event.frozen()),
        json.dumps_text(await _given(run)), row["created_at"], actor.person or actor.id,
    )  # fmt: skip
    if kept is None:
        raise NotFoundError
    return pin_of(kept)


async def _given(run: UUID) -> list[list[Any]]:
    """Return what the steps gave, by key and item; of one that was tried again, what it gave in the end."""
    rows = await connection().fetch(
        """select key, index, output::text from run_step
           where tenant_no = $1 and run_id = $2 and status = 'done' and output is not null order by seq""",
        tenant_no(),
        run,
    )
    return [[row["key"], row["index"], json.loads(row["output"])] for row in rows]


async def _check(actor: Actor) -> None:
    """A run is kept with what it read: only who may see all of that keeps it."""
    await drafts.check_builds(actor)
    if not actor.may_everything:
        raise MayNotBuildError


async def _check_room(run: UUID) -> None:
    count = await connection().fetchval("select count(*) from pinned_run where tenant_no = $1 and run_id <> $2", tenant_no(), run)
    if count >= MOST_PINS:
        raise InvalidError.at("", "too_many", "A workspace keeps 200 pinned runs at most: unpin one first.")


async def unpin(actor: Actor, run: UUID) -> None:
    """Keep a run no longer."""
    await _check(actor)
    tag = await connection().execute("delete from pinned_run where tenant_no = $1 and run_id = $2", tenant_no(), run)
    if tag == "DELETE 0":
        raise NotFoundError


async def pins(actor: Actor, scenario: str | None = None) -> list[Pin]:
    """Return the pinned runs, the newest first."""
    await drafts.check_builds(actor)
    return await _all(scenario)


async def _all(scenario: str | None = None) -> list[Pin]:
    rows = await connection().fetch(
        f"""select {COLUMNS} from pinned_run where tenant_no = $1 and ($2::text is null or scenario = $2)
            order by created_at desc, run_id""",
        tenant_no(),
        scenario,
    )
    return [pin_of(row) for row in rows]


async def proofs(plan: Plan, document: dict[str, Any]) -> list[Proof]:
    """Take every pinned run again by this version of the solution; return what each would come to."""
    return [Proof(each, tuple(await _differences(each, plan, document))) for each in await _all()]


async def _differences(pin: Pin, plan: Plan, document: dict[str, Any]) -> list[Difference]:
    before = await versions.document_of(pin.version)
    if _same(before, document, pin.scenario):
        return []
    return differences(await replay(await versions.plan_of(pin.version), pin), await replay(plan, pin))


def _same(before: dict[str, Any], after: dict[str, Any], scenario: str) -> bool:
    """Whether nothing has changed that a run of the scenario depends on: its replay is spared."""
    own = ([one for one in part.get("scenarios") or () if one.get("key") == scenario] for part in (before, after))
    first, second = own
    return first == second and all(before.get(name) == after.get(name) for name in _PARTS)


async def accept(runs: Sequence[UUID], version: int) -> None:
    """From now on these runs are right as this version takes them."""
    await connection().execute(
        "update pinned_run set version = $3 where tenant_no = $1 and run_id = any($2)", tenant_no(), list(runs), version
    )
