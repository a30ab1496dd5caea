"""Reading runs.

A run is visible to owners and admins, and to who may read its record; the latter see no values of its steps, since a step
reads with the run's rights and not with theirs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from axin.builder.compiling.plan import Plan
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import InvalidError, NotFoundError
from axin.platform.kernel.ids import parse_id
from axin.runtime.records import queries
from axin.runtime.runs import attempts, counting, relations
from axin.runtime.runs.opening import actor_for
from axin.runtime.runs.views import RunView, StepView, run_view, step_view
from axin.tenants.actor import Actor

if TYPE_CHECKING:
    from asyncpg import Record

STATUSES: Final = ("queued", "running", "waiting", "done", "failed", "cancelled")
_SCANNED: Final = 200
_COLUMNS: Final = (
    "id, scenario, version, status, event - 'record' - 'previous' - 'data' as event, entity, record_id, result, error, "
    "created_at, started_at, finished_at, undone_by"
)


def _within(moment: str) -> str:
    """Return a moment that ids can write: they say to the minute where a run lies, `created_at` says it exactly."""
    return f"least(greatest({moment}, timestamptz '2000-01-01'), timestamptz '9000-01-01')"


_LIST: Final = f"""
select {_COLUMNS} from run
where tenant_no = $1 and ($2::uuid is null or id < $2) and ($3::text is null or scenario = $3)
  and ($4::text is null or status = $4) and ($5::uuid is null or record_id = $5)
  and ($7::timestamptz is null or (created_at >= $7 and id >= run_id_floor({_within("$7")} - interval '1 minute')))
  and ($8::timestamptz is null or (created_at < $8 and id < run_id_floor({_within("$8")} + interval '1 minute')))
  and ($9::uuid is null or id in (select run_id from failed_run where tenant_no = $1 and failure = $9))
order by id desc limit $6
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which runs to list."""

    scenario: str | None = None
    status: str | None = None
    record: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    failure: UUID | None = None
    """Those that stand failed for this cause."""


async def page(plan: Plan, actor: Actor, wanted: Wanted, limit: int, after: str | None) -> tuple[list[RunView], str | None]:
    """Return a page of the runs that the actor may see, newest first, and the cursor of the next."""
    if wanted.status is not None and wanted.status not in STATUSES:
        raise InvalidError.at("/query/status", "invalid", f"The status is one of {', '.join(STATUSES)}.")
    found: list[RunView] = []
    position = _cursor(after)
    while True:
        rows = await connection().fetch(
            _LIST, tenant_no(), position, wanted.scenario, wanted.status, wanted.record, max(limit + 1, _SCANNED),
            wanted.since, wanted.until, wanted.failure,
        )  # fmt: skip
        for row in await _visible(plan, actor, rows):
            if len(found) == limit:
                return found, str(found[-1].id)
            found.append(_shown(actor, run_view(row)))
        if len(rows) < max(limit + 1, _SCANNED):
            return found, None
        position = rows[-1]["id"]


async def get(plan: Plan, actor: Actor, run: UUID) -> RunView:
    """Return a run with its steps; NotFoundError where it is not there for the actor."""
    row = await connection().fetchrow(f"select {_COLUMNS}, actor from run where tenant_no = $1 and id = $2", tenant_no(), run)
    if row is None or not await _visible(plan, actor, [row]):
        raise NotFoundError
    steps = await connection().fetch("select * from run_step where tenant_no = $1 and run_id = $2 order by seq", tenant_no(), run)
    tried = await attempts.of_run(run)
    view = _shown(actor, run_view(row, [step_view(step, tried.get(step["seq"], ())) for step in steps]))
    if actor.may_everything:
        view.led_to_by, view.set_off = await relations.led_to(run), await relations.set_off(run)
        view.changed = await relations.changed(plan, run)
        view.record_seen = await _sees_its_record(plan, row)
    if view.status == "waiting":
        view.due_at = await connection().fetchval(
            "select due_at from run_due where tenant_no = $1 and run_id = $2 and due_at < now() + interval '20 years'",
            tenant_no(),
            run,
        )
    return view


async def _sees_its_record(plan: Plan, row: "Record") -> bool | None:
    if row["record_id"] is None or row["entity"] not in plan.entities:
        return None
    acting = await actor_for(plan, row["id"], row["scenario"], json.loads(row["actor"]))
    return bool(await queries.visible(plan, acting, [(row["entity"], row["record_id"])]))


async def counts(scenario: str) -> dict[str, int]:
    """Return how many runs of a scenario there have ever been, by the status they have."""
    return dict.fromkeys(STATUSES, 0) | await counting.by_status(scenario)


async def _visible(plan: Plan, actor: Actor, rows: Sequence[Any]) -> list[Any]:
    if actor.may_everything:
        return list(rows)
    of_records = [row for row in rows if row["record_id"] is not None and row["entity"] in plan.entities]
    records = {(row["entity"], row["record_id"]) for row in of_records}
    seen = await queries.visible(plan, actor, records) if records else set()
    return [row for row in rows if row["record_id"] in seen]


def _shown(actor: Actor, view: RunView) -> RunView:
    if actor.may_everything:
        return view
    view.result, view.error = None, _bare(view.error)
    view.steps = [_bare_step(step) for step in view.steps]
    view.trigger.pop("changed", None)
    return view


def _bare_step(step: StepView) -> StepView:
    step.input = step.output = None
    step.error = _bare(step.error)
    step.attempts = []
    return step


def _bare(error: Any) -> Any:  # noqa: ANN401 - any JSON
    return None if error is None else {"code": error["code"], "message": "Owners and admins see what went wrong."}


def _cursor(after: str | None) -> UUID | None:
    if after is None:
        return None
    found = parse_id(after)
    if found is None:
        raise InvalidError.at("/query/after", "invalid_cursor", "This is not a cursor of this list.")
    return found
