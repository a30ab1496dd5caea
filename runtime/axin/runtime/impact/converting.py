"""The job that carries values over: from a field's old type to its new one, from a removed field or option to another."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from axin.builder import versions
from axin.builder.catalog import values as codec
from axin.builder.catalog.converting import Converter, LostError
from axin.builder.catalog.setting import Setting
from axin.builder.compiling.plan import FieldPlan, Plan
from axin.builder.decisions import Decision
from axin.platform.data import json
from axin.platform.data.savepoints import savepoint
from axin.platform.kernel.errors import InvalidError
from axin.runtime.impact import stored
from axin.runtime.jobs import registry
from axin.runtime.jobs.job import Done, JobContext, Progress
from axin.runtime.records.gateway import Gateway, Update
from axin.runtime.records.policy import Reader
from axin.runtime.records.query import Query
from axin.runtime.records.sql_names import RecordNames

CONVERT: Final = "convert"
_CHUNK: Final = 200
_EXAMPLES: Final = 20
_FIRST: Final = UUID(int=0)


def work_of(before: Plan, after: Plan, decision: Decision) -> Mapping[str, Any] | None:
    """Return the job's input for a decision; None where nothing is to be carried."""
    effect, entity = decision.effect, before.entities.get(str(decision.effect.entity))
    old = entity.fields.get(str(effect.field)) if entity is not None else None
    if old is None or effect.entity not in after.entities or (old.computed and old.type != "autonumber"):
        return None
    target = {"convert": effect.field, "move": decision.to, "replace": effect.field, "clear": effect.field}.get(decision.action)
    new = after.entities[effect.entity].fields.get(str(target)) if effect.entity else None
    if new is None or new.computed:
        return None
    work = {"entity": effect.entity, "source": effect.field, "target": target, "from": before.version}
    return work | ({"option": effect.option, "to": decision.to} if effect.kind == "option_removed" else {})


async def step(job: JobContext) -> Progress | Done:
    """Carry the next records over."""
    work = job.input
    before = await versions.plan_of(work["from"])
    entity = job.plan.entities.get(work["entity"])
    new = entity.fields.get(work["target"]) if entity is not None else None
    old = before.entities[work["entity"]].fields[work["source"]]
    state = job.state or {"after": str(_FIRST), "done": 0, "converted": 0, "lost": 0, "examples": []}
    if new is None or new.computed:  # a later version has taken the field away
        return Done(_result(state))
    chunk = _Chunk(job, old, new)
    total = job.total if job.total is not None else await chunk.total()
    rows = await chunk.rows(UUID(state["after"]))
    lost = await chunk.carry(rows)
    examples = [*state["examples"], *({"id": str(row["id"]), "number": row["number"]} for row in rows if row["id"] in lost)]
    state = {
        "after": str(rows[-1]["id"]) if rows else state["after"],
        "done": state["done"] + len(rows),
        "converted": state["converted"] + len(rows) - len(lost),
        "lost": state["lost"] + len(lost),
        "examples": examples[:_EXAMPLES],
    }
    if len(rows) < _CHUNK:
        return Done(_result(state), state["done"])
    return Progress(state, state["done"], total)


def _result(state: Mapping[str, Any]) -> dict[str, Any]:
    return {name: state[name] for name in ("converted", "lost", "examples")}


class _Chunk:
    """Some records of the job: which they are, and what their new values are."""

    def __init__(self, job: JobContext, old: FieldPlan, new: FieldPlan) -> None:
        self.job, self.old, self.new = job, old, new
        self.entity = job.plan.entities[job.input["entity"]]
        plan = job.plan
        self.converter = Converter(old, new, Setting.of(plan), locale=plan.locale, timezone=plan.timezone)

    def _where(self, query: Query, names: RecordNames) -> str:
        if "option" in self.job.input:
            return f"{names.readable()} and {stored.chose(query, self.old, self.job.input['option'])}"
        taken = f"not r.data ? {query.parameter(str(self.new.no))}::text"
        return f"{names.readable()} and {stored.holds(query, self.old)} and {taken}"

    def _names(self) -> RecordNames:
        return RecordNames(Query(Reader(self.job.plan, self.job.actor), []), self.entity, "r")

    async def total(self) -> int:
        """Return how many records there are to carry over."""
        names = self._names()
        return await names.query.fetch_count(f"select count(*) from record r where {self._where(names.query, names)}")

    async def rows(self, after: UUID) -> Sequence[Any]:
        """Return the next records with their old values."""
        names = self._names()
        place = names.query.parameter(str(self.old.no))
        where = f"{self._where(names.query, names)} and r.id > {names.query.parameter(after)}::uuid"
        return await names.query.fetch(
            f"select r.id, r.number, (r.data -> {place}::text)::text as value from record r where {where} "
            f"order by r.id limit {_CHUNK}"
        )

    async def carry(self, rows: Sequence[Any]) -> set[UUID]:
        """Write the new values through the gateway; return the records that have none."""
        lost: set[UUID] = set()
        updates: list[Update] = []
        for row in rows:
            try:
                value = self._new_value(codec.from_store(self.old, json.loads(row["value"])))
                updates.append(Update(row["id"], {self.new.key: value}))
            except LostError:
                lost.add(row["id"])
        lost |= await self._write(updates)
        if "option" not in self.job.input:
            await stored.let_go(self.entity, self.old, [update.id for update in updates if update.id not in lost])
        return lost

    def _new_value(self, value: Any) -> object:  # noqa: ANN401 - any field's value
        if "option" not in self.job.input:
            return self.converter.to_api(value)
        option, to = self.job.input["option"], self.job.input["to"]
        if not isinstance(value, tuple):
            return to
        kept = [to if one == option else one for one in value if one != option or to is not None]
        return list(dict.fromkeys(kept))

    async def _write(self, updates: Sequence[Update]) -> set[UUID]:
        """Write what the rules take; a record that they refuse is lost, and halves the rest until it is found."""
        if not updates:
            return set()
        gateway = Gateway(self.job.plan, self.job.actor, self.job.cause("system", "none"))
        try:
            async with savepoint():
                await gateway.batch(self.entity.key, update=updates)
        except InvalidError:
            if len(updates) == 1:
                return {updates[0].id}
            middle = len(updates) // 2
            return await self._write(updates[:middle]) | await self._write(updates[middle:])
        return set()


registry.register(CONVERT, step)
