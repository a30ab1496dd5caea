"""Where a record has stood: its way through the stages from the change log, and how long cards stay from the stays that ended."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from axin.builder.compiling.plan import Plan
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection
from axin.platform.kernel.clock import utc_now
from axin.platform.kernel.errors import NotFoundError
from axin.runtime.records.history import cause_of
from axin.runtime.records.policy import EntityRights, Reader
from axin.runtime.records.queries import visible_ids
from axin.runtime.records.query import Query
from axin.runtime.records.sql_names import RecordNames
from axin.runtime.records.summaries import seen_funnel
from axin.tenants.actor import Actor

_MOST_MOVES: Final = 1_000
Visit = dict[str, Any]


async def way_of(plan: Plan, actor: Actor, entity: str, id: UUID) -> dict[str, Any]:  # noqa: A002 - the field's name everywhere
    """Return the stages that the record has stood in, the first one first, and how long it has stood in each in all."""
    reader = Reader(plan, actor)
    rights = reader.rights_of(entity)
    if not await visible_ids(reader, entity, [id]):
        raise NotFoundError
    rows = await connection().fetch(
        """select at, version, kind, changes, actor, cause from change
           where tenant_no = $1 and entity_no = $2 and record_id = $3 and changes ?| array['funnel', 'stage']
           order by version limit $4""",
        reader.tenant_no, rights.entity.no, id, _MOST_MOVES,
    )  # fmt: skip
    visits = [visit for visit in _visits(rows) if _shown(rights, visit)]
    return {"items": visits, "stages": _spent(visits)}


def _visits(rows: list[Any]) -> list[Visit]:
    found: list[Visit] = []
    funnel: str | None = None
    stage: str | None = None
    for row in rows:
        changes = json.loads(row["changes"])
        funnel, stage = changes.get("funnel", [None, funnel])[1], changes.get("stage", [None, stage])[1]
        if found and found[-1]["left_at"] is None:
            _end(found[-1], row["at"])
        if stage is not None:
            found.append(
                {"funnel": funnel, "stage": stage, "entered_at": row["at"], "left_at": None, "seconds": 0, "cause": cause_of(row)}
            )
    if found and found[-1]["left_at"] is None:
        found[-1]["seconds"] = _seconds(found[-1]["entered_at"], utc_now())
    return found


def _end(visit: Visit, at: datetime) -> None:
    visit["left_at"] = at
    visit["seconds"] = _seconds(visit["entered_at"], at)


def _seconds(since: datetime, until: datetime) -> int:
    return max(0, round((until - since).total_seconds()))


def _shown(rights: EntityRights, visit: Visit) -> bool:
    return rights.stages.get(visit["stage"]) != "hidden"


def _spent(visits: list[Visit]) -> list[dict[str, Any]]:
    spent: dict[tuple[str, str], list[int]] = {}
    for visit in visits:
        spent.setdefault((visit["funnel"], visit["stage"]), []).append(visit["seconds"])
    return [{"funnel": key[0], "stage": key[1], "visits": len(each), "seconds": sum(each)} for key, each in spent.items()]


async def times_of(plan: Plan, actor: Actor, key: str) -> dict[str, Any]:
    """Return how long cards have stayed in each stage before they went on, of the records that the actor may see."""
    reader = Reader(plan, actor)
    funnel, rights = seen_funnel(reader, key)
    names = RecordNames(Query(reader, []), rights.entity, "r", held=True)
    place = names.query.parameter(funnel.key)
    rows = await names.query.fetch(
        f"""select s.stage, count(*) as visits, avg(lasted) as average, max(lasted) as longest,
              percentile_cont(0.5) within group (order by lasted) as median
            from (select stage, record_id, extract(epoch from left_at - entered_at)::float8 as lasted from stage_stay
                  where tenant_no = {reader.tenant_no} and entity_no = {rights.entity.no} and funnel = {place}) s
            join record r on r.id = s.record_id and {names.readable()} group by s.stage"""
    )
    found = {row["stage"]: row for row in rows}
    stages = [stage for stage in funnel.stages if rights.stages.get(stage) != "hidden"]
    return {"funnel": funnel.key, "entity": funnel.entity, "stages": [_times(stage, found.get(stage)) for stage in stages]}


def _times(stage: str, row: Any) -> dict[str, Any]:  # noqa: ANN401 - a row, or None
    if row is None:
        return {"key": stage, "visits": 0, "average": None, "median": None, "longest": None}
    return {"key": stage, "visits": row["visits"]} | {name: round(row[name]) for name in ("average", "median", "longest")}
