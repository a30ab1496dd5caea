"""What a record points at: it must be there for the actor; and what points at it, when it goes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from axin.builder.compiling.plan import EntityPlan, FieldPlan, Plan
from axin.platform.kernel.errors import InvalidError, Problem
from axin.runtime.records.errors import RightMissingError
from axin.runtime.records.graph import stored_readers
from axin.runtime.records.layout import columns, read_row
from axin.runtime.records.policy import EntityRights, OfParent, Reader, the_product
from axin.runtime.records.queries import visible_ids
from axin.runtime.records.query import Query
from axin.runtime.records.reach_sql import WRITE_STAGES
from axin.runtime.records.record import Record, ids_of
from axin.runtime.records.sql_names import RecordNames
from axin.tenants import members, teams

_ABSENT: Final = {"user": "There is no such member.", "team": "There is no such team."}


async def check_references(reader: Reader, rights: EntityRights, rows: Sequence[tuple[Mapping[str, Any], str]]) -> None:
    """Refuse links to what is not there for the actor, and people who are no members."""
    links: dict[str, set[UUID]] = defaultdict(set)
    people: set[UUID] = set()
    named: set[UUID] = set()
    fields = [part for part in rights.entity.fields.values() if part.type in {"link", "links", "user", "team"}]
    if not fields:
        return
    for values, _ in rows:
        for part in fields:
            ids = ids_of(values.get(part.key))
            aim = people if part.type == "user" else named if part.type == "team" else links[str(part.to)]
            aim.update(ids)
    known = {entity: await _seen(reader, entity, ids) for entity, ids in links.items() if ids}
    there = {"user": await known_people(people), "team": await teams.existing(named)}
    problems = [
        _missing(part, pointer)
        for values, pointer in rows
        for part in fields
        if not set(ids_of(values.get(part.key))) <= (there[part.type] if part.to is None else known.get(part.to, set()))
    ]
    if problems:
        raise InvalidError(problems)
    await _check_parents(reader, rights, links.get(str(rights.entity.parent), set()))


async def _check_parents(reader: Reader, rights: EntityRights, parents: set[UUID]) -> None:
    """Refuse lines for a record that the actor may not change, where the rights over them are those over the record."""
    over = reader.role.of(rights.entity.parent or "")
    if not parents or over is None or not isinstance(rights.update, OfParent):
        return
    query = Query(reader, [list(parents)])
    names = RecordNames(query, over.entity, "r")
    reached = names.readable() + names.within(over, over.update, stages=WRITE_STAGES)
    if await query.fetch_count(f"select count(*) from record r where {reached} and r.id = any($1::uuid[])") < len(parents):
        raise RightMissingError("change the record to which these lines belong")


def _missing(part: FieldPlan, pointer: str) -> Problem:
    return Problem(f"{pointer}/{part.key}", "not_found", _ABSENT.get(part.type, "There is no such record."))


async def _seen(reader: Reader, entity: str, ids: set[UUID]) -> set[UUID]:
    return await visible_ids(reader, entity, list(ids)) if reader.may_see(entity) else set()


async def known_people(people: set[UUID]) -> set[UUID]:
    """Return those who are members now."""
    if not people:
        return set()
    return {person for person in people if await members.get(person) is not None}


def incoming(plan: Plan, entity: EntityPlan) -> list[tuple[EntityPlan, FieldPlan]]:
    """Return the links that may lead to a record of the entity."""
    return [
        (other, part)
        for other in plan.entities.values()
        for part in other.fields.values()
        if part.to == entity.key and part.type in {"link", "links"}
    ]


async def pointing_at(reader: Reader, source: EntityPlan, link: FieldPlan, targets: Sequence[UUID]) -> list[Record]:
    """Return, locked, all records whose link leads to one of the targets, whoever may see them."""
    product = the_product(reader.plan)
    query = Query(product, [list(targets)])
    names = RecordNames(query, source, "r")
    if link.slot is not None and link.slot_ready:
        tie = f"r.{link.slot} = any($1::uuid[])"
    else:
        tie = (
            f"r.id in (select l.record_id from record_link l where l.tenant_no = {reader.tenant_no} "
            f"and l.entity_no = {source.no} and l.field_no = {link.no} and l.target_id = any($1::uuid[]))"
        )
    rows = await query.fetch(
        f"select {columns('r')} from record r where {names.readable()} and {tie} order by r.id for no key update of r"
    )
    readers = stored_readers(product, source)
    return [read_row(source, row, readers) for row in rows]
