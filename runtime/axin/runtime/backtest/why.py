"""Why a scenario ran on a record, or did not: what happened to the record, how the trigger and its condition judged it then.

The latest that could have set it off decides; its condition is evaluated over the record as it then stood. Where nothing of the
kind ever happened, the condition is evaluated over the record as it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from axin.builder.compiling.plan import EntityPlan, Plan, ScenarioPlan, TriggerPlan
from axin.builder.formulas.checker import Checked
from axin.builder.versions import plan_of
from axin.platform.data.unit_of_work import connection
from axin.platform.kernel.errors import AxinError, NotFoundError
from axin.runtime.backtest.happenings import Happening, Judge
from axin.runtime.backtest.past import prefetch
from axin.runtime.backtest.reasons import Reason
from axin.runtime.backtest.timelines import LOG_COLUMNS, Moment, Timelines
from axin.runtime.records.dependencies import of_the_record
from axin.runtime.records.policy import Reader
from axin.runtime.records.queries import visible_ids
from axin.runtime.records.telling import exists, paths_of
from axin.runtime.runs import errors
from axin.runtime.triggers import buttons
from axin.runtime.triggers.conditions import condition_of
from axin.runtime.triggers.matcher import fits
from axin.tenants.actor import Actor

MOST_CHANGES: Final = 200
MOST_EVENTS: Final = 20
_RECORD_EVENTS: Final = frozenset(
    {"record.created", "record.updated", "record.deleted", "record.matches", "stage.entered", "stage.left"}
)
_LOG: Final = f"""
select {LOG_COLUMNS} from change where tenant_no = $1 and entity_no = $2 and record_id = $3
order by version desc limit {MOST_CHANGES}
"""
_RUNS: Final = """
select id, status, created_at, version, event_id, error from run
where tenant_no = $1 and scenario = $2 and record_id = $3 order by id desc limit 20
"""
_LIVE_AT: Final = """
select number from solution_version where tenant_no = $1 and published_at <= $2 order by number desc limit 1
"""


@dataclass(frozen=True, slots=True)
class Judged:
    """One thing that happened to the record, and what the trigger made of it."""

    happening: Happening
    reason: Reason | None
    """Why it set nothing off, the condition aside; None where it did, or would have."""


async def why(
    plan: Plan, actor: Actor, scenario: ScenarioPlan, record: UUID, *, at: datetime | None = None, locale: str = "en"
) -> dict[str, Any]:
    """Return whether the scenario ran on the record, what its trigger and condition say of it, and of what happened to it."""
    await _check_seen(plan, actor, scenario, record)
    runs = await connection().fetch(_RUNS, plan.tenant_no, scenario.key, record)
    judged = await _history(plan, scenario, record) if scenario.trigger.on in _RECORD_EVENTS else []
    chosen = _chosen(judged, at)
    reason = Reason("disabled") if not scenario.enabled else await _reason(plan, scenario, chosen, judged)
    condition = await _condition(plan, actor, scenario, record, chosen)
    if reason is None and not runs and condition["value"] is True and chosen is not None and not chosen.happening.moment.told:
        reason = Reason("nobody_listened")
    found = {
        "ran": any(row["status"] != "cancelled" for row in runs),
        "runs": [_run(row) for row in runs],
        "trigger": {"matched": reason is None, "reason": None if reason is None else reason.sentence(locale),
                    "code": None if reason is None else reason.code},
        "condition": condition,
        "at": None if chosen is None else chosen.happening.moment.at,
        "events": [_event(one, locale) for one in judged[:MOST_EVENTS]],
    }  # fmt: skip
    return found if _may_be_told(plan, actor, scenario) else found | {"condition": {"source": None, "value": None, "tree": None}}


async def _check_seen(plan: Plan, actor: Actor, scenario: ScenarioPlan, record: UUID) -> None:
    """Refuse a record that is not there for the actor, or not one of the scenario's; one that was deleted may be asked about."""
    reader, entity = Reader(plan, actor), scenario.trigger.entity
    if entity is None:
        await buttons.event_for(plan, actor, scenario, record, None)
        return
    if not reader.may_see(entity) or not await visible_ids(reader, entity, [record], gone=True):
        raise NotFoundError


def _may_be_told(plan: Plan, actor: Actor, scenario: ScenarioPlan) -> bool:
    """Whether every name that the conditions read exists for the actor."""
    entity, reader = scenario.trigger.entity, Reader(plan, actor)
    conditions = [one for one in (scenario.trigger.condition, scenario.when) if one is not None]
    if actor.may_everything or entity is None or not conditions:
        return True
    paths = [own for one in conditions for path in paths_of(one) if (own := of_the_record(path))]
    return all(exists(reader, entity, path) for path in paths)


