"""The names a formula of a scenario reads: `record`, `event`, `previous`, `steps`, `vars`, and in `when` the fields bare.

A formula is a pure function and cannot wait for the database. So `prepare` walks the paths that it will read and fetches
what is missing; then `read` walks the same paths and finds everything there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from axin.builder.compiling.plan import FieldPlan, Plan
from axin.builder.formulas.checker import Checked
from axin.builder.formulas.values import Context
from axin.platform.kernel.clock import utc_now
from axin.runtime.records.record import Record
from axin.runtime.runs.events import Event
from axin.runtime.runs.frozen import FrozenRecord
from axin.runtime.runs.given import typed
from axin.runtime.runs.reader import Missing, MissingRows, Reader
from axin.runtime.runs.refs import Ref
from axin.runtime.runs.state import RunState

Path = tuple[str, ...]
Names = Mapping[str, Any]


@dataclass(slots=True)
class RunScope:
    """The names in scope for one run: an `Env` of the formula language."""

    plan: Plan
    event: Event
    reader: Reader
    state: RunState
    inputs: Mapping[str, FieldPlan] = field(default_factory=dict)
    """What the scenario declares to take."""
    names: dict[str, Any] = field(init=False)
    bare: FrozenRecord | None = None
    """The record whose fields also stand bare: in a trigger's condition and a scenario's `when`."""
    _context: Context | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        """Lay out the names."""
        self.names = scope_names(self.plan, self.event, self.state, self.inputs)

    @classmethod
    def of_trigger(cls, plan: Plan, event: Event, reader: Reader, inputs: Mapping[str, FieldPlan]) -> "RunScope":
        """Return the scope of a condition or a `when`: everything frozen, the fields bare."""
        scope = cls(plan, event, reader, RunState(), inputs)
        scope.bare = scope.names["event"].get("record")
        scope.names["record"] = scope.bare
        return scope

    @property
    def context(self) -> Context:
        """When and where formulas are evaluated: one moment from one `prepare` to the next."""
        if self._context is None:
            self._context = self.circumstances()
        return self._context

    def circumstances(self) -> Context:
        """Return the context of this moment."""
        return self.plan.context(utc_now())

    async def prepare(self, formulas: Iterable[Checked]) -> None:
        """Read what these formulas will ask for."""
        self._context = None
        for formula in formulas:
            for path in formula.reads:
                if isinstance(self._walk(self.names, path, bare=self.bare), Missing | MissingRows):
                    await self._fetch(path)
            for path, inner in formula.rows.items():
                await self._fetch_rows(path, inner)

    async def _fetch(self, path: Path) -> Any:  # noqa: ANN401 - any value
        while True:
            found = self._walk(self.names, path, bare=self.bare)
            if isinstance(found, Missing):
                await self.reader.load(found.ref)
            elif isinstance(found, MissingRows):
                await self.reader.load_rows(found)
            else:
                return found

    async def _fetch_rows(self, path: Path, inner: Iterable[Path]) -> None:
        found = await self._fetch(path)
        for ref in found if isinstance(found, tuple) else ():
            for sub in inner:
                row = Row(self, ref)
                while isinstance(missing := row.walk(sub), Missing | MissingRows):
                    await (self.reader.load(missing.ref) if isinstance(missing, Missing) else self.reader.load_rows(missing))

    def read(self, path: Path) -> Any:  # noqa: ANN401 - any value of the formula language
        """Return the value at `path`."""
        return settled(self._walk(self.names, path, bare=self.bare))

    def named(self, path: Path) -> Any:  # noqa: ANN401 - any value
        """Return the value at `path` with its records named, not only their ids."""
        found = self._walk(self.names, path, bare=self.bare)
        return None if isinstance(found, Missing | MissingRows) else found

    def enter_loop(self) -> None:
        """Let `item` and `index` be those of the innermost loop that the run is inside."""
        if self.state.loops:
            loop = self.state.loops[-1]
            self.names["item"], self.names["index"] = loop.items[loop.index], Decimal(loop.index)
        else:
            self.names.pop("item", None)
            self.names.pop("index", None)

    def rows(self, path: Path) -> Sequence["Row"]:
        """Return one environment for each linked record."""
        found = self._walk(self.names, path, bare=self.bare)
        return [Row(self, ref) for ref in found] if isinstance(found, tuple) else []

    def _walk(self, names: Names, path: Path, *, bare: FrozenRecord | None = None) -> Any:  # noqa: ANN401 - any value
        first = path[0]
        node = self.reader.member(bare, first) if bare is not None and first not in names else names.get(first)
        return self.follow(node, path[1:])

    def follow(self, start: Any, path: Path) -> Any:  # noqa: ANN401 - any value
        """Walk on from `start`: through objects by name, through records by field, through links to their records."""
        node = start
        for name in path:
            if type(node) is dict:
                node = node.get(name)
                continue
            if isinstance(node, Missing | MissingRows) or node is None:
                return node
            if isinstance(node, Ref):
                if name == "id":
                    node = node.id
                    continue
                if node not in self.reader.records:
                    return Missing(node)
                node = self.reader.records[node]
            if isinstance(node, Record | FrozenRecord):
                node = self.reader.member(node, name)
            elif isinstance(node, Mapping):
                node = node.get(name)
            else:
                return None
        return node


@dataclass(slots=True)
class Row:
    """One linked record of an aggregate, as the environment of what is computed for it."""

    scope: RunScope
    record: Ref

    @property
    def context(self) -> Context:
        """When and where the formula is evaluated."""
        return self.scope.context

    def walk(self, path: Path) -> Any:  # noqa: ANN401 - any value
        """Return what stands at `path` of this row, or of the scope around it."""
        if path[0] in self.scope.names:
            return self.scope.follow(self.scope.names, path)
        return self.scope.follow(self.record, path)

    def read(self, path: Path) -> Any:  # noqa: ANN401 - any value of the formula language
        """Return the value at `path`."""
        return settled(self.walk(path))

    def rows(self, path: Path) -> Sequence["Row"]:
        """Return one environment for each record linked to this one."""
        found = self.walk(path)
        return [Row(self.scope, ref) for ref in found] if isinstance(found, tuple) else []


def settled(value: Any) -> Any:  # noqa: ANN401 - one line for each kind of node
    """Return a node as the formula language knows it: a record as its id, what is missing as blank."""
    match value:
        case Ref():
            return value.id
        case Record() | FrozenRecord():
            return value.id
        case Missing() | MissingRows():
            return None
        case tuple():
            return tuple(settled(item) for item in value)
        case _:
            return value


def scope_names(plan: Plan, event: Event, state: RunState, inputs: Mapping[str, FieldPlan]) -> dict[str, Any]:
    """Return the names of a run's scope."""
    names: dict[str, Any] = {
        "event": {
            "data": event.data, "input": typed(inputs, event.input), "record": _frozen(plan, event),
            "funnel": event.funnel, "stage": event.stage,
        },
        "previous": _frozen(plan, event, previous=True),
        "steps": state.steps,
        "vars": state.vars,
        "actor": {**event.actor, "name": event.actor.get("title")},
        "workspace": {
            "title": plan.title.get(plan.locale) or plan.title.get("", plan.key),
            "locale": plan.locale, "timezone": plan.timezone, "currency": plan.currency,
        },
    }  # fmt: skip
    if event.on == "record.deleted":  # as it last stood: there is none to read any more
        names["record"] = names["event"]["record"]
    elif event.entity is not None and event.record_id is not None:
        names["record"] = Ref(event.entity, event.record_id)
    return names


def _frozen(plan: Plan, event: Event, *, previous: bool = False) -> FrozenRecord | None:
    entity = plan.entities.get(event.entity or "")
    if entity is None or event.record is None or (previous and event.on == "record.created"):
        return None
    return FrozenRecord(entity, event.record, event.previous if previous else None)
