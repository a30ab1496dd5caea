"""Undo: changes are compensated from their before-images, through the gateway, and what cannot be is named.

A field goes back only where it still has the value that the change gave it; one that was changed since is a conflict, with who
changed it. What a change created is deleted, unless it was worked on since; what it deleted comes back. Nothing starts because
of an undo. The newest change is undone first, so that several changes of one record fold back one by one.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from axin.builder.catalog import values as codec
from axin.builder.compiling.plan import EntityPlan
from axin.platform.data import json
from axin.platform.data.savepoints import savepoint
from axin.platform.data.unit_of_work import connection
from axin.platform.kernel.clock import utc_now
from axin.platform.kernel.errors import AxinError, NotFoundError
from axin.runtime.records import rules
from axin.runtime.records.changes import LOGGED_SYSTEM_FIELDS, Change
from axin.runtime.records.gateway import Gateway
from axin.runtime.records.graph import read_by_ids
from axin.runtime.records.holding import Held, hold
from axin.runtime.records.policy import EntityRights, the_product
from axin.runtime.records.queries import visible_ids
from axin.runtime.records.reach_sql import WRITE_STAGES
from axin.runtime.records.record import Record
from axin.runtime.records.references import check_references
from axin.runtime.records.reviving import gone, revive
from axin.runtime.records.undo_conflicts import Conflict, Since, changed_since, worked_on_since

COLUMNS: Final = "id, entity_no, record_id, version, kind, changes, cause, job, at"


@dataclass(frozen=True, slots=True)
class Done:
    """A change of the log, to be undone."""

    id: UUID
    entity_no: int
    record: UUID
    version: int
    kind: str
    changes: Mapping[str, Any]
    root: str
    job: UUID | None
    at: datetime

    @classmethod
    def of(cls, row: Any) -> "Done":  # noqa: ANN401 - a row of the change log
        """Return the change of a row of `COLUMNS`."""
        cause = json.loads(row["cause"])
        return cls(
            row["id"], row["entity_no"], row["record_id"], row["version"], row["kind"], json.loads(row["changes"]),
            cause["root"], row["job"], row["at"],
        )  # fmt: skip


@dataclass(slots=True)
class Outcome:
    """What an undo did."""

    undone: int = 0
    conflicts: list[Conflict] = field(default_factory=list)


async def undo(gateway: Gateway, changes: Sequence[Done]) -> Outcome:
    """Undo the changes, given newest first."""
    outcome = Outcome()
    by_no = {entity.no: entity for entity in gateway.plan.entities.values()}
    for (entity_no, kind), group in groupby(changes, key=lambda one: (one.entity_no, one.kind)):
        entity = by_no.get(entity_no)
        rights = gateway.reader.role.of(entity.key) if entity is not None else None
        if entity is None or rights is None or not rights.exists:
            continue  # the entity is no more, or not for this reader: its records do not exist
        undoer = _Undoer(gateway, rights, outcome)
        await undoer.undo(kind, list(group))
    return outcome


@dataclass(slots=True)
class _Undoer:
    """Undoes changes of one entity."""

    gateway: Gateway
    rights: EntityRights
    outcome: Outcome

    @property
    def entity(self) -> EntityPlan:
        return self.rights.entity

    async def undo(self, kind: str, changes: Sequence[Done]) -> None:
        """Undo changes of one kind."""
        if kind == "deleted":
            await self._bring_back(changes)
        elif kind == "updated":
            await self._set_back(changes)
        else:
            await self._take_away(changes)

    def _conflict(self, record: UUID, code: str, name: str | None = None, since: Since | None = None) -> None:
        self.outcome.conflicts.append(Conflict(self.entity.key, record, code, name, since))

    async def _bring_back(self, changes: Sequence[Done]) -> None:
        there = await gone(self.gateway.reader, self.rights, [one.record for one in changes])
        back = await revive(self.gateway, self.entity.key, list(there)) if there else None
        alive = await self._alive([one.record for one in changes])
        for one in changes:
            if one.record in alive:
                self.outcome.undone += 1
            else:
                self._conflict(one.record, back.refused.get(one.record, "not_found") if back is not None else "not_found")

    async def _alive(self, ids: Sequence[UUID]) -> set[UUID]:
        rows = await connection().fetch(
            "select id from record where tenant_no = $1 and entity_no = $2 and id = any($3) and deleted_at is null",
            self.gateway.plan.tenant_no, self.entity.no, list(ids),
        )  # fmt: skip
        return {row["id"] for row in rows}

    async def _take_away(self, changes: Sequence[Done]) -> None:
        alive = await self._alive([one.record for one in changes])
        self.outcome.undone += sum(one.record not in alive for one in changes)
        present = [one for one in changes if one.record in alive]
        since = await worked_on_since(self.entity, present)
        if since:
            product = the_product(self.gateway.plan)
            now = {record.id: record for record in await read_by_ids(product, self.entity, list(since))}
            worked_on = [one for one in present if one.record in since and self._differs(one, now[one.record])]
            since = {one.record: since[one.record] for one in worked_on}
        for record, what in since.items():
            self._conflict(record, "changed_since", None, what)
        await self._delete([one.record for one in present if one.record not in since])

    def _differs(self, one: Done, now: Record) -> bool:
        """Whether a record is another than the one that the change has created."""
        for part in self.entity.fields.values():
            born = codec.from_store(part, one.changes.get(str(part.no), (None, None))[1])
            if not part.derived and not _same(now.values.get(part.key), born):
                return True
        return any(_logged(now, name) != one.changes.get(name, (None, None))[1] for name in LOGGED_SYSTEM_FIELDS)

    async def _delete(self, ids: Sequence[UUID]) -> None:
        """Delete the records: together, or, where that is refused, each by itself."""
        if not ids:
            return
        try:
            async with savepoint():
                quiet = self.gateway.cause.taking_back()
                await Gateway(self.gateway.plan, self.gateway.actor, quiet).batch(self.entity.key, delete=ids)
        except AxinError as error:
            if len(ids) == 1:
                self._conflict(ids[0], error.code)
                return
            for each in ids:
                await self._delete([each])
        else:
            self.outcome.undone += len(ids)

    async def _set_back(self, changes: Sequence[Done]) -> None:
        held = await hold(self.gateway.reader, self.rights, [one.record for one in changes])
        missing = [one.record for one in changes if one.record not in held]
        known = await visible_ids(self.gateway.reader, self.entity.key, missing, gone=True) if missing else set[UUID]()
        steps: dict[UUID, list[Done]] = defaultdict(list)
        for one in changes:
            steps[one.record].append(one)
        wanted: list[Change] = []
        for record, each in steps.items():
            found = held.get(record)
            if found is None and record not in known:
                continue  # it was changed by what followed, beyond the reach of the one who undoes: not even its id is told
            if found is None or not found.update:
                self._conflict(record, "not_found" if found is None else "forbidden")
                continue
            change = await self._turned_back(found, each)
            if change is None:
                continue
            if change.nothing:
                named = any(one.record == record for one in self.outcome.conflicts)
                self.outcome.undone += 0 if named else len(each)
            else:
                wanted.append(change)
        await self._write(wanted, {record: len(each) for record, each in steps.items()})

    async def _turned_back(self, held: Held, changes: Sequence[Done]) -> Change | None:
        """Return the change that leads back as far as nothing newer is in the way; None where a rule forbids it."""
        before = held.record
        after = replace(before, values=dict(before.values), version=before.version + 1, updated_at=utc_now(),
                        updated_by=self.gateway.actor.id)  # fmt: skip
        kept: list[tuple[str, Done]] = []
        for one in changes:
            kept += [(name, one) for name in self._fields_back(after, one) + self._system_back(after, one)]
        for name, one in kept:
            self._conflict(before.id, "changed_since", name, await changed_since(self.entity, one, self._logged_as(name)))
        change = Change("updated", before, after, self.gateway.cause.taking_back())
        return change if await self._allowed(change) else None

    def _logged_as(self, name: str) -> str:
        part = self.entity.fields.get(name)
        return str(part.no) if part is not None else name

    def _fields_back(self, after: Record, one: Done) -> list[str]:
        """Set the fields of a change back; return those that are not as the change left them."""
        kept = []
        for part in self.rights.visible.values():
            if str(part.no) not in one.changes or part.computed:
                continue
            old, new = (codec.from_store(part, side) for side in one.changes[str(part.no)])
            now = after.values.get(part.key)
            if _same(now, old):
                continue
            if not _same(now, new):
                kept.append(part.key)
            elif part.key in self.rights.read_only:
                self._conflict(after.id, "read_only", part.key)
            else:
                after.values[part.key] = old
        return kept

    def _system_back(self, after: Record, one: Done) -> list[str]:
        """Set the stage, the responsible and the team back, likewise."""
        kept = []
        for names in (("funnel", "stage"), ("responsible",), ("team",)):
            named = [name for name in names if name in one.changes]
            if not named:
                continue
            now = [_logged(after, name) for name in named]
            if now == [one.changes[name][0] for name in named]:
                continue
            if now != [one.changes[name][1] for name in named]:
                kept.append(names[-1])
            elif names[-1] == "stage" and not self._may_return(_old(one, "funnel", after), _old(one, "stage", after)):
                self._conflict(after.id, "forbidden", "stage")
            else:
                _set_system(after, {name: one.changes[name][0] for name in named})
        return kept

    def _may_return(self, funnel: str | None, stage: str | None) -> bool:
        """Whether the stage is still there, and open to the one who undoes. The ways between stages bind moves, not returns."""
        if stage is None:
            return True
        found = self.gateway.plan.funnels.get(funnel or "")
        return found is not None and stage in found.stages and self.rights.stages.get(stage) not in WRITE_STAGES

    async def _allowed(self, change: Change) -> bool:
        """Judge the record as it would be by the rules of its fields; a rule that is in the way is named."""
        fields = {key: change.after.values.get(key) for key in change.changed_fields()}
        reader = self.gateway.reader
        try:
            await check_references(reader, self.rights, [(fields, "/values")])
            await rules.check_fields(reader, self.rights, change.after, fields, "/values", new=False)
        except AxinError as error:
            for problem in error.problems or ():
                self._conflict(change.after.id, problem.code, problem.pointer.removeprefix("/values").strip("/") or None)
            return False
        return True

    async def _write(self, changes: Sequence[Change], counts: Mapping[UUID, int]) -> None:
        """Write the records: together, or, where that is refused, each by itself."""
        if not changes:
            return
        try:
            async with savepoint():
                await self.gateway.put(self.rights, changes, utc_now())
        except AxinError as error:
            if len(changes) == 1:
                problem = error.problems[0] if error.problems else None
                name = problem.pointer.removeprefix("/values").strip("/") if problem is not None else None
                self._conflict(changes[0].after.id, problem.code if problem is not None else error.code, name or None)
                return
            for one in changes:
                await self._write([one], counts)
        else:
            self.outcome.undone += sum(counts[one.after.id] for one in changes)


def _same(one: object, other: object) -> bool:
    """Whether two values are the same; many links and choices have no order."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(item in other for item in one)
    return one == other


