"""Records as they stood at any moment since a day: from what they are now, back through the change log, and forward again."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from axin.builder.catalog import values as codec
from axin.builder.compiling.plan import EntityPlan, Plan
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection
from axin.platform.kernel.ids import parse_id
from axin.runtime.records.changes import LOGGED_SYSTEM_FIELDS
from axin.runtime.records.layout import columns, read_row, readers_of
from axin.runtime.records.record import Record

LOG_COLUMNS: Final = "id, record_id, version, at, kind, changes, actor, cause, event_id"
_IDS: Final = frozenset({"responsible", "team"})
_NOW: Final = f"""
select {columns("r")}, r.deleted_at from record r where r.tenant_no = $1 and r.entity_no = $2 and r.id = any($3::uuid[])
"""
_LOG: Final = f"""
select {LOG_COLUMNS} from change
where tenant_no = $1 and entity_no = $2 and record_id = any($3::uuid[]) and at >= $4 order by record_id, version
"""


@dataclass(slots=True)
class Moment:
    """One change of a record: what it was before, and what it is from then on; None where there is no such record."""

    id: UUID
    at: datetime
    kind: str
    actor: Mapping[str, Any]
    cause: Mapping[str, Any]
    changed: tuple[str, ...]
    """The stored fields and system fields that differ."""
    before: Record | None = None
    after: Record | None = None
    told: bool = True
    """Whether it brought an event: where nobody listened, there was none."""


@dataclass(slots=True)
class Timeline:
    """What became of one record: as it stood at first, and each change since."""

    first: Record | None
    moments: Sequence[Moment] = ()
    times: list[datetime] = field(default_factory=list)

    def at(self, moment: datetime) -> Record | None:
        """Return the record as it stood at this moment; None where it was not there."""
        place = bisect_right(self.times, moment)
        return self.moments[place - 1].after if place else self.first

    def records(self) -> Iterator[Record]:
        """Yield all that the record has been."""
        if self.first is not None:
            yield self.first
        yield from (moment.after for moment in self.moments if moment.after is not None)


class Timelines:
    """The timelines that were asked for, by record."""

    def __init__(self, plan: Plan, since: datetime) -> None:
        self.plan = plan
        self.since = since
        self.known: dict[UUID, Timeline] = {}
        self.rows: dict[tuple[UUID, str], tuple[UUID, ...]] = {}
        """By owner and name: the records that link to it now, among them those that are gone."""
        self._readers: dict[str, dict[str, tuple[str, Callable[[Any], Any]]]] = {}

    async def ensure(self, entity: EntityPlan, ids: Iterable[UUID]) -> None:
        """Read the timelines of these records that are not known yet."""
        missing = [id_ for id_ in set(ids) if id_ not in self.known]
        if missing:
            rows = await connection().fetch(_LOG, self.plan.tenant_no, entity.no, missing, self.since)
            await self.learn(entity, missing, rows)

    async def learn(self, entity: EntityPlan, ids: Sequence[UUID], log: Iterable[Any]) -> None:
        """Make the timelines of these records known, from all their rows of the log, in order."""
        by_record: defaultdict[UUID, list[Any]] = defaultdict(list)
        for row in log:
            by_record[row["record_id"]].append(row)
        readers = readers_of(entity.fields.values())
        for id_ in ids:
            self.known[id_] = Timeline(None)
        for row in await connection().fetch(_NOW, self.plan.tenant_no, entity.no, list(ids)):
            record = read_row(entity, row, readers)
            self.known[record.id] = self._timeline(record, by_record[record.id], gone=row["deleted_at"] is not None)

    def _timeline(self, record: Record, log: Sequence[Any], *, gone: bool) -> Timeline:
        """Go back from what the record is now, change by change, then forward."""
        changes = [json.loads(row["changes"]) for row in log]
        current = record
        for changed in reversed(changes):
            current = self._changed(current, changed, 0, None)
        existed = log[0]["kind"] not in {"created", "restored"} if log else not gone
        moments, before = [], current if existed else None
        for row, changed in zip(log, changes, strict=True):
            current = self._changed(current, changed, 1, row["at"], row["version"])
            after = None if row["kind"] == "deleted" else current
            names = self._names(record.entity, changed)
            actor, cause = json.loads(row["actor"]), json.loads(row["cause"])
            moments.append(
                Moment(row["id"], row["at"], row["kind"], actor, cause, names, before, after, row["event_id"] is not None)
            )
            before = after
        return Timeline(_first(moments, record, existed=existed), moments, [moment.at for moment in moments])

    def _changed(
        self, record: Record, changes: Mapping[str, Any], side: int, at: datetime | None, version: int | None = None
    ) -> Record:
        """Return the record with one side of a change laid over it."""
        readers, values = self._readers_of(record.entity), dict(record.values)
        found = record.showing(values)
        for name, sides in changes.items():
            if name in readers:
                key, read = readers[name]
                values[key] = None if sides[side] is None else read(sides[side])
            elif name in LOGGED_SYSTEM_FIELDS:
                stored = sides[side]
                setattr(found, name, parse_id(stored) if name in _IDS and stored else stored)
        if at is not None:
            found.updated_at = at
        if changes.keys() & {"funnel", "stage"}:
            found.stage_since = at or record.created_at  # of what was before, the log since then does not say
        if version is not None:
            found.version = version
        return found

    def _readers_of(self, entity: EntityPlan) -> dict[str, tuple[str, Callable[[Any], Any]]]:
        found = self._readers.get(entity.key)
        if found is None:
            stored = [part for part in entity.fields.values() if not part.derived]
            found = {str(part.no): (part.key, codec.reader_of(part) or _as_is) for part in stored}
            self._readers[entity.key] = found
        return found

    def _names(self, entity: EntityPlan, changes: Mapping[str, Any]) -> tuple[str, ...]:
        readers = self._readers_of(entity)
        return tuple(readers[name][0] if name in readers else name for name in changes)


def _first(moments: Sequence[Moment], record: Record, *, existed: bool) -> Record | None:
    if not existed:
        return None
    return moments[0].before if moments else record


def _as_is(stored: Any) -> Any:  # noqa: ANN401 - any JSON
    return stored
