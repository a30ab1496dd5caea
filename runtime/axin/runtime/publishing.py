"""What publishing means for the records and timers that are there; registered with the builder when this is imported."""

from collections.abc import Sequence

from axin.builder import publish
from axin.builder.checks.findings import Finding
from axin.builder.compiling.plan import Plan
from axin.builder.decisions import Decision
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.runtime.connectors.guarding import connections_in_use
from axin.runtime.impact import carrying
from axin.runtime.records import (
    currencies,
    date_arming,
    filling,
    matching_index,
    revaluing,
    search_filling,
    stage_timers,
    uniqueness,
)
from axin.runtime.triggers import schedules


async def stages_in_use(live: Plan, wanted: Plan, decided: Sequence[Decision]) -> list[Finding]:
    """Return an error for every funnel that would lose a stage with records of which nobody said where they go."""
    answered = {(decision.effect.funnel, decision.effect.stage) for decision in decided}
    places = {key: f"/funnels/{index}/stages" for index, key in enumerate(wanted.funnels)}
    found = []
    for key, funnel in live.funnels.items():
        kept = wanted.funnels[key].stages if key in wanted.funnels else {}
        gone = [stage for stage in funnel.stages if stage not in kept and not answered & {(key, stage), (key, None)}]
        entity = live.entities[funnel.entity]
        if gone and funnel.entity in wanted.entities and await _holds(entity.no, key, gone):
            found.append(Finding(places.get(key, "/funnels"), "stage_in_use"))
    return found


async def _holds(entity_no: int, funnel: str, stages: list[str]) -> bool:
    return bool(
        await connection().fetchval(
            """select exists (select 1 from record where tenant_no = $1 and entity_no = $2 and funnel = $3 and stage = any($4)
               and deleted_at is null)""",
            tenant_no(),
            entity_no,
            funnel,
            stages,
        )
    )


def register() -> None:
    """Take part in publishing; harmless when repeated."""
    if connections_in_use not in publish.readers:
        publish.readers.append(connections_in_use)
    for guard in (stages_in_use, uniqueness.uniqueness_in_use):
        if guard not in publish.guards:
            publish.guards.append(guard)
    if carrying.carry not in publish.carriers:
        publish.carriers.append(carrying.carry)
    for listener in (
        currencies.register,
        schedules.register,
        matching_index.follow,
        stage_timers.register,
        date_arming.register,
        revaluing.follow,
        filling.start,
        uniqueness.claim_new,
        search_filling.start,
    ):
        if listener not in publish.listeners:
            publish.listeners.append(listener)


register()
