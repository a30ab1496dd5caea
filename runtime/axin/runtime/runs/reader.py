"""Records as they stand now, read with the run's rights; and the frozen ones of the event.

A record is read once and kept until the run writes: a write may change any other record's formulas, so all but the written
one are forgotten.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from axin.builder.catalog import values as codec
from axin.builder.compiling.plan import EntityPlan, Plan
from axin.platform.kernel.errors import NotFoundError
from axin.runtime.records import queries
from axin.runtime.records.record import SYSTEM_FIELDS, Record
from axin.runtime.runs.crossing import Crossing
from axin.runtime.runs.frozen import FrozenRecord
from axin.runtime.runs.linked import linked
from axin.runtime.runs.refs import Ref
from axin.tenants.actor import Actor


@dataclass(frozen=True, slots=True)
class Missing:
    """A record that must be read before the walk can go on."""

    ref: Ref


@dataclass(frozen=True, slots=True)
class MissingRows:
    """Linked records that must be read: those behind the inverse link `name` of a record of `entity`."""

    entity: str
    id: UUID
    name: str


Holder = Record | FrozenRecord
_PLAIN: Final = frozenset({str, int, bool, Decimal, type(None)})
"""What is in the API's form already."""


@dataclass(slots=True)
class Reader:
    """What one run reads."""

    plan: Plan
    actor: Actor
    records: dict[Ref, Record | None] = field(default_factory=dict)
    linked: dict[MissingRows, tuple[Ref, ...]] = field(default_factory=dict)
    crossing: Crossing | None = None
    """Told of all that is read and written, where other runs are under way beside this one."""

    async def load(self, ref: Ref) -> Record | None:
        """Return the record, None where it is gone or out of the run's sight."""
        if ref not in self.records:
            self._note_read([ref])
            try:
                self.records[ref] = await queries.get(self.plan, self.actor, ref.entity, ref.id)
            except NotFoundError:
                self.records[ref] = None
        return self.records[ref]

    async def load_rows(self, wanted: MissingRows) -> None:
        """Read the linked records."""
        found = await linked(self.plan, self.actor, self.plan.entities[wanted.entity], wanted.id, wanted.name)
        self.linked[wanted] = self.found(found)

    def found(self, records: Sequence[Record]) -> tuple[Ref, ...]:
        """Keep records that were read together; return their names."""
        refs = tuple(Ref(record.entity.key, record.id) for record in records)
        self._note_read(refs)
        self.records.update(zip(refs, records, strict=True))
        return refs

    def _note_read(self, refs: Sequence[Ref]) -> None:
        if self.crossing is not None:
            for ref in refs:
                self.crossing.reads(self.actor.id, ref)

    def forget(self) -> None:
        """Read everything anew from here on."""
        self.records.clear()
        self.linked.clear()

    def written(self, record: Record) -> Ref:
        """Keep the record as the write left it; forget what may have changed with it."""
        ref = Ref(record.entity.key, record.id)
        self.removed(ref)
        self.records[ref] = record
        return ref

    def removed(self, ref: Ref) -> None:
        """Note that the run has written the record, and keep nothing of it, nor of what may have changed with it."""
        self.forget()
        if self.crossing is not None:
            self.crossing.writes(self.actor.id, ref)

    def member(self, holder: Holder, name: str) -> Any:  # noqa: ANN401 - any value
        """Return the member `name` of a record: a value, a Ref for a link, Refs or MissingRows for many."""
        entity = holder.entity
        plan = entity.fields.get(name)
        if plan is None:
            return self._beyond_fields(entity, holder, name)
        value = holder.formula_value(name)
        if plan.type == "link" and plan.to is not None and isinstance(value, UUID):
            return Ref(plan.to, value)
        if plan.type == "links" and plan.to is not None:
            return tuple(Ref(plan.to, each) for each in value or ())
        return value

    def _beyond_fields(self, entity: EntityPlan, holder: Holder, name: str) -> Any:  # noqa: ANN401 - any value
        if name == entity.parent:
            value = holder.values.get(name)
            return Ref(name, value) if isinstance(value, UUID) else None
        if name in entity.inverses:
            wanted = MissingRows(entity.key, holder.id, name)
            return self.linked.get(wanted, wanted)
        return holder.formula_value(name) if name in SYSTEM_FIELDS else None


def plain(value: Any) -> Any:  # noqa: ANN401 - one line for each kind of value
    """Return a value of the formula language in the API's form, as the journal and the gateway take it."""
    if type(value) in _PLAIN:
        return value
    match value:
        case Ref():
            return str(value.id)
        case Mapping():
            return {key: plain(member) for key, member in value.items()}
        case list() | tuple():
            return [plain(item) for item in value]
        case Record():
            return value.to_api()
        case _:
            return codec.plain_json(value)
