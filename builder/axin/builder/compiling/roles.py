"""Roles, from their definition to their plan."""

from collections.abc import Mapping
from typing import Any

from axin.builder.compiling.formulas import condition
from axin.builder.compiling.plan import AccessPlan, FieldRights, RolePlan, Scope
from axin.builder.compiling.titles import titles_of
from axin.builder.definitions.model import Model, Part, list_of, object_of
from axin.builder.formulas.checker import Checked
from axin.builder.scopes import World, entity_scope

_SCOPES: Mapping[str, Scope] = {"own": "own", "team": "team", "all": "all"}


def compile_roles(model: Model, world: World) -> dict[str, RolePlan]:
    """Compile every role."""
    return {key: _role(role, world) for key, role in model.roles.items()}


def _role(role: Part, world: World) -> RolePlan:
    return RolePlan(
        key=role.key,
        title=titles_of(role.raw.get("title"), role.key),
        access={access["entity"]: _access(access, world) for access in list_of(role.raw, "access")},
        scenarios=tuple(list_of(role.raw, "scenarios")),
        builder=role.raw.get("builder") is True,
    )


def _access(raw: Mapping[str, Any], world: World) -> AccessPlan:
    return AccessPlan(
        entity=raw["entity"],
        create=raw.get("create") is True,
        read=_right(raw, "read", world),
        update=_right(raw, "update", world),
        delete=_right(raw, "delete", world),
        fields={
            key: FieldRights(right == "hidden", right in {"hidden", "read"}) for key, right in object_of(raw, "fields").items()
        },
        stages=object_of(raw, "stages"),
        export=raw.get("export", True) is True,
        override="stage_rules" in list_of(raw, "override"),
    )


def _rights(right: object) -> FieldRights:
    return FieldRights(hidden=right == "hidden", read_only=right in {"hidden", "read"})


def _right(raw: Mapping[str, Any], name: str, world: World) -> Scope | Checked:
    value = raw.get(name, False)
    if isinstance(value, bool):
        return "all" if value else "none"
    return _SCOPES.get(value) or condition(value, entity_scope(world, raw["entity"])) or "none"
