"""Writing: records, their changes, their events and their links in one statement, however many records there are."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Any, Final
from uuid import UUID

from axin.builder.catalog.values import unique_text
from axin.builder.compiling.plan import EntityPlan, FieldPlan
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection
from axin.platform.kernel.errors import InvalidError, Problem
from axin.runtime.records.changes import Change
from axin.runtime.records.currencies import write_currencies
from axin.runtime.records.events import actor_json
from axin.runtime.records.funnels import write_funnels
from axin.runtime.records.layout import Layout, slot_type
from axin.runtime.records.policy import EntityRights, Reader
from axin.runtime.records.record import ids_of
from axin.runtime.records.search_index import write_search
from axin.runtime.records.statement import Statement
from axin.runtime.records.unclaimed import Wanted, held_already
from axin.tenants import usage
from axin.tenants.actor import Actor

_TAKEN: Final = "Another record has this value already."
_KEPT: Final[Sequence[tuple[str, str, Callable[[Change], Any]]]] = (
    ("id", "uuid", lambda change: change.after.id),
    ("updated_by", "uuid", lambda change: change.after.updated_by),
    ("version", "int", lambda change: change.after.version),
    ("responsible", "uuid", lambda change: change.after.responsible),
    ("team", "uuid", lambda change: change.after.team),
    ("funnel", "text", lambda change: change.after.funnel),
    ("stage", "text", lambda change: change.after.stage),
    ("stage_since", "timestamptz", lambda change: change.after.stage_since),
)
_BORN: Final[Sequence[tuple[str, str, Callable[[Change], Any]]]] = (
    *_KEPT,
    ("number", "bigint", lambda change: change.after.number),
    ("created_by", "uuid", lambda change: change.after.created_by),
)


async def write(reader: Reader, actor: Actor, layout: Layout, changes: Sequence[Change], at: datetime) -> None:
    """Write the changes, all of one kind, in one round trip."""
    statement = Statement()
    if changes[0].kind == "created":
        _insert(statement, reader, layout, changes, at)
    else:
        _update(statement, reader, layout, changes, at)
    _log(statement, reader, actor, layout.entity, changes, at=at)
    _tell(statement, reader, changes)
    _link(statement, reader, layout, changes)
    _count(statement, changes)
    write_funnels(statement, reader, changes, at)
    write_currencies(statement, reader, layout.entity, changes)
    write_search(statement, reader, layout.entity, changes)
    await statement.run()


def _columns(
    layout: Layout, changes: Sequence[Change], kept: Sequence[tuple[str, str, Callable[[Change], Any]]]
) -> list[tuple[str, str, list[Any]]]:
    columns = [(name, kind, [get(change) for change in changes]) for name, kind, get in kept]
    columns.append(("data", "text", [layout.data(change.written) for change in changes]))
    slots = [layout.slots(change.written if change.kind != "deleted" else {}) for change in changes]
    for field in layout.slotted:
        name = str(field.slot)
        columns.append((name, slot_type(name), [slot[name] for slot in slots]))
    return columns


def _insert(statement: Statement, reader: Reader, layout: Layout, changes: Sequence[Change], at: datetime) -> None:
    columns = _columns(layout, changes, _BORN)
    now = statement.place(at, "timestamptz")
    into = ", ".join(name for name, _, _ in columns)
    values = ", ".join("u.data::jsonb" if name == "data" else f"u.{name}" for name, _, _ in columns)
    statement.parts.append(
        f"insert into record (tenant_no, entity_no, created_at, updated_at, {into}) "
        f"select {reader.tenant_no}, {layout.entity.no}, {now}, {now}, {values} from {statement.rows(columns)}"
    )


def _update(statement: Statement, reader: Reader, layout: Layout, changes: Sequence[Change], at: datetime) -> None:
    columns = _columns(layout, changes, _KEPT)
    now = statement.place(at, "timestamptz")
    # What fields of other versions hold stays: a field that comes back finds it, and so does one that is carried over.
    known = statement.place([str(field.no) for field in layout.entity.fields.values()], "text[]")
    data = f"(r.data - {known}) || u.data::jsonb"
    sets = ", ".join(f"{name} = {data if name == 'data' else f'u.{name}'}" for name, _, _ in columns[1:])
    gone = {"deleted": f", deleted_at = {now}", "restored": ", deleted_at = null"}.get(changes[0].kind, "")
    statement.parts.append(
        f"update record r set updated_at = {now}, {sets}{gone} from {statement.rows(columns)} "
        f"where r.tenant_no = {reader.tenant_no} and r.entity_no = {layout.entity.no} and r.id = u.id"
    )


def _log(
    statement: Statement, reader: Reader, actor: Actor, entity: EntityPlan, changes: Sequence[Change], *, at: datetime
) -> None:
    of_several = any(change.actor is not None for change in changes)
    actors = [json.dumps_text(actor_json(change.actor or actor)) for change in (changes if of_several else changes[:1])]
    who = "u.actor" if of_several else statement.place(actors[0], "text")
    rows = statement.rows(
        [
            *([("actor", "text", actors)] if of_several else ()),
            ("id", "uuid", [change.id for change in changes]),
            ("record_id", "uuid", [change.after.id for change in changes]),
            ("version", "int", [change.after.version for change in changes]),
            ("event_id", "uuid", [change.events[0].id if change.events else None for change in changes]),
            ("changes", "text", [json.dumps_text(change.logged()) for change in changes]),
            ("cause", "text", [json.dumps_text(change.logged_cause()) for change in changes]),
            ("job", "uuid", [change.cause.job for change in changes]),
        ]
    )
    statement.parts.append(
        "insert into change (tenant_no, entity_no, at, kind, actor, id, record_id, version, event_id, changes, cause, job) "
        f"select {reader.tenant_no}, {entity.no}, {statement.place(at, 'timestamptz')}, '{changes[0].kind}', {who}::jsonb, "
        f"u.id, u.record_id, u.version, u.event_id, u.changes::jsonb, u.cause::jsonb, u.job from {rows}"
    )


def _tell(statement: Statement, reader: Reader, changes: Sequence[Change]) -> None:
    events = [event for change in changes for event in change.events]
    if not events:
        return
    rows = statement.rows(
        [
            ("id", "uuid", [event.id for event in events]),
            ("kind", "text", [event.kind for event in events]),
            ("payload", "text", [event.payload for event in events]),
        ]
    )
    statement.parts.append(
        f"insert into outbox (tenant_no, id, kind, payload) select {reader.tenant_no}, u.id, u.kind, u.payload::jsonb from {rows}"
    )


def _count(statement: Statement, changes: Sequence[Change]) -> None:
    amount = {"created": 1, "restored": 1, "updated": 0, "deleted": -1}[changes[0].kind] * len(changes)
    if amount:
        statement.parts.append(usage.addition("records", amount, statement.place))


def _link(statement: Statement, reader: Reader, layout: Layout, changes: Sequence[Change]) -> None:
    """Keep the table of links in step: for fields of many links, and for links that have no slot."""
    gone: list[tuple[int, UUID, UUID]] = []
    new: list[tuple[int, UUID, UUID, int]] = []
    for field in layout.stored:
        if not in_link_table(field):
            continue
        for change in changes:
            old = ids_of(change.before.values.get(field.key) if change.before is not None else None)
            now = ids_of(change.after.values.get(field.key) if change.kind != "deleted" else None)
            gone += [(field.no, change.after.id, target) for target in old if target not in now]
            new += [(field.no, change.after.id, target, place) for place, target in enumerate(now) if target not in old]
    here = f"{reader.tenant_no}, {layout.entity.no}"
    names = ("field_no", "record_id", "target_id", "position")
    kinds = ("int", "uuid", "uuid", "int")
    if gone:
        rows = statement.rows([(n, k, list(v)) for n, k, v in zip(names[:3], kinds[:3], zip(*gone, strict=True), strict=True)])
        statement.parts.append(
            f"delete from record_link l using {rows} where (l.tenant_no, l.entity_no) = ({here}) "
            "and l.field_no = u.field_no and l.record_id = u.record_id and l.target_id = u.target_id"
        )
    if new:
        rows = statement.rows([(n, k, list(v)) for n, k, v in zip(names, kinds, zip(*new, strict=True), strict=True)])
        statement.parts.append(
            f"insert into record_link (tenant_no, entity_no, {', '.join(names)}) select {here}, u.* from {rows} "
            "on conflict do nothing"
        )


def in_link_table(field: FieldPlan) -> bool:
    """Whether the table of links holds this field's links: many of them, or one without a slot."""
    return field.type == "links" or (field.type == "link" and not (field.slot is not None and field.slot_ready))


