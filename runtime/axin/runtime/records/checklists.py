"""The checklist of a stage, ticked record by record; a required point keeps a card from going on until it is ticked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from axin.builder.compiling.plan import CheckPlan, FunnelPlan, Plan, StagePlan
from axin.platform import live
from axin.platform.data.unit_of_work import connection, gather_after_commit
from axin.platform.kernel.errors import InvalidError, NotFoundError, Problem
from axin.runtime.records.graph import read_by_ids
from axin.runtime.records.holding import hold
from axin.runtime.records.policy import EntityRights, Reader
from axin.runtime.records.record import Record
from axin.tenants.actor import Actor

_TICKS: Final = """
select item, ticked_by, ticked_at from checklist_tick
where tenant_no = $1 and entity_no = $2 and record_id = $3 and funnel = $4 and stage = $5
"""


async def checklist(plan: Plan, actor: Actor, entity: str, id: UUID) -> dict[str, Any]:  # noqa: A002 - the field's name everywhere
    """Return the points of the stage that the record stands in, and who has ticked them."""
    reader = Reader(plan, actor)
    rights = reader.rights_of(entity)
    found = await read_by_ids(reader, rights.entity, [id])
    if not found:
        raise NotFoundError
    return await _shown(reader, found[0])


async def tick(plan: Plan, actor: Actor, entity: str, id: UUID, item: str, *, done: bool) -> dict[str, Any]:  # noqa: A002 - see above
    """Tick a point of the record's stage, or take the tick away."""
    reader = Reader(plan, actor)
    rights = reader.rights_of(entity)
    held = (await hold(reader, rights, [id])).get(id)
    if held is None:
        raise NotFoundError
    held.require("update", "change this record")
    record = held.record
    _, stage = _standing(plan, record)
    if stage is None or item not in {point.key for point in stage.checklist}:
        raise InvalidError.at("/item", "unknown_item", "There is no such point on the checklist of the record's stage.")
    await _write(reader, rights, record, item, actor if done else None)
    told = {"entity": entity, "id": id, "version": record.version, "kind": "updated"}
    gather_after_commit(_tell, [(plan.tenant_no, told)])
    return await _shown(reader, record)


async def _tell(told: list[tuple[int, dict[str, Any]]]) -> None:
    await live.publish_all(told[0][0], [("record", data) for _, data in told])


async def _write(reader: Reader, rights: EntityRights, record: Record, item: str, actor: Actor | None) -> None:
    here = (reader.tenant_no, rights.entity.no, record.id, record.funnel, record.stage, item)
    if actor is None:
        await connection().execute(
            """delete from checklist_tick where tenant_no = $1 and entity_no = $2 and record_id = $3 and funnel = $4
               and stage = $5 and item = $6""",
            *here,
        )
        return
    await connection().execute(
        """insert into checklist_tick (tenant_no, entity_no, record_id, funnel, stage, item, ticked_by)
           values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing""",
        *here,
        actor.person or actor.id,
    )


async def unticked(plan: Plan, record: Record, to: StagePlan) -> list[CheckPlan]:
    """Return the required points that are still to be ticked before the record may go on to a stage.

    Only going on asks for them: a card may go back, or be lost, with its list unfinished.
    """
    funnel, stage = _standing(plan, record)
    if funnel is None or stage is None or not _goes_on(funnel, stage, to):
        return []
    needed = [point for point in stage.checklist if point.required]
    if not needed:
        return []
    rows = await connection().fetch(
        _TICKS, plan.tenant_no, record.entity.no, record.id, record.funnel, record.stage
    )  # fmt: skip
    ticked = {row["item"] for row in rows}
    return [point for point in needed if point.key not in ticked]


def refusals(points: Sequence[CheckPlan]) -> list[Problem]:
    """Return what is said of points that are still to be ticked."""
    return [Problem(f"/checklist/{point.key}", "checklist", "Tick this point of the checklist first.") for point in points]


def _goes_on(funnel: FunnelPlan, stage: StagePlan, to: StagePlan) -> bool:
    keys = funnel.stage_keys
    return to.key in keys and to.kind != "lost" and (to.kind == "won" or keys.index(to.key) > keys.index(stage.key))


def _standing(plan: Plan, record: Record) -> tuple[FunnelPlan | None, StagePlan | None]:
    funnel = plan.funnels.get(record.funnel or "")
    return funnel, funnel.stages.get(record.stage or "") if funnel is not None else None


async def _shown(reader: Reader, record: Record) -> dict[str, Any]:
    _, stage = _standing(reader.plan, record)
    rows = await connection().fetch(
        _TICKS, reader.tenant_no, record.entity.no, record.id, record.funnel, record.stage
    )  # fmt: skip
    ticks = {row["item"]: (row["ticked_by"], row["ticked_at"]) for row in rows}
    points = stage.checklist if stage is not None else ()
    return {"funnel": record.funnel, "stage": record.stage, "items": [_point(point, ticks.get(point.key)) for point in points]}


def _point(point: CheckPlan, tick: tuple[UUID | None, datetime] | None) -> dict[str, Any]:
    by, at = tick or (None, None)
    return {"key": point.key, "title": point.title, "required": point.required, "done": tick is not None, "by": by, "at": at}
