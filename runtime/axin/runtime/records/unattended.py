"""Records that nobody looks after: nothing of theirs is open in any funnel, and no task is planned for them.

Judged by what the reader may see: a request out of their reach neither hides nor shows a contact.
"""

from collections.abc import Iterable

from axin.builder.compiling.plan import EntityPlan, FieldPlan, FunnelPlan, Plan
from axin.platform.kernel.errors import InvalidError
from axin.runtime.records import cursors, sorting
from axin.runtime.records.graph import stored_readers
from axin.runtime.records.layout import columns, read_row
from axin.runtime.records.policy import Reader
from axin.runtime.records.presenting import present
from axin.runtime.records.queries import COUNT_CAP, DEFAULT_ROWS, MOST_ROWS, Page
from axin.runtime.records.query import Query
from axin.runtime.records.sql_names import RecordNames
from axin.tenants.actor import Actor


async def unattended(plan: Plan, actor: Actor, entity: str, *, limit: int = DEFAULT_ROWS, after: str | None = None) -> Page:
    """Return a page of the entity's records that nobody looks after, the newest last, and how many there are."""
    if not 1 <= limit <= MOST_ROWS:
        raise InvalidError.at("/query/limit", "out_of_range", f"A page has 1 to {MOST_ROWS} records.")
    reader = Reader(plan, actor)
    rights = reader.rights_of(entity)
    names = RecordNames(Query(reader, []), rights.entity, "r", held=True)
    where = " and ".join([names.readable(), *_nothing_open(names), _nothing_planned(names)])
    keys, mark = sorting.keys_of(names, []), cursors.mark_of("unattended", entity)
    ended = cursors.read(after, mark, [key.kind for key in keys]) if after else None
    await names.query.plan_anew()
    total = await names.query.fetch_count(f"select count(*) from (select 1 from record r where {where} limit {COUNT_CAP}) q")
    rows = await sorting.rows_of(names.query, columns("r"), where, keys, limit + 1, after=ended)
    readers = stored_readers(reader, rights.entity)
    shown = await present(reader, rights, [read_row(rights.entity, row, readers) for row in rows[:limit]])
    more = len(rows) > limit
    return Page(shown, cursors.write(mark, [rows[limit - 1][f"k{place}"] for place in range(len(keys))]) if more else None, total)


def _nothing_open(names: RecordNames) -> Iterable[str]:
    """Yield the conditions that the record itself, and what links to it, is at an end or in no funnel."""
    plan = names.query.reader.plan
    own = plan.funnels_of(names.entity.key)
    if own:
        yield f"not {_open(names, own)}"
    for source, link in _leading_here(names):
        funnels = plan.funnels_of(source.key)
        if funnels:
            there = names.child(source.key)
            yield (
                f"not exists (select from record {there.alias} where {there.readable()} and {_open(there, funnels)} "
                f"and {there.points_at(link, f'{names.alias}.id')})"
            )


def _leading_here(names: RecordNames) -> Iterable[tuple[EntityPlan, FieldPlan]]:
    """Yield the links to this entity that the reader may see, with the entities that have them."""
    reader = names.query.reader
    for source in reader.plan.entities.values():
        rights = reader.role.of(source.key)
        if rights is not None and reader.may_see(source.key):
            yield from ((source, part) for part in rights.visible.values() if part.to == names.entity.key)


def _open(names: RecordNames, funnels: Iterable[FunnelPlan]) -> str:
    """Return the condition that the record stands in an open stage."""
    choices = []
    for funnel in funnels:
        stages = [stage.key for stage in funnel.stages.values() if stage.kind == "open"]
        here, within = names.query.parameter(funnel.key), names.query.parameter(stages)
        choices.append(f"({names.alias}.funnel = {here} and {names.alias}.stage = any({within}::text[]))")
    return f"coalesce({' or '.join(choices)}, false)"


def _nothing_planned(names: RecordNames) -> str:
    """Return the condition that no open task of the record, as far as the reader sees tasks, is still to come."""
    reader = names.query.reader
    actor = reader.actor
    mine = "true"
    if actor is not None and not actor.may_everything:
        mine = f"t.responsible = {names.query.parameter(actor.person)}::uuid"
    return (
        f"not exists (select from task t where t.tenant_no = {reader.tenant_no} and t.record_id = {names.alias}.id "
        f"and t.done_at is null and (t.due is null or t.due >= now()) and {mine})"
    )
