"""lines.add: fills the lines of a record, such as the products of a deal; what is there already is recognised by its fields.

The parent stays locked until the commit, so that two runs that fill the same record see each other's lines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from axin.builder.catalog import values as codec
from axin.builder.catalog.kinds import NUMBERS
from axin.builder.compiling.plan import EntityPlan
from axin.builder.formulas.checker import Checked, check
from axin.builder.formulas.types import BOOLEAN, link_to
from axin.builder.formulas.values import MappingEnv
from axin.platform.kernel.errors import NotFoundError
from axin.runtime.actions import inputs
from axin.runtime.actions.matches import parsed
from axin.runtime.actions.registry import Call, Outputs, action
from axin.runtime.records import queries
from axin.runtime.records.commands import Creation, Update
from axin.runtime.records.filtering import scope_of
from axin.runtime.records.holding import hold
from axin.runtime.records.record import Record
from axin.runtime.runs.errors import StepError
from axin.runtime.runs.refs import Ref

_MOST_LINES: Final = 5_000
_QUANTITY: Final = "quantity"
_MONEY: Final = "money"


@dataclass(slots=True)
class _Line:
    """A line as it will be: one that is there with what changes of it, or a new one."""

    record: Record | None
    values: dict[str, Any]
    """Internal values of a line that is there, and whatever the step has given, parsed."""
    changes: dict[str, Any] = field(default_factory=dict)
    """What is to be written, in the API's form."""


@action("lines.add")
async def add(call: Call) -> Outputs:
    """Add the items as lines of the record; duplicates as the step says. Gives the line of each item, in order."""
    lines = await _Lines.of(call)
    wanted = [lines.take(values) for values in _items(call, lines.entity)]
    written = await lines.write()
    refs = tuple(Ref(lines.entity.key, written[id(line)].id) for line in wanted)
    call.run.scope.reader.forget()
    call.run.scope.reader.records.update((ref, written[id(line)]) for ref, line in zip(refs, wanted, strict=True))
    return {"records": refs}


def _items(call: Call, entity: EntityPlan) -> list[dict[str, Any]]:
    given, template = call.inputs.get("items"), call.step.inputs.get("items")
    if not isinstance(given, list | tuple):
        raise inputs.mismatch("items", "a list of objects")
    templates = template.items if template is not None and template.kind == "list" else [None] * len(given)
    return [inputs.values_for(call, entity, item, how, "items") for item, how in zip(given, templates, strict=True)]


class _Lines:
    """The lines of one record, and what a step makes of them."""

    def __init__(self, call: Call, entity: EntityPlan, parent: UUID, there: Sequence[Record]) -> None:
        self.call = call
        self.entity = entity
        self.parent = parent
        self.match = inputs.names(call, "match")
        self.how = call.inputs.get("on_duplicate") or ("skip" if self.match else "add_anyway")
        self.lines = [_Line(record, dict(record.values)) for record in there]

    @classmethod
    async def of(cls, call: Call) -> "_Lines":
        """Return the lines that the step is about; their parent is locked."""
        name, reader = inputs.text(call, "entity"), call.gateway.reader
        parent, id_ = call.run.plan.entities.get(name), inputs.an_id(call, "id")
        entity = _lines_of(call, parent)
        if parent is None or id_ not in await hold(reader, reader.rights_of(parent.key), [id_]):
            raise NotFoundError
        there = await queries.find(
            call.run.plan, call.run.actor, entity.key, filter=_of_parent(call, entity), sort="id", limit=_MOST_LINES,
            env=MappingEnv({"vars": {"parent": id_}}, reader.context),
        )  # fmt: skip
        return cls(call, entity, id_, there)

    def take(self, given: Mapping[str, Any]) -> _Line:
        """Return the line of an item: a new one, or the one it repeats, changed as the step says."""
        own = parsed(self.call, self.entity, self.match, given)
        there = None if self.how == "add_anyway" else self._same(own)
        if there is None:
            there = _Line(None, self._read(given) | own, {**given, str(self.entity.parent): str(self.parent)})
            self.lines.append(there)
        elif self.how == "replace":
            there.changes |= {key: value for key, value in given.items() if key not in self.match or there.record is None}
            there.values |= self._read(given)
        elif self.how == "add_quantity":
            self._add_up(there, given)
        return there

    def _same(self, own: Mapping[str, Any]) -> _Line | None:
        if not own or any(value is None for value in own.values()):
            return None
        return next((line for line in self.lines if all(line.values.get(key) == own[key] for key in own)), None)

    def _read(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the numbers of an item, which a later one of the same thing may add to."""
        numbers = [key for key in given if key in self.entity.fields and self.entity.fields[key].type in NUMBERS - {_MONEY}]
        return {key: value for key, value in parsed(self.call, self.entity, numbers, given).items() if value is not None}

    def _add_up(self, line: _Line, given: Mapping[str, Any]) -> None:
        name = self._quantity()
        more: Decimal = parsed(self.call, self.entity, [name], given)[name] or Decimal(0)
        line.values[name] = (line.values.get(name) or Decimal(0)) + more
        part = self.entity.fields[name]
        line.changes[name] = codec.to_api(part, line.values[name])

    def _quantity(self) -> str:
        """Return the field that counts the lines: the one named by the step, `quantity`, or the first number."""
        name = self.call.inputs.get(_QUANTITY) or quantity_of(self.entity)
        if not isinstance(name, str) or name not in self.entity.fields:
            raise StepError("no_quantity", "These lines have no number field whose values could be added up.")
        return name

    async def write(self) -> dict[int, Record]:
        """Write what is new or changed, in one batch; return the record of each line by the line's identity."""
        new = [line for line in self.lines if line.record is None]
        changed = [line for line in self.lines if line.record is not None and line.changes]
        found = {id(line): line.record for line in self.lines if line.record is not None}
        if new or changed:
            done = await self.call.gateway.batch(
                self.entity.key,
                create=[Creation(line.changes) for line in new],
                update=[Update(line.record.id, line.changes) for line in changed if line.record is not None],
            )
            self.call.run.state.made += [record.id for record in done.created]
            found |= zip(map(id, new), done.created, strict=True)
            found |= zip(map(id, changed), done.updated, strict=True)
        return found


def _lines_of(call: Call, parent: EntityPlan | None) -> EntityPlan:
    name = inputs.text(call, "lines")
    if parent is None:
        raise StepError("unknown_entity", "There is no such entity.")
    for entity in call.run.plan.entities.values():
        if entity.parent == parent.key and entity.lines_as == name:
            return entity
    raise StepError("unknown_field", "The entity has no lines of this name.")


def _of_parent(call: Call, entity: EntityPlan) -> Checked:
    """Return the filter of the lines of one parent, once per plan and role."""
    reader = call.gateway.reader
    key = ("lines of", reader.role.role, entity.key)
    found: Checked | None = reader.prepared.kept.get(key)
    if found is None:
        scope = scope_of(reader, entity.key)
        names = {**scope.names, "vars.parent": link_to(str(entity.parent))}
        found = reader.prepared.kept[key] = check(f"{entity.parent} = vars.parent", replace(scope, names=names), BOOLEAN)
    return found


def quantity_of(entity: EntityPlan) -> str | None:
    """Return the field that says how many: `quantity`, or else the first number that people write."""
    numbers = [key for key, part in entity.fields.items() if part.type in NUMBERS - {_MONEY} and not part.implied]
    return _QUANTITY if _QUANTITY in numbers else next(iter(numbers), None)