async def _history(plan: Plan, scenario: ScenarioPlan, record: UUID) -> list[Judged]:
    """Return what happened to the record that is of the trigger's kind, newest first."""
    entity = plan.entities[str(scenario.trigger.entity)]
    rows = list(await connection().fetch(_LOG, plan.tenant_no, entity.no, record))[::-1]
    if not rows:
        return []
    timelines = Timelines(plan, rows[0]["at"])
    await timelines.learn(entity, [record], rows)
    judge = Judge(plan, scenario, timelines)
    timeline = timelines.known[record]
    await prefetch(timelines, list(timeline.records()), judge.needs)
    found = [Judged(one, _unfit(scenario.trigger, entity, one)) for moment in timeline.moments for one in await judge.of(moment)]
    return found[::-1]


def _unfit(trigger: TriggerPlan, entity: EntityPlan, happening: Happening) -> Reason | None:
    """Return why the trigger does not listen to it."""
    if fits(trigger, happening.event):
        return Reason("automation_off") if happening.moment.cause.get("automation") == "none" else None
    if trigger.fields and happening.event.changed.isdisjoint(trigger.fields):
        return Reason("other_fields", {"fields": ", ".join(_title(entity, name) for name in trigger.fields)})
    return Reason("other_stage")


def _title(entity: EntityPlan, name: str) -> str:
    part = entity.fields.get(name)
    return next(iter(part.title.values()), name) if part is not None else name


def _chosen(judged: Sequence[Judged], at: datetime | None) -> Judged | None:
    """Return what decides: the latest until then that fits, else the latest of the kind."""
    until = [one for one in judged if at is None or one.happening.moment.at <= at]
    return next((one for one in until if one.reason is None), until[0] if until else None)


async def _reason(plan: Plan, scenario: ScenarioPlan, chosen: Judged | None, judged: Sequence[Judged]) -> Reason | None:
    if scenario.trigger.on not in _RECORD_EVENTS:
        return None
    if chosen is None:
        return Reason("later" if judged else "never", {"on": scenario.trigger.on})
    if chosen.reason is not None:
        return chosen.reason
    return await _not_live_then(plan, scenario, chosen.happening.moment)


async def _not_live_then(plan: Plan, scenario: ScenarioPlan, moment: Moment) -> Reason | None:
    """Return the reason where the version that was live at the moment had no such scenario, or one that did not listen."""
    number = await connection().fetchval(_LIVE_AT, plan.tenant_no, moment.at)
    then = plan if number == plan.version else await plan_of(number or 0)
    known = then.scenarios.get(scenario.key)
    if known is None:
        return Reason("published_later", {"version": str(number or 0)})
    if not known.enabled:
        return Reason("disabled_then", {"version": str(number)})
    if (known.trigger.on, known.trigger.entity) != (scenario.trigger.on, scenario.trigger.entity):
        return Reason("other_trigger_then", {"version": str(number)})
    return None


async def _condition(plan: Plan, actor: Actor, scenario: ScenarioPlan, record: UUID, chosen: Judged | None) -> dict[str, Any]:
    """Return what the condition said then; where nothing has happened, what it says now."""
    conditions: list[Checked] = [one for one in (scenario.trigger.condition, scenario.when) if one is not None]
    if not conditions:
        return {"source": None, "value": True, "tree": None}
    if chosen is None:
        try:
            event = await buttons.event_for(plan, actor, scenario, record, None)
        except NotFoundError:  # it is gone, and nothing is known of it
            return {"source": conditions[0].source, "value": None, "tree": None}
        return await condition_of(plan, scenario, event)
    timelines = Timelines(plan, chosen.happening.moment.at)
    return _joined(await _trees(Judge(plan, scenario, timelines), chosen.happening, conditions))


async def _trees(judge: Judge, happening: Happening, conditions: Sequence[Checked]) -> list[dict[str, Any]]:
    try:
        return await judge.trees(happening)
    except AxinError as error:
        return [{"source": one.source, "value": None, "error": errors.code_of(error)} for one in conditions]


def _joined(trees: list[dict[str, Any]]) -> dict[str, Any]:
    if len(trees) == 1:
        return {"source": trees[0]["source"], "value": trees[0]["value"], "tree": trees[0]}
    source = " AND ".join(f"({tree['source']})" for tree in trees)
    value = all(tree["value"] is True for tree in trees)
    return {"source": source, "value": value, "tree": {"source": source, "value": value, "children": trees}}


def _run(row: Any) -> dict[str, Any]:  # noqa: ANN401 - a row
    return {"id": row["id"], "status": row["status"], "created_at": row["created_at"], "version": row["version"]}


def _event(one: Judged, locale: str) -> dict[str, Any]:
    moment = one.happening.moment
    actor: Mapping[str, Any] = {name: moment.actor.get(name) for name in ("kind", "id", "title")}
    return {
        "at": moment.at, "event": one.happening.event.on, "actor": actor, "matched": one.reason is None,
        "reason": None if one.reason is None else one.reason.sentence(locale),
    }  # fmt: skip
