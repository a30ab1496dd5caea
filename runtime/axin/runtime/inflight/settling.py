"""What a publisher decided for runs under way is done: they move to the version that is live now, or stop; the rest finish.

As a job, whose first chunk is part of publishing itself: so few runs have moved when the version is live, and many follow.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Final, Literal
from uuid import UUID

from axin.builder import versions
from axin.builder.compiling.plan import Plan, ScenarioPlan
from axin.builder.definitions.pointers import join
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import InvalidError, Problem
from axin.runtime.inflight.moving import StuckError, Way, positions
from axin.runtime.inflight.standing import under_way
from axin.runtime.jobs import commands, registry
from axin.runtime.jobs.job import Done, JobContext, Progress
from axin.runtime.runs import live
from axin.runtime.runs.cancelling import cancel_runs
from axin.runtime.runs.state import RunState
from axin.tenants.actor import Actor

KIND: Final = "in_flight"
CHUNK: Final = 500
CODE: Final = "replaced"
MESSAGE: Final = "A newer version of this scenario was published, and its runs were stopped."
_MESSAGES: Final = {
    "unknown_scenario": "There is no such scenario, neither live nor in the draft.",
    "unknown_step": "A step is known by its key: the new version has none of this one.",
    "scenario_removed": "The new version has no such scenario: its runs can only finish, or stop.",
    "step_in_flight": "Runs stand at a step that the new version does not have: say which of its steps they go on at.",
}
Do = Literal["finish", "move", "stop"]


@dataclass(frozen=True, slots=True)
class Choice:
    """What becomes of the runs of one scenario; `steps` says which step of the new version one of theirs is now."""

    scenario: str
    do: Do
    steps: Mapping[str, str] = field(default_factory=dict)


async def settle(actor: Actor, choices: Sequence[Choice]) -> UUID | None:
    """Do, with the version just published, what was chosen for runs under way; return the job that does it, if one is needed."""
    plan = await versions.live_plan()
    await _check(actor, plan, choices)
    wanted = [asdict(choice) for choice in choices if choice.do != "finish"]
    if not wanted:
        return None
    return (await commands.start(KIND, {"choices": wanted, "version": plan.version}, actor=actor, at_once=True)).id


async def _check(actor: Actor, plan: Plan, choices: Sequence[Choice]) -> None:
    """Refuse what cannot be done, before any of it is."""
    standing = {one.scenario: one for one in await under_way(actor)} if choices else {}
    before = (await versions.plan_of(plan.version - 1)).scenarios if choices else {}
    problems: list[Problem] = []
    for choice in choices:
        stands = standing[choice.scenario].steps if choice.scenario in standing else set[str]()
        if choice.scenario not in {*standing, *before, *plan.scenarios}:
            problems.append(_problem(choice, "unknown_scenario"))
        elif choice.do == "move":
            problems += _move_faults(choice, plan.scenarios.get(choice.scenario), stands)
    if problems:
        raise InvalidError(problems)


def _move_faults(choice: Choice, scenario: ScenarioPlan | None, stands: set[str]) -> list[Problem]:
    """Return why runs that stand at these steps cannot move."""
    if scenario is None:
        return [_problem(choice, "scenario_removed")]
    there = {key for key, _ in positions(scenario.steps)}
    unknown = [_problem(choice, "unknown_step", key) for key, to in choice.steps.items() if to not in there]
    lost = [_problem(choice, "step_in_flight", key) for key in sorted(stands - choice.steps.keys() - there)]
    return unknown + lost


def _problem(choice: Choice, code: str, step: str | None = None) -> Problem:
    pointer = join("/in_flight", choice.scenario)
    return Problem(pointer if step is None else f"{pointer}/steps/{step}", code, _MESSAGES[code])


async def step(job: JobContext) -> Progress | Done:
    """Move or stop the next runs."""
    choices = job.input["choices"]
    state = job.state or {"at": 0, "after": None, "moved": 0, "stopped": 0, "stayed": 0}
    if state["at"] >= len(choices):
        return Done({name: state[name] for name in ("moved", "stopped", "stayed")})
    given = choices[state["at"]]
    runs = await _next(given["scenario"], job.input["version"], state["after"])
    done = await _chunk(job.plan, Choice(given["scenario"], given["do"], given["steps"]), runs)
    state = state | {name: state[name] + count for name, count in done.items()}
    last = len(runs) < CHUNK
    state |= {"at": state["at"] + 1, "after": None} if last else {"after": str(runs[-1])}
    if last and state["at"] >= len(choices):
        return Done({name: state[name] for name in ("moved", "stopped", "stayed")}, job.done + len(runs))
    return Progress(state, job.done + len(runs))


_NEXT: Final = """
select d.run_id from run_due d join run r on r.tenant_no = $1 and r.id = d.run_id
where d.tenant_no = $1 and r.scenario = $2 and r.version < $3 and ($4::uuid is null or d.run_id > $4)
order by d.run_id limit $5
"""


async def _next(scenario: str, version: int, after: str | None) -> list[UUID]:
    cursor = None if after is None else UUID(after)
    return [row["run_id"] for row in await connection().fetch(_NEXT, tenant_no(), scenario, version, cursor, CHUNK)]


async def _chunk(plan: Plan, choice: Choice, runs: Sequence[UUID]) -> dict[str, int]:
    if choice.do == "stop":
        return {"stopped": len(await cancel_runs(runs, CODE, MESSAGE)) if runs else 0}
    moved = await _move(plan, choice, runs)
    return {"moved": moved, "stayed": len(runs) - moved}


# A run that a worker holds, or that stands before a call to an outside system, finishes as it began.
_HOLD: Final = """
select r.id, r.version, r.state from run_due d join run r on r.tenant_no = $1 and r.id = d.run_id
where d.tenant_no = $1 and d.run_id = any($2) and (d.lease_until is null or d.lease_until < now())
  and r.status in ('queued', 'waiting')
