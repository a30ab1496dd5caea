"""Roles: what they name is there, and their rights are written as rights are."""

from collections.abc import Mapping
from typing import Any, Final

from axin.builder.checks.context import Context
from axin.builder.checks.findings import listed, near
from axin.builder.definitions.model import Entity, Part, list_of, object_of, text_of
from axin.builder.scopes import entity_scope

_RIGHTS: Final = ("read", "update", "delete")
_PRESS: Final = "press:"
_EVENT: Final = "event:"


def check_roles(context: Context) -> None:
    """Check every role."""
    buttons = [s.key for s in context.model.all_scenarios if object_of(s.raw, "trigger").get("on") == "button"]
    for role in context.model.all_roles:
        named: set[str] = set()
        for index, access in enumerate(list_of(role.raw, "access")):
            if isinstance(access, dict):
                _access(context, role.at("access", index), access, named)
        for index, pressed in enumerate(list_of(role.raw, "scenarios")):
            _pressed(context, role.at("scenarios", index), pressed, buttons)
        if context.people is not None and role.key not in context.people.roles:
            context.warn(role.pointer, "nobody_has_role")


def _access(context: Context, pointer: str, access: Mapping[str, Any], named: set[str]) -> None:
    key = text_of(access, "entity")
    if key in named:
        context.error(f"{pointer}/entity", "duplicate_key")
    named.add(key or "")
    entity = context.entity(f"{pointer}/entity", key)
    if entity is None:
        return
    _rights(context, pointer, access, entity)
    for name in object_of(access, "fields"):
        context.field_of(Part("", pointer, {}).at("fields", name), entity, name, system=True)
    stages = [stage for funnel in context.model.funnels_of(entity.key) for stage in funnel.stage_keys]
    for name in object_of(access, "stages"):
        context.known(Part("", pointer, {}).at("stages", name), "unknown_stage", name, stages)


def _rights(context: Context, pointer: str, access: Mapping[str, Any], entity: Entity) -> None:
    for right in _RIGHTS:
        value = access.get(right)
        if isinstance(value, str) and value.startswith("="):
            context.filter(value, f"{pointer}/{right}", entity_scope(context.world, entity.key), entity.key)


def _pressed(context: Context, pointer: str, value: object, buttons: list[str]) -> None:
    if not isinstance(value, str) or (value.startswith(_EVENT) and value != _EVENT):
        return
    key = value.removeprefix(_PRESS)
    if not value.startswith(_PRESS):
        context.error(pointer, "bad_press", f"{_PRESS}{key}" if key in buttons else None)
    elif key not in buttons:
        context.error(pointer, "unknown_scenario", near(key, buttons), names=listed(buttons))
