"""What is told of tasks: that one is done, and, once, that one has passed its time."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, Protocol
from uuid import UUID

from axin.builder import versions
from axin.builder.compiling.plan import Plan
from axin.platform.data.unit_of_work import control_rows, tenant_transaction
from axin.platform.kernel import faults
from axin.platform.kernel.ids import new_id
from axin.runtime.cause import Cause
from axin.runtime.records.events import actor_json, snapshots, write_outbox
from axin.runtime.records.graph import read_by_ids
from axin.runtime.records.policy import the_product
from axin.tenants.actor import Actor

DONE: Final = "task.done"
OVERDUE: Final = "task.overdue"
_BATCH: Final = 200
_TENANTS: Final = 100
_SHORT: Final = timedelta(minutes=5)
"""A task that a scenario opens for so short a time belongs to its chain, which has an end; a longer one begins its own."""


class TaskRow(Protocol):
    """A task as events tell of it."""

    id: UUID
    title: str
    entity: str | None
    record: UUID | None
    responsible: UUID | None
    due: datetime | None
    created_at: datetime
    done_at: datetime | None
    cause: Any


async def tell_done(actor: Actor, task: TaskRow) -> None:
    """Tell, in the open transaction, that somebody has done a task."""
    await _tell(await versions.live_plan(), DONE, actor, [(task, Cause.of_actor(actor))])


_OVERDUE: Final = """
update task t set told_overdue = true where t.tenant_no = $1 and t.id in (
    select id from task where tenant_no = $1 and due <= now() and done_at is null and not told_overdue
    order by due limit $2 for update skip locked)
returning t.id, t.title, t.entity, t.record_id, t.responsible, t.due, t.created_at, t.done_at, t.cause
"""


async def tick() -> None:
    """Tell of every task whose time is up."""
    wanted = "select distinct tenant_no from task where due <= now() and done_at is null and not told_overdue limit $1"
    for row in await control_rows(wanted, _TENANTS):
        while await _tell_overdue(row["tenant_no"]) == _BATCH:
            pass


async def _tell_overdue(tenant: int) -> int:
    from axin.runtime.actions.worklist import task_view  # noqa: PLC0415 - the list of tasks tells of what is done

    async with tenant_transaction(tenant) as transaction:
        rows = await transaction.fetch(_OVERDUE, tenant, _BATCH)
        tasks = [task_view({**dict(row.items()), "record": row["record_id"]}) for row in rows]
        actor = Actor.of_product(tenant)
        await _tell(await versions.live_plan(), OVERDUE, actor, [(task, _cause(task)) for task in tasks])
        faults.point("tasks.told")
    return len(rows)


def _cause(task: TaskRow) -> Cause:
    made = Cause.from_json(task.cause) if task.cause else None
    short = task.due is not None and task.due - task.created_at < _SHORT
    return made if made is not None and made.depth and short else Cause("system", new_id())


async def _tell(plan: Plan, kind: str, actor: Actor, told: Sequence[tuple[TaskRow, Cause]]) -> None:
    if not told:
        return
    records = await _records(plan, [task for task, _ in told])
    await write_outbox(kind, [_payload(plan, actor, task, cause, records) for task, cause in told])


async def _records(plan: Plan, tasks: Sequence[TaskRow]) -> dict[UUID, dict[str, Any]]:
    """Return the records that the tasks are about, as events carry them; those that are gone are left out."""
    reader, found = the_product(plan), dict[UUID, dict[str, Any]]()
    wanted: dict[str, set[UUID]] = {}
    for task in tasks:
        if task.entity in plan.entities and task.record is not None:
            wanted.setdefault(str(task.entity), set()).add(task.record)
    for entity, ids in wanted.items():
        found |= await snapshots(reader, await read_by_ids(reader, plan.entities[entity], list(ids)))
    return found


def _payload(plan: Plan, actor: Actor, task: TaskRow, cause: Cause, records: Mapping[UUID, Mapping[str, Any]]) -> dict[str, Any]:
    record = records.get(task.record) if task.record is not None else None
    about = {} if record is None else {
        "entity": task.entity, "record_id": task.record, "record": record, "funnel": record["funnel"], "stage": record["stage"],
    }  # fmt: skip
    shown = {name: getattr(task, name) for name in ("id", "title", "entity", "record", "responsible", "due", "done_at")}
    return about | {
        "version": plan.version, "cause": cause.to_json(), "actor": actor_json(actor), "data": {"task": shown},
        "scenario": (task.cause or {}).get("scenario"),
    }  # fmt: skip
