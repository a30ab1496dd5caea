"""The causes for which runs stand failed, the latest first: how many, since when, and what was said the last time."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from axin.builder.compiling.plan import Plan
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import ForbiddenError, NotFoundError
from axin.runtime.runs import alerting, telling
from axin.tenants import audit
from axin.tenants.actor import Actor

MOST_COUNTED: Final = 10_000
MOST_SHOWN: Final = 200


class FailureView(msgspec.Struct, kw_only=True):
    """A cause for which runs fail: their scenario, the step they stood at, and the error's code."""

    id: UUID
    scenario: str
    step: str | None
    """None: before the first step."""
    code: str
    message: str | None
    """What was said the last time."""
    count: int
    """How many runs stand failed; of very many, 10,000."""
    under_way: int
    """How many are being tried again."""
    first_at: datetime
    last_at: datetime
    last_run: UUID
    told: list[UUID]
    """The people who were told of it: they answer for the scenario."""


_LIST: Final = f"""
select c.id, c.scenario, c.step, c.code, s.*, last.error
from failure c cross join lateral (
    select count(*) filter (where r.status = 'failed') as count,
           count(*) filter (where r.status in ('queued', 'running', 'waiting')) as under_way,
           min(f.at) as first_at, max(f.at) as last_at, (array_agg(f.run_id order by f.at desc, f.run_id desc))[1] as last_run
    from (select run_id, at, retried from failed_run where tenant_no = $1 and failure = c.id order by run_id desc
          limit {MOST_COUNTED}) f
    join run r on r.tenant_no = $1 and r.id = f.run_id and r.status not in ('done', 'cancelled')
) s
left join run last on last.tenant_no = $1 and last.id = s.last_run
where c.tenant_no = $1 and c.mended_at is null and s.count + s.under_way > 0
  and ($2::uuid is null or c.id = $2) and ($3::text is null or c.scenario = $3)
order by s.last_at desc limit {MOST_SHOWN}
"""


async def listing(plan: Plan, actor: Actor, scenario: str | None, locale: str) -> list[FailureView]:
    """Return the causes for which runs stand failed, told in a language."""
    _require_all(actor)
    return [await _view(plan, row, locale) for row in await connection().fetch(_LIST, tenant_no(), None, scenario)]


async def get(plan: Plan, actor: Actor, failure: UUID) -> FailureView:
    """Return one cause for which runs stand failed."""
    _require_all(actor)
    row = await connection().fetchrow(_LIST, tenant_no(), failure, None)
    if row is None:
        raise NotFoundError
    return await _view(plan, row, plan.locale)


async def mended(actor: Actor, failure: UUID) -> None:
    """Say that the cause is mended: its runs stay as they ended, and the next one that fails is told of anew."""
    _require_all(actor)
    tag = await connection().execute(
        "update failure set mended_at = now() where tenant_no = $1 and id = $2 and mended_at is null", tenant_no(), failure
    )
    if not tag.endswith(" 1"):
        raise NotFoundError
    await connection().execute("delete from failed_run where tenant_no = $1 and failure = $2", tenant_no(), failure)
    await audit.record(actor, "failure.mended", failure)


def _require_all(actor: Actor) -> None:
    if not actor.may_everything:
        raise ForbiddenError("Only owners and admins may do this.")


async def _view(plan: Plan, row: Mapping[str, Any], locale: str) -> FailureView:
    error = telling.told(json.loads(row["error"]) if row["error"] else {}, locale)
    return FailureView(
        id=row["id"], scenario=row["scenario"], step=row["step"], code=row["code"], message=error.get("message"),
        count=row["count"], under_way=row["under_way"], first_at=row["first_at"], last_at=row["last_at"],
        last_run=row["last_run"], told=await alerting.answering(plan, plan.scenarios.get(row["scenario"])),
    )  # fmt: skip
