"""Publishing with its data: what the publisher decided, or what is usual, becomes of the values and records concerned.

Records of a stage that goes are moved in the publishing transaction: none may ever stand nowhere. Values are carried over by a
job, whose first chunk belongs to the same transaction; the old ones stay in place until then, and after.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from uuid import UUID

from axin.builder.compiling.plan import Plan
from axin.builder.decisions import Decision
from axin.platform.kernel.errors import InvalidError
from axin.runtime.cause import Cause
from axin.runtime.impact import stored
from axin.runtime.impact.converting import CONVERT, work_of
from axin.runtime.jobs import commands as jobs
from axin.runtime.records.gateway import Gateway
from axin.runtime.records.policy import Reader
from axin.runtime.records.query import Query
from axin.runtime.records.sql_names import RecordNames
from axin.tenants.actor import OWNER, Actor

MOST_MOVED: Final = 10_000
_ROWS: Final = 500


async def carry(actor: Actor, before: Plan, after: Plan, decisions: Sequence[Decision]) -> list[UUID]:
    """Do with the data what was decided; return the jobs that go on with it."""
    started = []
    for decision in decisions:
        effect = decision.effect
        if decision.action == "move" and effect.kind == "stage_removed":
            await _move(actor, before, after, decision, decision.to)
        elif decision.action == "clear" and effect.kind == "funnel_removed":
            await _move(actor, before, after, decision, None)
        elif (work := work_of(before, after, decision)) is not None:
            _check_reach(actor, before, decision)
            job = await jobs.start(CONVERT, work, actor=the_publisher(actor, after), at_once=True)
            started.append(job.id)
    return started


def the_publisher(actor: Actor, after: Plan) -> Actor:
    """Return who carries the data: the publisher, for the whole workspace, whatever they may reach themselves."""
    return Actor(actor.tenant_no, "system", actor.id, OWNER, title=f"{actor.title} · v{after.version}")


def _check_reach(actor: Actor, before: Plan, decision: Decision) -> None:
    """Refuse to bring values to another field for one who may not see them where they are."""
    rights = Reader(before, actor).role.of(str(decision.effect.entity))
    sees = rights is not None and rights.unrestricted and str(decision.effect.field) in rights.visible
    if decision.to is not None and not sees:
        raise InvalidError.at("/decisions", "beyond_author", "Only who may see these values may move them.")


async def _move(actor: Actor, before: Plan, after: Plan, decision: Decision, stage: str | None) -> None:
    """Put the records of a stage that goes into another, or those of a funnel that goes into none."""
    effect = decision.effect
    publisher = the_publisher(actor, after)
    names = RecordNames(Query(Reader(before, publisher), []), before.entities[str(effect.entity)], "r")
    where = f"{names.readable()} and {stored.stands_in(names.query, str(effect.funnel), effect.stage)}"
    rows = await names.query.fetch(f"select r.id from record r where {where} order by r.id limit {MOST_MOVED + 1} for update")
    if len(rows) > MOST_MOVED:
        message = f"More than {MOST_MOVED} records stand here: move them in bulk first."
        raise InvalidError.at("/decisions", "too_many_to_move", message)
    gateway = Gateway(after, publisher, replace(Cause.of_actor(publisher), automation="none"))
    for start in range(0, len(rows), _ROWS):
        ids = [row["id"] for row in rows[start : start + _ROWS]]
        await gateway.relocate(str(effect.entity), ids, str(effect.funnel) if stage else None, stage)
