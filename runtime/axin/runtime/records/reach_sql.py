"""The rights of a reader over the rows of a query, as conditions in SQL: how the policy reaches the database."""

from typing import TYPE_CHECKING, Final

from axin.builder.formulas.sql import predicate
from axin.runtime.records.policy import EntityRights, OfParent, Right
from axin.runtime.records.stored_sql import link_id

if TYPE_CHECKING:
    from axin.runtime.records.sql_names import RecordNames

WRITE_STAGES: Final = ("read", "hidden")
"""The rights over stages whose records may not be changed."""


def readable(names: "RecordNames", *, gone: bool = False) -> str:
    """Return the condition that this is a record of its entity that the reader may see; with `gone`, or saw till its end."""
    reader = names.query.reader
    rights = reader.role.of(names.entity.key)
    if rights is None:
        return "false"
    alias = names.alias
    there = "" if gone else f" and {alias}.deleted_at is null"
    own = f"{alias}.tenant_no = {reader.tenant_no} and {alias}.entity_no = {names.entity.no}{there}"
    return own + _or_made_by_run(names, within(names, rights, rights.read, gone=gone))


def _or_made_by_run(names: "RecordNames", reached: str) -> str:
    """Let a scenario's run also read what it has created itself: definitions.md promises it, whatever the run's role."""
    actor = names.query.reader.actor
    if not reached or actor is None or actor.kind != "scenario":
        return reached
    made = f"{names.alias}.created_by = {names.query.parameter(actor.id)}::uuid"
    return f" and (({reached.removeprefix(' and ')}) or {made})"


def within(
    names: "RecordNames", rights: EntityRights, right: Right, *, stages: tuple[str, ...] = ("hidden",), gone: bool = False
) -> str:
    """Return ` and …`: the condition that `right` reaches this record; nothing where it reaches all."""
    condition = "" if right == "all" else f" and {_reached(names, right, gone=gone)}"
    shut = [stage for stage, how in rights.stages.items() if how in stages]
    if shut:
        place = names.query.parameter(shut)
        condition += f" and ({names.alias}.stage is null or {names.alias}.stage <> all({place}::text[]))"
    return condition


def _reached(names: "RecordNames", right: Right, *, gone: bool) -> str:
    match right:
        case "all":
            return "true"
        case "none":
            return "false"
        case "own" | "team":
            return _of_person(names, team=right == "team")
        case OfParent():
            return _of_parent(names, right, gone=gone)
        case formula:
            return f"({predicate(formula, names.unheld(), names.query.params)})"


def _of_parent(names: "RecordNames", right: OfParent, *, gone: bool) -> str:
    """Return the condition that the reader has the right over the record to which this line belongs."""
    link = names.entity.fields[str(names.entity.parent)]
    parent = names.child(str(link.to))
    rights = names.query.reader.role.of(parent.entity.key)
    if rights is None:
        return "false"
    reached = within(parent, rights, rights.update, stages=WRITE_STAGES) if right.right == "update" else ""
    tie = f"{parent.alias}.id = {link_id(names.alias, link)}"
    return f"exists (select 1 from record {parent.alias} where {readable(parent, gone=gone)}{reached} and {tie})"


def _of_person(names: "RecordNames", *, team: bool) -> str:
    query, actor = names.query, names.query.reader.actor
    holder = names.alias
    conditions = []
    parent = names.entity.parent and names.entity.fields.get(names.entity.parent)
    if parent:
        holder = query.alias()
    if actor is not None and actor.person is not None:
        conditions.append(f"{holder}.responsible = {query.parameter(actor.person)}::uuid")
    if team and actor is not None and actor.teams:
        conditions.append(f"{holder}.team = any({query.parameter(list(actor.teams))}::uuid[])")
    condition = f"({' or '.join(conditions)})" if conditions else "false"
    if not parent:
        return condition
    plan = query.reader.plan
    return (
        f"exists (select 1 from record {holder} where {holder}.tenant_no = {query.reader.tenant_no} and "
        f"{holder}.entity_no = {plan.entities[str(names.entity.parent)].no} and {holder}.id = {link_id(names.alias, parent)} "
        f"and {holder}.deleted_at is null and {condition})"
    )
