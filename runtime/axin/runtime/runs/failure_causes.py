"""Failures by their cause: a scenario, a step, a code. Each is told once to whoever answers for the scenario, until it is mended.

A run that fails stands under its cause until it has been repeated with success, or somebody says that the cause is mended.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5

from axin.builder import versions
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.runtime.runs import alerting

if TYPE_CHECKING:
    from axin.runtime.runs.failures import Failure

_SPACE: Final = UUID("6a1f2b7c-7d0e-4c55-9d2e-0f6f1b8a4e21")
_KEPT: Final = """
insert into failed_run (tenant_no, run_id, failure) select $1, f.run_id, f.failure from unnest($2::uuid[], $3::uuid[])
    as f (run_id, failure)
on conflict (tenant_no, run_id) do update set failure = excluded.failure, retried = false, at = now()
"""
_STANDING: Final = """
select c.id from failure c where c.tenant_no = $1 and c.id = any($2) and c.mended_at is null and exists (
    select from failed_run f where f.tenant_no = $1 and f.failure = c.id and (not f.retried or not exists (
        select from run r where r.tenant_no = $1 and r.id = f.run_id and r.status in ('done', 'cancelled'))))
"""
_KNOWN: Final = """
insert into failure (tenant_no, id, scenario, step, code)
select $1, f.id, f.scenario, f.step, f.code
from unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) as f (id, scenario, step, code)
on conflict (tenant_no, id) do nothing
"""
_LOCK: Final = "select id from failure where tenant_no = $1 and id = any($2) order by id for update"
_OPEN: Final = """
with left_over as (delete from failed_run where tenant_no = $1 and failure = any($2))
update failure set opened_at = now(), mended_at = null where tenant_no = $1 and id = any($2)
"""


def id_of(tenant: int, failure: "Failure") -> UUID:
    """Return the name of the failure's cause: who fails for the same reason finds the same."""
    return uuid5(_SPACE, f"{tenant}:{failure.scenario}:{_step(failure) or ''}:{_code(failure)}")


async def note(failures: Sequence["Failure"]) -> None:
    """Put these failed runs under their causes; tell of the causes that are new, or had been mended."""
    if not failures:
        return
    by_cause = {id_of(tenant_no(), one): one for one in failures}
    standing = await _standing(by_cause)
    fresh = {cause: one for cause, one in sorted(by_cause.items()) if cause not in standing}
    opened = await _open(fresh) if fresh else {}
    await connection().execute(_KEPT, tenant_no(), [one.run for one in failures], [id_of(tenant_no(), one) for one in failures])
    if opened:
        await alerting.tell(await versions.live_plan(), opened)


async def _standing(causes: Collection[UUID]) -> set[UUID]:
    return {row["id"] for row in await connection().fetch(_STANDING, tenant_no(), list(causes))}


async def _open(fresh: "Mapping[UUID, Failure]") -> "Mapping[UUID, Failure]":
    """Open these causes, and return those that nobody has opened at the same moment."""
    await connection().execute(
        _KNOWN, tenant_no(), list(fresh), [one.scenario for one in fresh.values()], [_step(one) for one in fresh.values()],
        [_code(one) for one in fresh.values()],
    )  # fmt: skip
    await connection().execute(_LOCK, tenant_no(), list(fresh))
    standing = await _standing(fresh)
    opened = {cause: one for cause, one in fresh.items() if cause not in standing}
    await connection().execute(_OPEN, tenant_no(), list(opened))
    return opened


async def retried(runs: Collection[UUID]) -> None:
    """Note that these runs are tried again: they stand under their cause until they have succeeded."""
    await connection().execute(
        "update failed_run set retried = true where tenant_no = $1 and run_id = any($2)", tenant_no(), list(runs)
    )


async def settled(runs: Collection[UUID]) -> None:
    """Take these runs from under their cause: they were run anew, or undone."""
    await connection().execute("delete from failed_run where tenant_no = $1 and run_id = any($2)", tenant_no(), list(runs))


def _step(failure: "Failure") -> str | None:
    step = (failure.error or {}).get("step")
    return None if step is None else str(step)


def _code(failure: "Failure") -> str:
    return str((failure.error or {}).get("code", "failed"))
