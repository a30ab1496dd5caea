"""Opening runs: the one place where a run comes to be.

In one transaction of the tenant: loops are refused, lanes are taken, the allowance is spent, and the run stands in `run` and
`run_due`, once for each (tenant, scenario, event). A refused run is recorded and says why; it never starts and is not billed.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from axin.builder.compiling.plan import Plan, ScenarioPlan
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.ids import new_id
from axin.runtime.runs import failures, lanes, loops, restarting, settling
from axin.runtime.runs.allowance import spend
from axin.runtime.runs.events import Event
from axin.runtime.runs.failures import Failure
from axin.tenants import team_places
from axin.tenants.actor import Actor

QUEUED: Final = "queued"
FAILED: Final = "failed"
CANCELLED: Final = "cancelled"


@dataclass(slots=True)
class Opening:
    """A run to be: a scenario that an event has set off."""

    id: UUID
    scenario: ScenarioPlan
    event: Event
    status: str = QUEUED
    error: Mapping[str, Any] | None = None
    lane: str | None = None
    blocked: bool = False
    version: int = 0
    """Of the plan that opens it."""
    fresh: bool = False
    """Whether this call has opened it; False where an earlier delivery of the event had."""

    @classmethod
    def of(cls, scenario: ScenarioPlan, event: Event, error: Mapping[str, Any] | None = None) -> "Opening":
        """Return the run that `event` opens, or, with an error, the one that failed before its first step."""
        return cls(new_id(), scenario, event, QUEUED if error is None else FAILED, error, lanes.lane_of(scenario, event))

    def refuse(self, code: str, message: str) -> None:
        """Record it as refused: it never starts."""
        self.refuse_for({"code": code, "message": message})

    def refuse_for(self, error: Mapping[str, Any]) -> None:
        """Record it as refused for an error as runs keep it."""
        self.status, self.error = CANCELLED, error

    @property
    def starts(self) -> bool:
        """Whether it will run."""
        return self.status == QUEUED


async def open_runs(plan: Plan, openings: Sequence[Opening]) -> None:
    """Open these runs, all of one version, in the open transaction."""
    if not openings:
        return
    for each in openings:
        each.version = plan.version
    openings = await settling.merge(openings)
    await loops.refuse_loops(openings)
    await restarting.make_way(openings)
    await lanes.take(openings)
    await spend(plan, openings)
    await _insert(plan, openings)
    failed = [each for each in openings if each.fresh and each.status == FAILED]
    await failures.tell([Failure(each.id, each.scenario.key, plan.version, each.event, None, each.error) for each in failed])


def acting(plan: Plan, scenario: ScenarioPlan, event: Event) -> dict[str, Any]:
    """Return with whose rights the run acts: `role`, `person`, and `origin`, who caused the whole chain."""
    origin = dict(event.actor.get("origin") or event.actor)
    if scenario.run_as.startswith("role:"):
        return {"role": scenario.run_as.removeprefix("role:"), "person": event.responsible, "origin": origin}
    if scenario.run_as == "actor":
        return {"role": origin.get("role", "member"), "person": origin.get("person"), "origin": origin}
    return {"role": plan.author_role, "person": plan.author or None, "origin": origin}


async def actor_for(plan: Plan, run: UUID, scenario: str, acts: Mapping[str, Any]) -> Actor:
    """Return the actor of a scenario's run: its role, whose records count as its own, and whose as its teams'."""
    person = acts.get("person")
    who = UUID(str(person)) if person else None
    found = await team_places.of_person(who) if _reaches_teams(plan, acts["role"]) else frozenset()
    return Actor(plan.tenant_no, "scenario", run, acts["role"], person=who, title=scenario, scenario=scenario, teams=found)


def _reaches_teams(plan: Plan, key: str) -> bool:
    """Whether any right of the role is one over a team's records."""
    role = plan.roles.get(key)
    rights = (right for access in (role.access.values() if role else ()) for right in (access.read, access.update, access.delete))
    return any(right == "team" for right in rights)


_INSERT: Final = """
with taken as (
    insert into run_of_event (tenant_no, event_id, run_id, scenario)
    select $1, r.event_id, r.id, r.scenario from unnest($3::uuid[], $4::text[], $5::uuid[]) as r (id, scenario, event_id)
    on conflict do nothing
    returning run_id
), opened as (
    insert into run (tenant_no, id, scenario, version, event_id, status, entity, record_id, root, depth, event, actor, error,
                     lane, finished_at)
    select $1, r.id, r.scenario, $2, r.event_id, r.status, r.entity, r.record_id, r.root, r.depth, r.event::jsonb, r.actor::jsonb,
           r.error::jsonb, r.lane, case when r.status <> 'queued' then now() end
    from unnest($3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::text[], $8::uuid[], $9::uuid[], $10::smallint[], $11::text[],
                $12::text[], $13::text[], $14::text[])
         as r (id, scenario, event_id, status, entity, record_id, root, depth, event, actor, error, lane)
    join taken on taken.run_id = r.id
    returning id, status
), due as (
    insert into run_due (tenant_no, run_id, lane, blocked, due_at, settling)
    select $1, d.id, d.lane, d.blocked, now() + d.settle * interval '1 second', d.settling
    from unnest($3::uuid[], $14::text[], $15::boolean[], $16::float8[], $17::text[]) as d (id, lane, blocked, settle, settling)
    join opened on opened.id = d.id
    where opened.status = 'queued'
)
select id from opened
"""


async def _insert(plan: Plan, openings: Sequence[Opening]) -> None:
    events: dict[UUID, str] = {}
    for each in openings:
        if each.event.id not in events:
            events[each.event.id] = json.dumps_text(each.event.frozen())
    rows = await connection().fetch(
        _INSERT, tenant_no(), plan.version,
        [o.id for o in openings], [o.scenario.key for o in openings], [o.event.id for o in openings],
        [o.status for o in openings], [o.event.entity for o in openings], [o.event.record_id for o in openings],
        [o.event.root for o in openings], [o.event.depth for o in openings], [events[o.event.id] for o in openings],
        [json.dumps_text(acting(plan, o.scenario, o.event)) for o in openings],
        [json.dumps_text(o.error) if o.error else None for o in openings],
        [o.lane for o in openings], [o.blocked for o in openings],
        [o.scenario.settle or 0.0 for o in openings], [settling.key_of(o) for o in openings],
    )  # fmt: skip
    opened = Counter(row["id"] for row in rows)
    for each in openings:
        each.fresh = each.id in opened
