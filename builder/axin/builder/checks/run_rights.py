"""What a scenario that runs as a role reads and writes, beside what that role may."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from axin.builder.checks.reads import Name, fields_along
from axin.builder.definitions.model import Model, Part, list_of, object_of, text_of
from axin.builder.formulas.checker import Checked, Scope
from axin.tenants.actor import PRESET_ROLES

_RECORDS: Final = frozenset({"record", "link", "links"})
_NEEDS: Final = {
    "record.create": "create", "record.update": "update", "record.upsert": "update", "stage.move": "update",
    "record.delete": "delete", "lines.add": "update",
}  # fmt: skip
"""Which right of the entity an action takes."""


@dataclass(frozen=True, slots=True)
class RunRights:
    """The rights of the role that a scenario runs as, as the document writes them."""

    model: Model
    access: Mapping[str, Mapping[str, Any]]
    entity: str | None = None
    """Whose fields stand bare where conditions are judged."""
    hidden: frozenset[Name] = field(init=False)

    def __post_init__(self) -> None:
        """List what the role does not see."""
        object.__setattr__(self, "hidden", frozenset(self._hidden()))

    def _hidden(self) -> Iterator[Name]:
        for key, entity in self.model.entities.items():
            own = self.access.get(entity.parent or key, {}) if key not in self.access else self.access[key]
            rights = object_of(own, "fields")
            blind = not own.get("read")
            yield from ((key, name) for name in entity.stored if blind or rights.get(name) == "hidden")

    def unseen(self, checked: Checked, scope: Scope, *, over: str | None) -> list[str]:
        """Return the fields that a formula reads and the role does not see; `over` is whose fields stand bare."""
        found = {name for path in (*checked.reads, *checked.rows) for name in _fields(path, scope, over)}
        return sorted(f"{entity}.{name}" for entity, name in found & self.hidden)

    def refused(self, step: Part) -> list[str]:
        """Return what the step would write that the role may not."""
        action, given = step.text("action"), object_of(step.raw, "with")
        entity = text_of(given, "entity")
        right = _NEEDS.get(action or "")
        if right is None or entity not in self.model.entities or entity is None:
            return []
        parent = self.model.entities[entity].parent
        own = self.access.get(entity) or self.access.get(parent or "", {})
        if not own.get(right) and not (action == "record.upsert" and own.get("create")):
            return [f"{entity}: {right}"]
        rights = object_of(own, "fields")
        written = [*object_of(given, "values"), *object_of(given, "create")]
        return sorted({f"{entity}.{name}" for name in written if rights.get(name) in {"hidden", "read"}})


def rights_of(model: Model, scenario: Part, entity: str | None) -> RunRights | None:
    """Return the rights a scenario runs with, where a role of the document says them."""
    key = (scenario.text("run_as") or "").removeprefix("role:")
    role = next((part for part in model.all_roles if part.key == key), None)
    if role is None or key in PRESET_ROLES or not (scenario.text("run_as") or "").startswith("role:"):
        return None
    access = {str(one.get("entity")): one for one in list_of(role.raw, "access") if isinstance(one, dict)}
    return RunRights(model, access, entity)


def _fields(path: tuple[str, ...], scope: Scope, over: str | None) -> Iterator[Name]:
    """Yield the fields along a path: from the longest name of the scope that leads to a record."""
    for length in range(len(path), 0, -1):
        found = scope.names.get(".".join(path[:length]))
        if found is None:
            continue
        if over is not None and length == 1 and path[0] in scope.entities.get(over, {}):
            yield from fields_along(scope.entities, over, path)
        elif found.kind in _RECORDS:
            yield from fields_along(scope.entities, found.entity, path[length:])
        return