def _logged(record: Record, name: str) -> str | None:
    """Return a system field as the change log writes it."""
    value = getattr(record, name)
    return None if value is None else str(value)


def _old(one: Done, name: str, now: Record) -> str | None:
    found: str | None = one.changes[name][0] if name in one.changes else getattr(now, name)
    return found


def _set_system(record: Record, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if name in {"responsible", "team"}:
            setattr(record, name, None if value is None else UUID(value))
        else:
            setattr(record, name, value)
    if "stage" in values or "funnel" in values:
        record.stage_since = utc_now() if record.stage is not None else None


async def change_of(gateway: Gateway, entity: EntityPlan, record: UUID, version: int) -> Done:
    """Return the change that made this version of a record; NotFoundError where there is none."""
    row = await connection().fetchrow(
        f"select {COLUMNS} from change where tenant_no = $1 and entity_no = $2 and record_id = $3 and version = $4",
        gateway.plan.tenant_no, entity.no, record, version,
    )  # fmt: skip
    if row is None:
        raise NotFoundError
    return Done.of(row)


async def latest_of(gateway: Gateway, entity: EntityPlan, record: UUID) -> int:
    """Return the newest version of a record."""
    found = await connection().fetchval(
        "select max(version) from change where tenant_no = $1 and entity_no = $2 and record_id = $3",
        gateway.plan.tenant_no, entity.no, record,
    )  # fmt: skip
    if found is None:
        raise NotFoundError
    return int(found)
