"""A button pressed for many records at once: a job that starts the scenario on each, as far as it may and its condition holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from axin.builder.compiling.plan import Plan, ScenarioPlan
from axin.builder.formulas.sql import predicate
from axin.platform.data.savepoints import savepoint
from axin.platform.kernel.errors import AxinError, InvalidError, NotFoundError
from axin.runtime.jobs import commands
from axin.runtime.jobs.job import Done, Job, JobContext, Progress
from axin.runtime.jobs.registry import register
from axin.runtime.records import filtering
from axin.runtime.records.policy import Reader
from axin.runtime.records.query import Query
from axin.runtime.records.sql_names import RecordNames
from axin.runtime.runs import given, live, pressure
from axin.runtime.runs.errors import NotRunnableError
from axin.runtime.runs.opening import Opening, open_runs
from axin.runtime.triggers import buttons, matcher
from axin.tenants.actor import Actor

KIND: Final = "press"
MOST_IDS: Final = 10_000
_CHUNK: Final = 100
_AT_ONCE: Final = 50
_MOST_NAMED: Final = 200


@dataclass(frozen=True, slots=True)
class Selection:
    """The records a button is pressed for: these, or all that fit a filter."""

    ids: tuple[UUID, ...] | None
    filter: str | None


async def start(plan: Plan, actor: Actor, key: str, chosen: Selection, taken: Any) -> Job:  # noqa: ANN401 - any JSON
    """Begin to press the button for each of the records; a few are done when this returns."""
    scenario = buttons.scenario_for(plan, actor, key)
    if not scenario.enabled:
        raise NotRunnableError("The scenario is switched off.")
    if scenario.trigger.options.get("bulk") is not True:
        raise NotRunnableError("This scenario is started on one record at a time.")
    if (chosen.filter is None) == (chosen.ids is None):
        raise InvalidError.at("", "required", "Name either a filter or ids; an empty filter means all records.")
    await pressure.check_room()
    total = await _count(Reader(plan, actor), scenario, chosen)
    stored = {
        "scenario": key, "ids": None if chosen.ids is None else [str(id_) for id_ in chosen.ids], "filter": chosen.filter,
        "input": given.checked(plan, scenario, taken),
    }  # fmt: skip
    return await commands.start(KIND, stored, actor=actor, total=total, at_once=total <= _AT_ONCE)


def _chosen(query: Query, scenario: ScenarioPlan, chosen: Selection) -> str:
    """Return the condition of the chosen records that the actor sees."""
    entity = str(scenario.trigger.entity)
    names = RecordNames(query, query.reader.rights_of(entity).entity, "r", held=True)
    condition = names.readable()
    formula = filtering.checked_filter(query.reader, entity, chosen.filter, "/filter")
    if formula is not None:
        condition += f" and ({filtering.compiled(predicate, formula, names, '/filter')})"
    if chosen.ids is not None:
        condition += f" and r.id = any({query.parameter(list(chosen.ids))}::uuid[])"
    return condition


async def _count(reader: Reader, scenario: ScenarioPlan, chosen: Selection) -> int:
    query = Query(reader, [])
    condition = _chosen(query, scenario, chosen)
    return await query.fetch_count(f"select count(*) from record r where {condition}")


async def step(job: JobContext) -> Progress | Done:
    """Press the button for the next records."""
    state: dict[str, Any] = dict(job.state or {"after": None, "started": 0, "skipped": 0, "refused": 0, "errors": []})
    scenario = _still_there(job)
    ids = await _next(job, scenario, state["after"])
    await _press(job, scenario, ids, state)
    if len(ids) < _CHUNK:
        return Done({name: state[name] for name in ("started", "skipped", "refused", "errors")}, job.done + len(ids))
    return Progress(state | {"after": str(ids[-1])}, job.done + len(ids), job.total)


def _still_there(job: JobContext) -> ScenarioPlan:
    scenario = buttons.scenario_for(job.plan, job.actor, job.input["scenario"])
    if not scenario.enabled or scenario.trigger.entity is None:
        raise NotRunnableError("The scenario is switched off.")
    return scenario


async def _next(job: JobContext, scenario: ScenarioPlan, after: str | None) -> list[UUID]:
    named = job.input["ids"]
    chosen = Selection(None if named is None else tuple(UUID(id_) for id_ in named), job.input["filter"])
    query = Query(Reader(job.plan, job.actor), [])
    condition = _chosen(query, scenario, chosen)
    condition += f" and r.id < {query.parameter(job.id)}::uuid"  # ids rise with time: nothing that was created since
    if after is not None:
        condition += f" and r.id > {query.parameter(UUID(after))}::uuid"
    rows = await query.fetch(f"select r.id from record r where {condition} order by r.id limit {_CHUNK}")
    return [row["id"] for row in rows]


async def _press(job: JobContext, scenario: ScenarioPlan, ids: Sequence[UUID], state: dict[str, Any]) -> None:
    openings: list[Opening] = []
    for record in ids:
        try:
            async with savepoint():
                event = await buttons.event_for(job.plan, job.actor, scenario, record, job.input["input"])
                opening = await matcher.opening_of(job.plan, scenario, event)
        except NotFoundError:
            continue
        except AxinError as error:
            _refused(state, record, {"code": error.code, "message": error.message})
            continue
        if opening is None:
            state["skipped"] += 1
        else:
            openings.append(opening)
    await open_runs(job.plan, openings)
    for opening in openings:
        if opening.starts:
            state["started"] += 1
        elif opening.event.record_id is not None:
            _refused(state, opening.event.record_id, opening.error or {})
    live.announce(job.tenant_no, openings)
    live.nudge()


def _refused(state: dict[str, Any], record: UUID, error: Mapping[str, Any]) -> None:
    state["refused"] += 1
    if len(state["errors"]) < _MOST_NAMED:
        state["errors"].append({"id": str(record), "code": error.get("code"), "message": error.get("message")})


register(KIND, step)
