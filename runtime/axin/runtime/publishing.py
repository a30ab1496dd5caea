"""What publishing means for the records and timers that are there; registered with the builder when this is imported."""

from axin.builder import publish
from axin.builder.checks.findings import Finding
from axin.builder.compiling.plan import Plan
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.runtime.triggers import schedules


async def stages_in_use(live: Plan, wanted: Plan) -> list[Finding]:
    """Return an error for every funnel that would lose a stage with records in it."""
    places = {key: f"/funnels/{index}/stages" for index, key in enumerate(wanted.funnels)}
    found = []
    for key, funnel in live.funnels.items():
        kept = wanted.funnels[key].stages if key in wanted.funnels else {}
        gone = [stage for stage in funnel.stages if stage not in kept]
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
    if stages_in_use not in publish.guards:
        publish.guards.append(stages_in_use)
    if schedules.register not in publish.listeners:
        publish.listeners.append(schedules.register)


register()
