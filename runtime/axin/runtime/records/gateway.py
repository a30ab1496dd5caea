"""The one mutation gateway: every change to a record, by a person, a program or a scenario, passes here.

It checks rights and rules, then writes the record, the change with its before-image and cause, and the event, in the open
transaction of the tenant. A caller that catches a refusal and goes on holds a savepoint of its own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, TypeVar
from uuid import UUID

from axin.builder.catalog.setting import Setting
from axin.builder.compiling.plan import EntityPlan, Plan
from axin.platform.kernel.clock import utc_now
from axin.platform.kernel.errors import InvalidError, NotFoundError
from axin.platform.kernel.ids import new_id
from axin.runtime.cause import Cause
from axin.runtime.files import attaching
from axin.runtime.records import amounts, date_timers, duplicates, filling, removing, rules, teaming, trash_links
from axin.runtime.records.announcing import announce
from axin.runtime.records.beginning import Beginning
from axin.runtime.records.changes import Change
from axin.runtime.records.commands import UNSET, Author, Batch, Creation, Unset, Update
from axin.runtime.records.errors import RightMissingError
from axin.runtime.records.events import add_events
from axin.runtime.records.gathering import Gathered
from axin.runtime.records.holding import Held, hold
from axin.runtime.records.inputs import parse_new, parse_values
from axin.runtime.records.judging import Judge, record_at
from axin.runtime.records.keeping import compute_kept
from axin.runtime.records.layout import layout_of
from axin.runtime.records.numbers import take
from axin.runtime.records.policy import EntityRights, Reader, the_product
from axin.runtime.records.presenting import present
from axin.runtime.records.reach_sql import WRITE_STAGES
from axin.runtime.records.record import Record
from axin.runtime.records.ripples import Ripple
from axin.runtime.records.store import claim_unique, write
from axin.tenants import limits
from axin.tenants.actor import Actor

__all__ = ["UNSET", "Author", "Batch", "Creation", "Gateway", "Unset", "Update"]

MOST_ROWS: Final = 1_000
_Row = TypeVar("_Row", Creation, Update)


class Gateway:
    """Changes records in the name of one actor, for one cause, by the rules of one plan."""

    def __init__(self, plan: Plan, actor: Actor, cause: Cause, *, override: bool = False) -> None:
        self.plan = plan
        self.actor = actor
        self.cause = cause
        self.override = override
        """Whether the rules of stages are passed over, which needs the right to and leaves an audit row."""
        self.leaving: set[UUID] = set()
        """Records on their way out: what they were worth is not written anew."""
        self.reader = Reader(plan, actor)
        self._setting = Setting.of(plan)
        self._judge = Judge(self.reader, actor, cause, override)
        self._beginning = Beginning(self.reader, actor, self._setting)
        self.warnings: list[dict[str, Any]] = []
        """What is done all the same, but worth a look: duplicates found."""

    async def create(
        self,
        entity: str,
        values: Mapping[str, Any],
        *,
        funnel: str | None = None,
        stage: str | None = None,
        responsible: UUID | Unset | None = UNSET,
        team: UUID | Unset | None = UNSET,
        id: UUID | None = None,  # noqa: A002 - the field's name everywhere
    ) -> Record:
        """Create a record from values in the API's form."""
        rights = self._writable(entity, create=True)
        row = Creation(values, funnel, stage, responsible, team)
        return (await self._create(rights, [row], ["/values"], ids=[id or new_id()]))[0]

    async def update(
        self,
        entity: str,
        id: UUID,  # noqa: A002 - the field's name everywhere
        values: Mapping[str, Any],
        *,
        responsible: UUID | Unset | None = UNSET,
        team: UUID | Unset | None = UNSET,
        if_version: int | None = None,
    ) -> Record:
        """Change the named fields, and the responsible and the team where given."""
        rights = self._writable(entity)
        row = Update(id, values, if_version, responsible, team)
        return (await self._update(rights, [row], ["/values"]))[0]

    async def move(
        self,
        entity: str,
        id: UUID,  # noqa: A002 - see create
        funnel: str,
        stage: str,
        *,
        values: Mapping[str, Any] | None = None,
        if_version: int | None = None,
    ) -> Record:
        """Put the record into a stage of a funnel, by the stage's rules; with `values`, what it was lacking in the same step."""
        rights = self._writable(entity)
        held = (await self._held(rights, [id]))[id]
        held.require("update", "move this record")
        await self._judge.check_version(rights, held, if_version)
        before = held.record
        way = rules.funnel_of(self.plan, entity, funnel)
        target = rules.stage_of(way, stage)
        if rights.stages.get(stage) in WRITE_STAGES:
            raise RightMissingError("move records into this stage")
        if (before.funnel, before.stage) == (funnel, stage):
            return await self.update(entity, id, values) if values else (await present(self.reader, rights, [before]))[0]
        given = parse_values(rights, values or {}, self._setting, "/values")
        await attaching.complete(self.reader, rights, [given], ["/values"])
        now = utc_now()
        after = self.next_of(before, now, before.values | given, funnel=funnel, stage=stage, stage_since=now)
        change = Change("updated", before, after, self.cause)
        await self._judge.check_move(rights, change, way, target)
        if given:
            await claim_unique(self.reader, rights, [change], ["/values"])
        await self._write(rights, [change], now)
        return (await present(self.reader, rights, [after]))[0]

    async def relocate(self, entity: str, ids: Sequence[UUID], funnel: str | None, stage: str | None) -> None:
        """Put records whose stage goes with a publishing elsewhere: its publisher has said where, whatever the stage asks for."""
        rights = self._writable(entity)
        held = await self._held(rights, ids)
        now = utc_now()
        changes = []
        for one in held.values():
            one.require("update", "move this record")
            since = now if stage is not None else None
            after = self.next_of(one.record, now, one.record.values, funnel=funnel, stage=stage, stage_since=since)
            changes.append(Change("updated", one.record, after, self.cause_of(renew=True)))
        await self._write(rights, changes, now)

    async def delete(self, entity: str, id: UUID, *, if_version: int | None = None) -> None:  # noqa: A002 - see create
        """Delete the record, and what its links say must go or be cleared with it."""
        rights = self._writable(entity)
        await self._delete(rights, [id], {id: if_version})

    async def batch(
        self, entity: str, *, create: Sequence[Creation] = (), update: Sequence[Update] = (), delete: Sequence[UUID] = ()
    ) -> Batch:
        """Do all of it or nothing; each row begins a chain of events of its own."""
        rights = self._writable(entity, create=bool(create))
        _check_size(create, update, delete)
        created, updated, found = [], [], Gathered()
        new = [f"/create/{place}/values" for place in range(len(create))]
        changed = [f"/update/{place}/values" for place in range(len(update))]
        if create:
            with found:
                created = await self._create(rights, create, new, ids=[new_id() for _ in create], renew=True)
        if found.problems:
            with found:
                self._parsed(rights, update, changed)
        found.refuse()
        if update:
            updated = await self._update(rights, update, changed, renew=True)
        if delete:
            await self._delete(rights, delete, {}, renew=True)
        return Batch(created, updated, list(delete))

    async def load(self, entity: str, *, create: Sequence[Creation] = (), update: Sequence[Update] = ()) -> Batch:
        """Do as `batch` does, for rows that come by the thousand: what comes back is as stored, and not for showing."""
        rights = self._writable(entity, create=bool(create))
        _check_size(create, update, ())
        new = [f"/create/{place}/values" for place in range(len(create))]
        changed = [f"/update/{place}/values" for place in range(len(update))]
        created = updated = list[Record]()
        if create:
            created = await self._create(rights, create, new, ids=[new_id() for _ in create], renew=True, show=False)
        if update:
            updated = await self._update(rights, update, changed, renew=True, show=False)
        return Batch(created, updated, [])

    def _writable(self, entity: str, *, create: bool = False) -> EntityRights:
        rights = self.reader.rights_of(entity)
        if self.override and not rights.override:
            raise RightMissingError("pass over the rules of stages")
        if create and not rights.create:
            raise RightMissingError("create these records")
        return rights

    async def _create(
        self,
        rights: EntityRights,
        rows: Sequence[Creation],
        pointers: Sequence[str],
        *,
        ids: Sequence[UUID],
        renew: bool = False,
        show: bool = True,
    ) -> list[Record]:
        await self._require_room(len(rows))
        parsed = _each(rows, pointers, lambda row, place: parse_new(rights, row.values, self._setting, place))
        await attaching.complete(self.reader, rights, parsed, pointers)
        filled = await duplicates.to_fill_in(self.reader, rights, rows, parsed, ids)
        if filled:
            return await self._create_or_fill(rights, rows, pointers, filled, ids=ids, renew=renew, show=show)
        now = utc_now()
        numbers = await self._numbers(rights.entity, len(rows))
        records = [
            await self._beginning.begin(rights, row, values, id_=id_, number=number, now=now, place=record_at(pointer))
            for row, values, id_, number, pointer in zip(rows, parsed, ids, numbers, pointers, strict=True)
        ]
        await self._judge.check_created(rights, rows, parsed, records, pointers)
        self.warnings += await duplicates.check(self.reader, rights, records, pointers)
        changes = [
            Change("created", None, record, self.cause_of(row.by, renew=renew), given=values.keys(), actor=_actor_of(row.by))
            for row, record, values in zip(rows, records, parsed, strict=True)
        ]
        await claim_unique(self.reader, rights, changes, pointers)
        await self._write(rights, changes, now)
        if not show:
            return records
        shown = await present(self.reader, rights, records)
        if rights.read == "none":  # who may only hand in sees what they handed in
            return [replace(record, values=dict(given)) for record, given in zip(shown, parsed, strict=True)]
        return shown

    async def _create_or_fill(
        self,
        rights: EntityRights,
        rows: Sequence[Creation],
        pointers: Sequence[str],
        filled: Mapping[int, tuple[UUID, dict[str, Any]]],
        *,
        ids: Sequence[UUID],
        renew: bool,
        show: bool,
    ) -> list[Record]:
        """Fill in the records that some rows are duplicates of, and create the others; each row gives its record."""
        new = [place for place in range(len(rows)) if place not in filled]
        created = await self._create(
            rights, [rows[n] for n in new], [pointers[n] for n in new], ids=[ids[n] for n in new], renew=renew, show=show
        ) if new else []  # fmt: skip
        found = dict(zip(new, created, strict=True))
        for place, (record, values) in filled.items():
            found[place] = (await self._update(rights, [Update(record, values)], [pointers[place]], renew=renew, show=show))[0]
        return [found[place] for place in range(len(rows))]

    async def _require_room(self, amount: int) -> None:
        """Refuse what the plan has no room for."""
        await limits.require("records", amount)

    async def _numbers(self, entity: EntityPlan, amount: int) -> list[int]:
        """Return numbers for new records."""
        return await take(self.plan.tenant_no, entity.no, amount)

    async def _held(self, rights: EntityRights, ids: Sequence[UUID]) -> dict[UUID, Held]:
        held = await hold(self.reader, rights, ids)
        if any(id_ not in held for id_ in ids):
            raise NotFoundError
        return held

    async def _update(
        self, rights: EntityRights, rows: Sequence[Update], pointers: Sequence[str], *, renew: bool = False, show: bool = True
    ) -> list[Record]:
        held = await self._held(rights, [row.id for row in rows])
        for row in rows:
            held[row.id].require("update", "change this record")
            await self._judge.check_version(rights, held[row.id], row.if_version)
        parsed = self._parsed(rights, rows, pointers)
        await attaching.complete(self.reader, rights, parsed, pointers)
        now = utc_now()
        changes = [
            await self._change(held[row.id].record, row, values, now, renew=renew)
            for row, values in zip(rows, parsed, strict=True)
        ]
        await self._judge.check_updated(rights, rows, changes, pointers)
        real = [(change, place) for change, place in zip(changes, pointers, strict=True) if not change.nothing]
        if real:
            await self._check_duplicates(rights, real)
            await claim_unique(self.reader, rights, [change for change, _ in real], [place for _, place in real])
            await self._write(rights, [change for change, _ in real], now)
        results = [change.before if change.nothing and change.before is not None else change.after for change in changes]
        return await present(self.reader, rights, results) if show else results

    async def _check_duplicates(self, rights: EntityRights, changes: Sequence[tuple[Change, str]]) -> None:
        """Look for duplicates of records whose matching fields change."""
        match = set(rights.entity.match)
        concerned = [one for one in changes if match and match & set(one[0].changed_fields())]
        if concerned:
            records, places = [change.after for change, _ in concerned], [place for _, place in concerned]
            self.warnings += await duplicates.check(self.reader, rights, records, places)

    def _parsed(self, rights: EntityRights, rows: Sequence[Update], pointers: Sequence[str]) -> list[dict[str, Any]]:
        return _each(rows, pointers, lambda row, place: parse_values(rights, row.values, self._setting, place))

    async def _change(self, before: Record, row: Update, values: dict[str, Any], now: datetime, *, renew: bool) -> Change:
        responsible = before.responsible if isinstance(row.responsible, Unset) else row.responsible
        stays = isinstance(row.team, Unset) and responsible == before.responsible
        team = before.team if stays else await teaming.team_of(row.team, responsible)
        after = self.next_of(before, now, before.values | values, by=_actor_of(row.by), responsible=responsible, team=team)
        return Change("updated", before, after, self.cause_of(row.by, renew=renew), actor=_actor_of(row.by))

    def cause_of(self, by: Author | None = None, *, renew: bool) -> Cause:
        """Return the cause of a row: one of a batch begins a chain of its own."""
        cause = self.cause if by is None else by.cause
        return cause.renewed() if renew else cause

    def next_of(
        self,
        before: Record,
        now: datetime,
        values: Mapping[str, Any],
        *,
        by: Actor | None = None,
        **system: Any,  # noqa: ANN401 - a system field's
    ) -> Record:
        """Return the record as its next version will be."""
        actor = by or self.actor
        return replace(before, values=dict(values), version=before.version + 1, updated_at=now, updated_by=actor.id, **system)

    async def _delete(
        self, rights: EntityRights, ids: Sequence[UUID], versions: Mapping[UUID, int | None], *, renew: bool = False
    ) -> None:
        held = await self._held(rights, ids)
        for id_, one in held.items():
            one.require("delete", "delete this record")
            await self._judge.check_version(rights, one, versions.get(id_))
        now = utc_now()
        await removing.remove(self, rights, [one.record for one in held.values()], set(held), now, renew=renew)
        await trash_links.will_be_purged(now)

    async def put(self, rights: EntityRights, changes: Sequence[Change], now: datetime) -> None:
        """Write changes of one kind that were judged by who undoes, restores or merges; all else follows as ever."""
        await claim_unique(self.reader, rights, changes, ["/values"] * len(changes))
        await self._write(rights, changes, now)

    async def _write(self, rights: EntityRights, changes: Sequence[Change], now: datetime) -> None:
        layout = layout_of(self.reader, rights.entity)
        await amounts.settle(self.reader, changes, self._setting)
        ripple = await Ripple.begin(self.reader, changes)
        if layout.kept:
            await compute_kept(self.reader, layout, changes)
        await add_events(self.reader, self.actor, changes)
        await write(self.reader, self.actor, layout, changes, now)
        await date_timers.follow(self.reader, changes)
        if ripple is not None:
            await ripple.finish(self.actor)
            await filling.refresh_later(self.plan, ripple.beyond)
            for other, concerned in ripple.concerned.items():
                await filling.catch_up(self.plan, self.cause, self.plan.entities[other], concerned)
        if changes[0].kind != "deleted":
            await filling.catch_up(self.plan, self.cause, rights.entity, [change.after.id for change in changes])
        await attaching.follow(self.reader, rights.entity, changes)
        await duplicates.keep(self.reader, rights.entity, changes)
        announce(self.plan.tenant_no, changes)
        for entity, ids in amounts.cards_of(self.reader, changes).items():
            await self.settle_amounts(entity, ids - self.leaving)

    async def settle_amounts(self, entity: str, ids: set[UUID]) -> None:
        """Write anew what these cards are worth, where the product writes it: their lines have changed, or the rule."""
        product = the_product(self.plan)
        rights = product.rights_of(entity)
        held = await hold(product, rights, sorted(ids)) if ids else {}
        now = utc_now()
        changes = [
            Change("updated", one.record, self.next_of(one.record, now, one.record.values), self.cause) for one in held.values()
        ]
        await amounts.settle(self.reader, changes, self._setting)
        real = [change for change in changes if not change.nothing]
        if real:
            await self._write(rights, real, now)


def _actor_of(by: Author | None) -> Actor | None:
    return None if by is None else by.actor


def _each(rows: Sequence[_Row], pointers: Sequence[str], parse: Callable[[_Row, str], dict[str, Any]]) -> list[dict[str, Any]]:
    """Parse every row; the faults of all of them at once."""
    parsed: list[dict[str, Any]] = []
    found = Gathered()
    for row, place in zip(rows, pointers, strict=True):
        with found:
            parsed.append(parse(row, place))
    found.refuse()
    return parsed


def _check_size(create: Sequence[Any], update: Sequence[Update], delete: Sequence[UUID]) -> None:
    if len(create) + len(update) + len(delete) > MOST_ROWS:
        raise InvalidError.at("", "too_many", f"A batch has {MOST_ROWS} rows at most.")
    named = [row.id for row in update] + list(delete)
    if len(set(named)) != len(named):
        raise InvalidError.at("", "repeated", "A batch names a record once at most.")
