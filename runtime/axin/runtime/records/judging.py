"""What is refused: the rules that a new, changed or moved record must keep, all faults of a request told at once."""

from collections.abc import Awaitable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from axin.builder.compiling.plan import FunnelPlan, StagePlan
from axin.platform.kernel.errors import InvalidError, Problem, StaleVersionError
from axin.runtime.cause import Cause
from axin.runtime.records import amounts, givens, overriding, rules, teaming
from axin.runtime.records.changes import Change
from axin.runtime.records.commands import Creation, Update
from axin.runtime.records.gathering import Gathered
from axin.runtime.records.holding import Held
from axin.runtime.records.policy import EntityRights, Reader
from axin.runtime.records.presenting import present
from axin.runtime.records.record import Record
from axin.runtime.records.references import check_references, known_people
from axin.tenants.actor import Actor


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges what one actor would write, for one cause."""

    reader: Reader
    actor: Actor
    cause: Cause
    override: bool
    """Whether the rules of stages are passed over, which leaves an audit row."""

    async def check_move(self, rights: EntityRights, change: Change, way: FunnelPlan, target: StagePlan) -> None:
        """Refuse a move that breaks a rule; all that is missing is told at once."""
        before, after = change.before or change.after, change.after
        touched = {key: after.values.get(key) for key in change.changed_fields()}
        asking = replace(before, values=after.values)
        await self._ruled(after, rules.check_transition(self.reader, asking, way, target.key))
        found = Gathered()
        with found:
            await self._check_values(rights, after, touched, "/values", new=False)
        with found:
            await self._check_given(rights, change.before, after, touched, "/values")
        with found:
            await self._ruled(after, rules.check_stage_needs(self.reader, rights, after, target, "/values"))
        with found:
            await self._ruled(after, rules.check_checklist(self.reader, before, target))
        found.refuse()

    async def _check_values(
        self, rights: EntityRights, record: Record, touched: Mapping[str, Any], pointer: str, *, new: bool
    ) -> None:
        if touched:
            await check_references(self.reader, rights, [(touched, pointer)])
            await rules.check_fields(self.reader, rights, record, touched, pointer, new=new)
            self._check_amount(record, touched, pointer)

    async def _check_given(
        self, rights: EntityRights, before: Record | None, after: Record, given: Mapping[str, Any], pointer: str
    ) -> None:
        """Refuse what may not be given anew; a job (an import, an undo) brings what was elsewhere or before."""
        if self.cause.job is None:
            await givens.check_given(self.reader, rights, given, pointer, before=before, after=after)

    def _check_amount(self, record: Record, touched: Mapping[str, Any], pointer: str) -> None:
        """Refuse a value for a computed amount; what a job brings (an import, an undo) is overwritten by what is computed."""
        if self.cause.job is None:
            amounts.check_untouched(self.reader, record, touched, pointer)

    async def _ruled(self, record: Record, check: Awaitable[None]) -> None:
        """Judge by a rule of stages; where this step passes over them, note that it did."""
        try:
            await check
        except InvalidError as error:
            if not self.override:
                raise
            await overriding.note(self.actor, self.cause, record, error)

    async def check_created(
        self,
        rights: EntityRights,
        rows: Sequence[Creation],
        parsed: Sequence[Mapping[str, Any]],
        records: Sequence[Record],
        pointers: Sequence[str],
    ) -> None:
        """Refuse new records that break a rule; `parsed` is what was given of each."""
        await check_references(self.reader, rights, list(zip(parsed, pointers, strict=True)))
        await self._check_people(zip(rows, pointers, strict=True))
        found = Gathered()
        for record, given, pointer in zip(records, parsed, pointers, strict=True):
            with found:
                await rules.check_fields(self.reader, rights, record, record.values, pointer, new=True)
            with found:
                await self._check_given(rights, None, record, given, pointer)
            with found:
                self._check_amount(record, given, pointer)
            if record.funnel is not None and record.stage is not None:
                stage = self.reader.plan.funnels[record.funnel].stages[record.stage]
                with found:
                    await self._ruled(record, rules.check_stage_needs(self.reader, rights, record, stage, pointer))
        found.refuse()

    async def _check_people(self, given: Iterable[tuple[Creation | Update, str]]) -> None:
        """Refuse a responsible who is no member, and a team that is none."""
        rows = list(given)
        named = [
            (row.responsible, pointer)
            for row, pointer in rows
            if isinstance(row.responsible, UUID) and row.responsible != self.actor.person
        ]
        await teaming.check_teams((row.team, record_at(pointer)) for row, pointer in rows)
        known = await known_people({person for person, _ in named})
        strangers = [
            Problem(f"{record_at(pointer)}/responsible", "not_found", "There is no such member.")
            for person, pointer in named
            if person not in known
        ]
        if strangers:
            raise InvalidError(strangers)

    async def check_updated(
        self, rights: EntityRights, rows: Sequence[Update], changes: Sequence[Change], pointers: Sequence[str]
    ) -> None:
        """Refuse changes that break a rule; what stays as it was is judged only by its stage."""
        touched = [{key: change.after.values.get(key) for key in change.changed_fields()} for change in changes]
        await check_references(self.reader, rights, list(zip(touched, pointers, strict=True)))
        await self._check_people(
            (row, pointer)
            for row, change, pointer in zip(rows, changes, pointers, strict=True)
            if {"responsible", "team"}.intersection(change.changed_system_fields())
        )
        found = Gathered()
        for change, fields, pointer in zip(changes, touched, pointers, strict=True):
            with found:
                await rules.check_fields(self.reader, rights, change.after, fields, pointer, new=False)
            with found:
                await self._check_given(rights, change.before, change.after, fields, pointer)
            with found:
                self._check_amount(change.after, fields, pointer)
            funnel = self.reader.plan.funnels.get(change.after.funnel or "")
            stage = funnel.stages.get(change.after.stage or "") if funnel is not None else None
            if stage is not None:
                with found:
                    needed = rules.check_stage_needs(self.reader, rights, change.after, stage, pointer, touched=fields)
                    await self._ruled(change.after, needed)
        found.refuse()

    async def check_version(self, rights: EntityRights, held: Held, version: int | None) -> None:
        """Refuse a change that was made from an older version; what the record is now goes with the refusal."""
        try:
            held.check_version(version)
        except StaleVersionError as error:
            now = (await present(self.reader, rights, [held.record]))[0]
            error.details = {"record": now.to_api()}
            raise


def record_at(pointer: str) -> str:
    """Return where a record stands in the input, from where its values do."""
    return pointer.removesuffix("/values")
