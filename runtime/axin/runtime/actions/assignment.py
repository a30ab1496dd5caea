"""assign.choose: who gets the work. With nobody to choose from, the user is blank and the run goes on."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from axin.platform.data.unit_of_work import connection, tenant_no
from axin.runtime.actions import inputs
from axin.runtime.actions.loads import open_records
from axin.runtime.actions.people import people
from axin.runtime.actions.registry import Call, Outputs, action
from axin.runtime.actions.shifts import next_at_work

_NEXT: Final = """
insert into assign_cursor as c (tenant_no, scenario, step, last) values ($1, $2, $3, ($4::uuid[])[1])
on conflict (tenant_no, scenario, step) do update
    set last = coalesce((select p from unnest($4::uuid[]) p where p > c.last order by p limit 1), ($4::uuid[])[1])
returning last
"""


@action("assign.choose")
async def choose(call: Call) -> Outputs:
    """Choose one of the people by the rule."""
    among = sorted(await people(call.inputs.get("among"), "among"))
    match call.inputs.get("rule"):
        case "by_formula":
            wanted = inputs.id_of(call.inputs.get("formula"), "formula")
            return {"user": wanted if wanted in among else None}
        case _ if not among:
            return {"user": None}
        case "least_loaded":
            return {"user": await _least_loaded(call, among)}
        case "by_schedule":
            at_work = await next_at_work(call.run.plan, among, call.run.scope.context.now)
            return {"user": await _next(call, at_work) if at_work else None}
        case _:
            return {"user": await _next(call, among)}


async def _next(call: Call, among: Sequence[UUID]) -> UUID:
    """Return the one after the last one chosen. The cursor's row is locked until the commit: no two runs choose at once."""
    chosen: UUID = await connection().fetchval(_NEXT, tenant_no(), call.run.scenario.key, call.step.key, among)
    return chosen


async def _least_loaded(call: Call, among: Sequence[UUID]) -> UUID:
    """Return who has the fewest open records; of several, the one whose turn it is."""
    entity = inputs.text(call, "load") if call.inputs.get("load") else None
    load = await open_records(call.run.plan, entity, among)
    least = min(load.get(person, 0) for person in among)
    return await _next(call, [person for person in among if load.get(person, 0) == least])
