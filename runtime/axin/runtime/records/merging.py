"""Merging records: one stays; links, lines and tasks of the others come to it, its blanks are filled, the others go to the trash.

Done as a job, so that it is undone as a whole. Its changes come in an order that folds back: first the links, then the
others' deletion, then the values of the one that stays, whose unique ones are free by then.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from axin.builder.catalog import values as codec
from axin.builder.compiling.plan import FieldPlan
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.clock import utc_now
from axin.platform.kernel.errors import InvalidError, NotFoundError
from axin.runtime.jobs import commands
from axin.runtime.jobs.job import Done, Job, JobContext
from axin.runtime.jobs.registry import register
from axin.runtime.records import undo, undoing
from axin.runtime.records.changes import Change
from axin.runtime.records.errors import RightMissingError
from axin.runtime.records.gateway import Gateway
from axin.runtime.records.holding import Held, hold
from axin.runtime.records.policy import EntityRights, the_product
from axin.runtime.records.record import Record
from axin.runtime.records.references import incoming, pointing_at
from axin.tenants.actor import Actor

KIND: Final = "merge"
MOST_OTHERS: Final = 20
_BESIDE: Final = ("task", "comment", "activity")
"""Tables whose rows hang on a record by `record_id`; those that are not there yet are passed over."""


async def merge(actor: Actor, entity: str, keep: UUID, others: Sequence[UUID], choices: Mapping[str, UUID]) -> Job:
    """Merge the others into the one to keep; `choices` names, for a field, the record whose value is taken."""
    if not 1 <= len(set(others)) <= MOST_OTHERS or keep in others:
        raise InvalidError.at("/others", "out_of_range", f"Name 1 to {MOST_OTHERS} other records.")
    given = {
        "entity": entity, "keep": str(keep), "others": [str(one) for one in dict.fromkeys(others)],
        "choices": {key: str(record) for key, record in choices.items()},
    }  # fmt: skip
    return await commands.start(KIND, given, actor=actor, total=len(others), at_once=True)


async def step(job: JobContext) -> Done:
    """Merge."""
    gateway = Gateway(job.plan, job.actor, job.cause())
    rights = gateway.reader.rights_of(job.input["entity"])
    keep, others = UUID(job.input["keep"]), [UUID(one) for one in job.input["others"]]
    held = await _held(gateway, rights, keep, others)
    choices = {key: UUID(record) for key, record in job.input["choices"].items()}
    values = _united(rights, held[keep].record, [held[one].record for one in others], choices)
    await _relink(gateway, rights, keep, set(others))
    moved = await _move_beside(keep, others)
    await gateway.batch(rights.entity.key, delete=others)
    await _write(gateway, rights, keep, values)
    await connection().execute(
        """insert into record_merge (tenant_no, entity_no, record_id, into_id, job) select $1, $2, u, $4, $5
           from unnest($3::uuid[]) u
           on conflict (tenant_no, entity_no, record_id) do update set into_id = $4, job = $5, at = now()""",
        job.tenant_no, rights.entity.no, others, keep, job.id,
    )  # fmt: skip
    return Done({"record": str(keep), "merged": len(others), "moved": moved}, len(others))


async def _held(gateway: Gateway, rights: EntityRights, keep: UUID, others: Sequence[UUID]) -> dict[UUID, Held]:
    held = await hold(gateway.reader, rights, [keep, *others])
    if any(one not in held for one in (keep, *others)):
        raise NotFoundError
    held[keep].require("update", "change this record")
    for one in others:
        held[one].require("delete", "delete these records")
    return held


def _united(rights: EntityRights, keep: Record, others: Sequence[Record], choices: Mapping[str, UUID]) -> dict[str, Any]:
    """Return what changes in the record that stays: what was chosen, its blanks filled, its lists of links united."""
    by_id = {record.id: record for record in (keep, *others)}
    unknown = [key for key in choices if key not in rights.visible]
    if unknown or any(record not in by_id for record in choices.values()):
        raise InvalidError.at("/choices", "not_found", "A choice names a field, and one of the records to merge.")
    if any(key in rights.read_only for key in choices):
        raise RightMissingError("change one of these fields")
    values: dict[str, Any] = {}
    for key, part in rights.visible.items():
        if part.computed or key in rights.read_only:
            continue
        value = by_id[choices[key]].values.get(key) if key in choices else _filled(part, keep, others)
        if value != keep.values.get(key):
            values[key] = value
    return values


def _filled(part: FieldPlan, keep: Record, others: Sequence[Record]) -> Any:  # noqa: ANN401 - any value of a field
    own = keep.values.get(part.key)
    if part.type == "links":
        every = [item for record in (keep, *others) for item in record.values.get(part.key) or ()]
        return tuple(dict.fromkeys(every)) or None
    if own is not None:
        return own
    return next((value for record in others if (value := record.values.get(part.key)) is not None), None)


async def _relink(gateway: Gateway, rights: EntityRights, keep: UUID, others: set[UUID]) -> None:
    """Let every link that leads to one of the others lead to the one that stays, whoever sees the linking record."""
    product = the_product(gateway.plan)
    for source, link in incoming(gateway.plan, rights.entity):
        pointing = await pointing_at(gateway.reader, source, link, sorted(others))
        now = utc_now()
        changes = [
            Change(
                "updated", one, gateway.next_of(one, now, one.values | {link.key: _led(one, link, keep, others)}), gateway.cause
            )
            for one in pointing
        ]
        if changes:
            await gateway.put(product.rights_of(source.key), changes, now)


def _led(record: Record, link: FieldPlan, keep: UUID, others: set[UUID]) -> Any:  # noqa: ANN401 - an id or ids
    value = record.values[link.key]
    if not isinstance(value, tuple):
        return None if record.id == keep else keep
    return tuple(dict.fromkeys(keep if item in others else item for item in value))


async def _write(gateway: Gateway, rights: EntityRights, keep: UUID, values: Mapping[str, Any]) -> None:
    before = (await hold(gateway.reader, rights, [keep]))[keep].record
    now = utc_now()
    values = {key: _without(value, keep) for key, value in values.items()}
    after = gateway.next_of(before, now, {**before.values, **values})
    change = Change("updated", before, after, gateway.cause)
    if not change.nothing:
        await gateway.put(rights, [change], now)


def _without(value: Any, keep: UUID) -> Any:  # noqa: ANN401 - any value of a field
    """A record does not link to itself because it was merged with one that linked to it."""
    return tuple(item for item in value if item != keep) or None if isinstance(value, tuple) else None if value == keep else value


async def _move_beside(keep: UUID, others: Sequence[UUID]) -> dict[str, list[list[str]]]:
    """Bring what hangs on the others, beside records, to the one that stays; return what was moved, and from where."""
    moved: dict[str, list[list[str]]] = {}
    for table in _BESIDE:
        if await connection().fetchval("select to_regclass($1) is null", table):
            continue
        rows = await connection().fetch(
            f"""with old as (select id, record_id from {table} where tenant_no = $1 and record_id = any($2) for update)
                update {table} t set record_id = $3 from old where t.tenant_no = $1 and t.id = old.id
                returning t.id, old.record_id""",
            tenant_no(), list(others), keep,
        )  # fmt: skip
        if rows:
            moved[table] = [[str(row["id"]), str(row["record_id"])] for row in rows]
    return moved


async def _back(job: JobContext, merge: UUID) -> set[UUID]:
    """Undo what a merge did beside its actor's records: tasks and comments go back, and links that the actor may not change."""
    stored = await connection().fetchval("select result from job where tenant_no = $1 and id = $2", tenant_no(), merge)
    for table, pairs in json.loads(stored or "{}").get("moved", {}).items():
        if table in _BESIDE:
            await connection().execute(
                f"""update {table} t set record_id = u.record from unnest($2::uuid[], $3::uuid[]) u(id, record)
                    where t.tenant_no = $1 and t.id = u.id""",
                tenant_no(), [UUID(pair[0]) for pair in pairs], [UUID(pair[1]) for pair in pairs],
            )  # fmt: skip
    await connection().execute("delete from record_merge where tenant_no = $1 and job = $2", tenant_no(), merge)
    return await _lead_back(job, merge)


