"""The only gate: what an actor may do with the records of an entity, by the roles of one plan.

Deny by default. What a role may not read does not exist for it: `rights_of` answers NotFoundError for an entity, a hidden field
is missing from `visible`, and a record out of reach fails the SQL of `reach_sql.readable`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, Literal
from uuid import UUID

from axin.builder.compiling.plan import AccessPlan, EntityPlan, FieldPlan, FieldRights, Plan, Scope
from axin.builder.formulas.checker import Checked
from axin.builder.formulas.values import Context, Path
from axin.platform.kernel.clock import utc_now
from axin.platform.kernel.errors import NotFoundError
from axin.runtime.records.record import SYSTEM_FIELDS
from axin.tenants.actor import ADMIN, OWNER, Actor


@dataclass(frozen=True, slots=True)
class OfParent:
    """A right over lines that is the one over the record they belong to."""

    right: Literal["read", "update"]


Right = Scope | Checked | OfParent
_SEES_ALL: Final = (OWNER, ADMIN)
_PREPARED: Final = "prepared"


@dataclass(frozen=True, slots=True)
class EntityRights:
    """What a role may do with one entity."""

    entity: EntityPlan
    create: bool
    read: Right
    update: Right
    delete: Right
    visible: Mapping[str, FieldPlan]
    """The fields that exist for the role."""
    read_only: frozenset[str]
    stages: Mapping[str, str]
    override: bool = False
    """Whether steps may pass over the rules of stages."""
    export: bool = True
    """Whether what may be read may be taken away as a file."""

    @property
    def unrestricted(self) -> bool:
        """Whether every record may be read."""
        return self.read == "all" and "hidden" not in self.stages.values()

    @property
    def whole(self) -> bool:
        """Whether what is stored is all there is to see, of every field."""
        return len(self.visible) == len(self.entity.fields) and not any(part.formula for part in self.visible.values())

    @property
    def exists(self) -> bool:
        """Whether the entity exists for the role at all."""
        return self.read != "none" or self.create


@dataclass
class RoleRights:
    """The rights of one role over all entities of a plan."""

    plan: Plan
    role: str | None
    """None: the product itself, which sees all."""
    _entities: dict[str, EntityRights] = field(default_factory=dict)

    @cached_property
    def everything(self) -> bool:
        """Whether the role may do everything."""
        return self.role is None or self.role in _SEES_ALL

    def of(self, entity: str) -> EntityRights | None:
        """Return the rights over an entity, or None where the plan has no such entity."""
        found = self._entities.get(entity)
        if found is None:
            plan = self.plan.entities.get(entity)
            if plan is None:
                return None
            found = self._entities[entity] = self._everything(plan) if self.everything else self._granted(plan)
        return found

    def _everything(self, entity: EntityPlan) -> EntityRights:
        return EntityRights(entity, create=True, read="all", update="all", delete="all", visible=entity.fields,
                            read_only=frozenset(), stages={}, override=True)  # fmt: skip

    def _granted(self, entity: EntityPlan) -> EntityRights:
        if entity.parent is not None and not self._names(entity.key):
            return self._inherited(entity, entity.parent)
        access = self._access(entity.key)
        hidden = self._hidden(entity.key)
        return EntityRights(
            entity,
            create=access.create,
            read=access.read,
            update=access.update,
            delete=access.delete,
            visible={key: part for key, part in entity.fields.items() if key not in hidden},
            read_only=frozenset(key for key, rights in access.fields.items() if rights.read_only),
            stages=access.stages,
            override=access.override,
            export=access.export,
        )

    def _names(self, entity: str) -> bool:
        role = self.plan.roles.get(self.role or "")
        return role is not None and entity in role.access

    def _inherited(self, entity: EntityPlan, parent: str) -> EntityRights:
        """Return the rights over lines of which the role says nothing: those over the record to which they belong."""
        over = self.of(parent)
        if over is None or over.read == "none":
            return EntityRights(entity, create=False, read="none", update="none", delete="none", visible={},
                                read_only=frozenset(), stages={})  # fmt: skip
        write: Right = OfParent("update")
        if over.update == "none" or (over.update == "all" and over.unrestricted and not over.stages):
            write = over.update
        hidden = self._hidden(entity.key)
        return EntityRights(
            entity,
            create=over.update != "none",
            read="all" if over.unrestricted else OfParent("read"),
            update=write,
            delete=write,
            visible={key: part for key, part in entity.fields.items() if key not in hidden},
            read_only=frozenset(),
            stages={},
            export=over.export,
        )

    def _access(self, entity: str) -> AccessPlan:
        role = self.plan.roles.get(self.role or "")
        return (role and role.access.get(entity)) or AccessPlan(entity)

    def _hidden(self, entity: str) -> set[str]:
        """Return the fields that are hidden by name, and the formulas that would tell of a hidden field."""
        access = self._access(entity)
        hidden = {key for key, rights in access.fields.items() if rights.hidden}
        for key, part in self.plan.entities[entity].fields.items():
            if part.formula is not None and key not in access.fields and self._tells(entity, part.formula, ()):
                hidden.add(key)
        return hidden

    def _tells(self, entity: str, formula: Checked, seen: tuple[tuple[str, str], ...]) -> bool:
        """Whether a formula over a record of `entity` reads what the role may not."""
        paths = [*formula.reads, *(links + part for links, parts in formula.rows.items() for part in parts), *formula.rows]
        return any(self._path_tells(entity, path, seen) for path in paths)

    def _path_tells(self, entity: str, path: Path, seen: tuple[tuple[str, str], ...]) -> bool:
        for owner, name in steps_of(self.plan, entity, path):
            if (owner, name) in seen:
                continue
            rights = self._access(owner).fields.get(name, FieldRights())
            if rights.hidden:
                return True
            part = self.plan.entities[owner].fields.get(name)
            listed = name in self._access(owner).fields
            formula = part.formula if part is not None and not listed else None
            if formula is not None and self._tells(owner, formula, (*seen, (owner, name))):
                return True
        return False


def steps_of(plan: Plan, entity: str, path: Path) -> Iterator[tuple[str, str]]:
    """Yield the entity and field of each step of a path that starts at a record of `entity`; an inverse as its link field."""
    current: str | None = entity
    for name in path:
        if current is None or current not in plan.entities:
            return
        owner = plan.entities[current]
        if name in owner.inverses:
            current, link = owner.inverses[name]
            yield current, link
        else:
            if name not in owner.fields:
                return
            yield current, name
            current = owner.fields[name].to


@dataclass
class Prepared:
    """What is derived from a plan once: the rights of its roles, and whatever other modules keep beside it."""

    plan: Plan
    _roles: dict[str | None, RoleRights] = field(default_factory=dict)
    kept: dict[Any, Any] = field(default_factory=dict)

    def role(self, role: str | None) -> RoleRights:
        """Return the rights of a role; None is the product itself."""
        found = self._roles.get(role)
        if found is None:
            known = role if role in self.plan.roles or role in _SEES_ALL or role is None else ""
            found = self._roles[role] = RoleRights(self.plan, known)
        return found


def prepared(plan: Plan) -> Prepared:
    """Return what is derived from the plan; it goes when the plan does."""
    found: Prepared | None = plan.derived.get(_PREPARED)
    if found is None:
        found = plan.derived[_PREPARED] = Prepared(plan)
    return found


class Reader:
    """Someone who reads and writes records of a workspace: an actor, held to the rights of their role."""

    __slots__ = ("_context", "actor", "plan", "prepared", "role")

    def __init__(self, plan: Plan, actor: Actor | None) -> None:
        self.plan = plan
        self.actor = actor
        self.prepared = prepared(plan)
        self.role = self.prepared.role(actor.role if actor is not None and actor.kind != "system" else None)
        self._context: Context | None = None

    @property
    def tenant_no(self) -> int:
        """The tenant whose plan it is."""
        return self.plan.tenant_no

    @property
    def person(self) -> UUID | None:
        """Whose records are "own"."""
        return self.actor.person if self.actor is not None else None

    @property
    def context(self) -> Context:
        """The circumstances of every formula of this request: its instant, and how the workspace counts."""
        if self._context is None:
            self._context = self.plan.context(utc_now())
        return self._context

    def rights_of(self, entity: str) -> EntityRights:
        """Return the rights over an entity; NotFoundError where it does not exist for the reader."""
        rights = self.role.of(entity)
        if rights is None or not rights.exists:
            raise NotFoundError
        return rights

    def may_see(self, entity: str) -> bool:
        """Whether the reader may see any record of the entity."""
        rights = self.role.of(entity)
        return rights is not None and rights.read != "none"


def the_product(plan: Plan) -> Reader:
    """Return the reader that sees all: for rules, events and cascades, never for an answer."""
    return Reader(plan, None)


__all__ = ["SYSTEM_FIELDS", "EntityRights", "OfParent", "Reader", "RoleRights", "prepared", "steps_of", "the_product"]