async def claim_unique(reader: Reader, rights: EntityRights, changes: Sequence[Change], pointers: Sequence[str]) -> None:
    """Claim the values that must be unique, before anything is written; refuse those another record has."""
    entity = rights.entity
    rules = [(field.key,) for field in entity.fields.values() if field.unique] + [tuple(keys) for keys in entity.unique]
    if not rules:
        return
    gone: list[tuple[str, UUID]] = []
    new: list[tuple[str, UUID, UUID, str]] = []
    pending: dict[tuple[str, ...], list[tuple[Wanted, str]]] = {}
    for change, pointer in zip(changes, pointers, strict=True):
        changed = set(change.changed_fields())
        for keys in rules:
            if not changed.intersection(keys):
                continue
            rule = rule_of(entity, keys)
            if change.before is not None:
                gone.append((rule, change.after.id))
            values = [change.after.values.get(key) for key in keys]
            if change.kind != "deleted" and None not in values:
                shown = [key for key in keys if key in rights.visible]
                place = f"{pointer}/{shown[0]}" if shown else pointer
                new.append((rule, hash_of(values), change.after.id, place))
                if (entity.no, rule) in reader.plan.unclaimed:
                    pending.setdefault(keys, []).append((Wanted(change.after.id, values), place))
    changing = [change.after.id for change in changes]
    for keys, wanted in pending.items():
        held = await held_already(reader, entity, keys, [one for one, _ in wanted], changing)
        if held:
            raise InvalidError([Problem(place, "not_unique", _TAKEN) for one, place in wanted if one.record in held])
    await _release(reader, entity, gone)
    await _claim(reader, entity, new)