order by d.run_id for update of d
"""
# A claim that began before this commit would read the run as it was: those that are due wait until such a claim is over.
_MOVE: Final = """
with moved as (
    update run r set version = $2, state = m.state::jsonb
    from unnest($3::uuid[], $4::text[], $5::boolean[]) as m (id, state, anew)
    where r.tenant_no = $1 and r.id = m.id returning r.id, m.anew
)
update run_due d set epoch = d.epoch + 1, due_at = greatest(case when moved.anew then now() else d.due_at end,
                                                            clock_timestamp() + interval '3 seconds')
from moved where d.tenant_no = $1 and d.run_id = moved.id
"""


async def _move(plan: Plan, choice: Choice, runs: Sequence[UUID]) -> int:
    """Carry over those that can be; return how many."""
    scenario = plan.scenarios.get(choice.scenario)
    rows = await connection().fetch(_HOLD, tenant_no(), list(runs)) if scenario is not None else []
    carried: list[tuple[UUID, str | None, bool]] = []
    for row in rows:
        old = (await versions.plan_of(row["version"])).scenarios[choice.scenario]
        way = Way(old.steps, scenario.steps if scenario else (), choice.steps)
        try:
            carried.append((row["id"], *_carried(way, row["state"])))
        except StuckError:
            continue
    if carried:
        ids, states, anew = zip(*carried, strict=True)
        await connection().execute(_MOVE, tenant_no(), plan.version, list(ids), list(states), list(anew))
        live.tell(tenant_no(), "run", [{"id": str(run)} for run in ids])
    return len(carried)


def _carried(way: Way, stored: str | None) -> tuple[str | None, bool]:
    if stored is None:
        return None, False
    state, anew = way.carried(RunState.from_json(json.loads(stored)))
    return json.dumps_text(state.to_json()), anew


registry.register(KIND, step)