async def _lead_back(job: JobContext, merge: UUID) -> set[UUID]:
    """Let each link that the merge has changed, whoever sees it, lead back, where it is still as the merge left it."""
    rows = await connection().fetch(
        f"select {undoing.COLUMNS} from change where tenant_no = $1 and job = $2 and kind = 'updated' order by id desc",
        tenant_no(), merge,
    )  # fmt: skip
    gateway, product = Gateway(job.plan, job.actor, job.cause().taking_back()), the_product(job.plan)
    by_entity: dict[int, list[undoing.Done]] = defaultdict(list)
    for row in rows:
        by_entity[row["entity_no"]].append(undoing.Done.of(row))
    led: set[UUID] = set()
    for number, done in by_entity.items():
        entity = job.plan.entity_by_no(number)
        if entity is None:
            continue
        rights, now = product.rights_of(entity.key), utc_now()
        held = await hold(product, rights, sorted({one.record for one in done}))
        after = {id_: _links_back(one.record, [each for each in done if each.record == id_]) for id_, one in held.items()}
        changes = [
            Change("updated", held[id_].record, gateway.next_of(held[id_].record, now, values), gateway.cause)
            for id_, values in after.items() if values != held[id_].record.values
        ]  # fmt: skip
        if changes:
            await gateway.put(rights, changes, now)
        led |= {change.after.id for change in changes}
    return led


def _links_back(record: Record, done: Sequence[undoing.Done]) -> dict[str, Any]:
    """Return the record's values with the links as they were before these changes, the newest of which is given first."""
    values = dict(record.values)
    for one in done:
        for part in record.entity.fields.values():
            if part.type in {"link", "links"} and str(part.no) in one.changes:
                old, new = (codec.from_store(part, side) for side in one.changes[str(part.no)])
                values[part.key] = old if values.get(part.key) == new else values.get(part.key)
    return values


register(KIND, step, undoable=True)
undo.besides[KIND] = _back