def rule_of(entity: EntityPlan, keys: Iterable[str]) -> str:
    """Return the name under which the values of these fields are claimed."""
    return ",".join(sorted(str(entity.fields[key].no) for key in keys))


def hash_of(values: Iterable[object]) -> UUID:
    """Return what stands for the values of a rule."""
    text = "\x1e".join(unique_text(value) for value in values)
    return UUID(bytes=blake2b(text.encode(), digest_size=16).digest())


async def _release(reader: Reader, entity: EntityPlan, gone: Sequence[tuple[str, UUID]]) -> None:
    if gone:
        await connection().execute(
            """delete from record_unique d using unnest($3::text[], $4::uuid[]) u(rule, record_id)
               where d.tenant_no = $1 and d.entity_no = $2 and d.rule = u.rule and d.record_id = u.record_id""",
            reader.tenant_no, entity.no, [rule for rule, _ in gone], [record for _, record in gone],
        )  # fmt: skip


async def _claim(reader: Reader, entity: EntityPlan, new: Sequence[tuple[str, UUID, UUID, str]]) -> None:
    if not new:
        return
    rows = await connection().fetch(
        """insert into record_unique (tenant_no, entity_no, rule, value_hash, record_id)
           select $1, $2, u.* from unnest($3::text[], $4::uuid[], $5::uuid[]) u(rule, value_hash, record_id)
           order by rule, value_hash on conflict do nothing returning rule, record_id""",
        reader.tenant_no, entity.no, [row[0] for row in new], [row[1] for row in new], [row[2] for row in new],
    )  # fmt: skip
    claimed = {(row["rule"], row["record_id"]) for row in rows}
    taken = [row for row in new if (row[0], row[2]) not in claimed]
    if taken:
        await _release(reader, entity, [(row[0], row[2]) for row in new])
        raise InvalidError([Problem(row[3], "not_unique", _TAKEN) for row in taken])
