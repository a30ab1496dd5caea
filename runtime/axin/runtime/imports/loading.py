"""A chunk of an import: rows become creations and changes, pass the gateway, and those at fault are left out and told."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from axin.builder.catalog import values as codec
from axin.builder.catalog.setting import Setting
from axin.builder.compiling.plan import FieldPlan
from axin.platform.data.unit_of_work import connection
from axin.platform.kernel.errors import InvalidError, NotFoundError, Problem
from axin.platform.kernel.languages import said
from axin.runtime.imports import rehearsal, rows
from axin.runtime.imports.above import Above, hash_of, missing
from axin.runtime.imports.rehearsal import Rehearsal
from axin.runtime.imports.rows import Row, RowReader
from axin.runtime.imports.spec import Spec
from axin.runtime.jobs.job import JobContext
from axin.runtime.records.errors import RightMissingError
from axin.runtime.records.gateway import UNSET, Creation, Gateway, Update
from axin.runtime.records.policy import EntityRights

_MOST_TRIES: Final = 8
"""How often a chunk is tried with the rows at fault left out, before its rows are tried one by one."""
_AMBIGUOUS: Final = ("", "ambiguous", "Several records have these values: it is not clear which one is meant.")
_TAKEN: Final = "Another record has this value already."
_NO_RIGHT: Final = ("", "forbidden", "You may not change this record.")


@dataclass
class Outcome:
    """What a chunk came to."""

    created: int = 0
    updated: int = 0
    skipped: int = 0
    failed: list[Row] = field(default_factory=list)
    runs: Counter[str] = field(default_factory=Counter)


class Loader:
    """Loads the rows of one chunk."""

    def __init__(self, job: JobContext, spec: Spec, rights: EntityRights, reading: RowReader) -> None:
        self._job = job
        self._spec = spec
        self._rights = rights
        self._reading = reading
        kind = Rehearsal if spec.dry else Gateway
        self._gateway = kind(job.plan, job.actor, job.cause("import", spec.automation))
        self._setting = Setting.of(job.plan)
        self._made: set[UUID] = set()
        """What a rehearsal would have made by now: keys, and values that are unique."""
        self.outcome = Outcome()

    async def load(self, found: Sequence[Row]) -> Outcome:
        """Load the rows: first those that need no record which others make, then, again and again, who waited for these."""
        good = self._without_faults(found)
        self._above = Above(self._rights, self._setting, good)
        await connection().execute("savepoint import_chunk")
        ready, waiting = await self._apart(good)
        while ready:
            await self._put(ready)
            ready, waiting = await self._let_in(waiting)
        self._give_up(waiting)
        await self._end()
        return self.outcome

    async def _put(self, good: Sequence[Row]) -> None:
        """Create and change records; of two rows with one key the later meets what the earlier has made."""
        left = list(good)
        while left:
            now, later = await self._sorted(left) if self._spec.match else (left, [])
            await self._create([row for row in now if row.record is None])
            await self._update([row for row in now if row.record is not None])
            left = later

    async def _apart(self, good: Sequence[Row]) -> tuple[list[Row], list[Row]]:
        """Return the rows that can be loaded, and those that wait for rows above; who waits in vain is left out."""
        await self._rehearsed_links([row for row in good if row.waiting])
        waiting = [row for row in good if row.waiting]
        vain = [row for row in waiting if not all(self._above.makes(row, text) for text in missing(row))]
        self._give_up(vain)
        hopeless = {row.number for row in vain}
        return [row for row in good if not row.waiting], [row for row in waiting if row.number not in hopeless]

    async def _let_in(self, waiting: Sequence[Row]) -> tuple[list[Row], list[Row]]:
        """Return who need wait no longer, and who must."""
        if self._spec.dry:
            await self._rehearsed_links(waiting)
        elif waiting:
            await self._reading.find_waiting(waiting)
        return self._without_faults([row for row in waiting if not row.waiting]), [row for row in waiting if row.waiting]

    async def _rehearsed_links(self, waiting: Sequence[Row]) -> None:
        """In a rehearsal, take links for found that lead to what it would have made; there is no record to link to."""
        if not self._spec.dry or not waiting:
            return
        names = {text: {hash_of("n", *name) for name in self._above.meant(text)} for row in waiting for text in missing(row)}
        seen = await rows.seen_before(self._job.tenant_no, self._job.id, [one for hashes in names.values() for one in hashes])
        for row in waiting:
            if all(names[text] & (seen | self._made) for text in missing(row)):
                row.waiting.clear()

    def _give_up(self, waiting: Sequence[Row]) -> None:
        for row in waiting:
            self._reading.give_up(row)
        self.outcome.failed += waiting

    def _without_faults(self, found: Sequence[Row]) -> list[Row]:
        self.outcome.failed += [row for row in found if row.faults]
        return [row for row in found if not row.faults]

    async def _end(self) -> None:
        if not isinstance(self._gateway, Rehearsal):
            await connection().execute("release savepoint import_chunk")
            return
        changes = getattr(self._gateway, "changes", [])
        if self._spec.automation != "none":
            self.outcome.runs = await rehearsal.runs_of(self._gateway.reader, changes)
        await connection().execute("rollback to savepoint import_chunk")
        await rows.remember(self._job.tenant_no, self._job.id, self._made)

    async def _sorted(self, good: Sequence[Row]) -> tuple[list[Row], list[Row]]:
        """Return the rows to load now, each with its record, and those that wait for one of these."""
        keys = self._keys(good)
        known = await rows.records_with(self._gateway.reader, self._rights, self._spec, set(keys.values()))
        before = await self._rehearsed(set(keys.values()))
        now: list[Row] = []
        later: list[Row] = []
        taken: set[tuple[str, ...]] = set()
        for row in good:
            key = keys.get(row.number)
            ids = known.get(key, []) if key is not None else []
            if key is not None and key in taken:
                later.append(row)
            elif len(ids) > 1 and self._spec.on_match == "update":
                row.faults.append(_AMBIGUOUS)
                self.outcome.failed.append(row)
            elif (ids or key in before) and self._spec.on_match != "create":
                self._meet(row, ids, now)
            else:
                now.append(row)
            if key is not None:
                taken.add(key)
        return now, later if self._spec.on_match != "create" else self._all_new(now, later)

    def _all_new(self, now: list[Row], later: list[Row]) -> list[Row]:
        now += later
        return []

    def _meet(self, row: Row, ids: Sequence[UUID], now: list[Row]) -> None:
        """Take a row whose record is there, or, in a rehearsal, would be by now."""
        if self._spec.on_match == "skip":
            self.outcome.skipped += 1
        elif ids:
            row.record = ids[0]
            now.append(row)
        else:
            self.outcome.updated += 1

    async def _rehearsed(self, keys: set[tuple[str, ...]]) -> set[tuple[str, ...]]:
        """Return the keys that a rehearsal has made: in an earlier chunk, or earlier in this one."""
        if not self._spec.dry or not keys:
            return set()
        hashes = {hash_of("m", *key): key for key in keys}
        seen = await rows.seen_before(self._job.tenant_no, self._job.id, list(hashes))
        return {key for hash_, key in hashes.items() if hash_ in seen or hash_ in self._made}

    async def _create(self, good: Sequence[Row]) -> None:
        if not good:
            return
        if not self._rights.create:
            self._refuse(good, ("", "forbidden", "You may not create these records."))
            return
        if self._spec.dry:
            good = await self._not_taken(good)
        done = await self._through(good, create=True)
        self.outcome.created += len(done)
        if self._spec.dry:
            self._made.update(hash_of("m", *key) for key in self._keys(done).values() if key)
            self._made.update(hash_of("n", *name) for name in self._names(done))

    def _names(self, done: Sequence[Row]) -> Iterable[tuple[str, str]]:
        """Yield what the made records are called, where links of this import may lead to them."""
        if any(part.to == self._spec.entity for part in self._reading.links):
            yield from (name for row in done for name in self._above.names_of(row))

    def _keys(self, given: Sequence[Row]) -> dict[int, tuple[str, ...]]:
        return rows.keys_of(self._rights, self._spec, given, self._setting)

    async def _not_taken(self, good: Sequence[Row]) -> list[Row]:
        """Leave out rows whose unique values an earlier row of the rehearsal would have taken."""
        parts = [part for part in self._rights.entity.fields.values() if part.unique]
        claims = {row.number: {hash_of("u", part.key, text): part.key for part in parts if (text := self._text(row, part))}
                  for row in good}  # fmt: skip
        hashes = [hash_ for claim in claims.values() for hash_ in claim]
        seen = await rows.seen_before(self._job.tenant_no, self._job.id, hashes) if hashes else set[UUID]()
        free: list[Row] = []
        for row in good:
            taken = [key for hash_, key in claims[row.number].items() if hash_ in seen or hash_ in self._made]
            for key in taken:
                row.faults.append((self._reading.title(key), "not_unique", _TAKEN))
            (self.outcome.failed if taken else free).append(row)
            self._made.update(() if taken else claims[row.number])
        return free

    def _text(self, row: Row, part: FieldPlan) -> str | None:
        given = row.values.get(part.key)
        value = None if given is None else codec.parse(part, given, "", self._setting)
        return None if value is None or isinstance(value, Problem) else codec.unique_text(value)

    async def _update(self, changed: Sequence[Row]) -> None:
        done = await self._through(changed, create=False)
        for row in done:
            self.outcome.updated += await self._moved(row)

    async def _moved(self, row: Row) -> bool:
        """Move a changed record to the stage that its row names."""
        if row.stage is None or row.record is None or self._spec.funnel is None:
            return True
        await connection().execute("savepoint import_move")
        try:
            await self._gateway.move(self._spec.entity, row.record, self._spec.funnel, row.stage)
        except (InvalidError, RightMissingError) as error:
            await connection().execute("rollback to savepoint import_move")
            self._refuse([row], (self._reading.title("stage"), error.code, error.message))
            return False
        return True

    async def _through(self, given: Sequence[Row], *, create: bool) -> list[Row]:
        """Pass the rows through the gateway, leaving out those that it refuses; return those that it took."""
        left = list(given)
        for _ in range(_MOST_TRIES):
            refused = await self._attempt(left, create=create) if left else []
            if refused is None:
                break
            if not refused:
                return left
            gone = {row.number for row in refused}
            left = [row for row in left if row.number not in gone]
        return [row for row in left if await self._attempt([row], create=create) == []]

    async def _attempt(self, given: list[Row], *, create: bool) -> list[Row] | None:
        """Return the rows that are refused; None where it is not clear which ones are."""
        await connection().execute("savepoint import_rows")
        try:
            if create:
                await self._gateway.load(self._spec.entity, create=[self._creation(row) for row in given])
            else:
                await self._gateway.load(self._spec.entity, update=[self._change(row) for row in given])
        except InvalidError as error:
            await connection().execute("rollback to savepoint import_rows")
            return self._told(given, error.problems)
        except (RightMissingError, NotFoundError):
            await connection().execute("rollback to savepoint import_rows")
            if len(given) > 1:
                return None
            self._refuse(given, _NO_RIGHT)
            return given
        await connection().execute("release savepoint import_rows")
        return []

    def _creation(self, row: Row) -> Creation:
        spec = self._spec
        stage = row.stage or spec.stage
        return Creation(row.values, spec.funnel, stage, row.own.get("responsible", UNSET), row.own.get("team", UNSET))

    def _change(self, row: Row) -> Update:
        own = row.own.get("responsible", UNSET), row.own.get("team", UNSET)
        return Update(row.record or UUID(int=0), row.values, None, *own)

    def _told(self, given: Sequence[Row], problems: Sequence[Problem]) -> list[Row] | None:
        """Give the gateway's complaints to their rows."""
        at_fault: dict[int, Row] = {}
        for problem in problems:
            place, target = _place_of(problem.pointer)
            if place is None and len(given) > 1:
                return None
            row = given[place or 0]
            row.faults.append((self._reading.title(target) if target else "", problem.code, said(problem, self._spec.locale)))
            at_fault[row.number] = row
        self.outcome.failed += at_fault.values()
        return list(at_fault.values())

    def _refuse(self, refused: Sequence[Row], fault: tuple[str, str, str]) -> None:
        for row in refused:
            row.faults.append(fault)
        self.outcome.failed += refused


def _place_of(pointer: str) -> tuple[int | None, str]:
    """Return which row a pointer of the gateway's names, and which field of it."""
    parts = pointer.split("/")[2:]
    place = int(parts[0]) if parts and parts[0].isdecimal() else None
    target = parts[-1] if len(parts) > 1 and parts[-1] != "values" else ""
    return place, target
