"""Roles of people and tokens: the preset ones, and the keys of the roles of the live solution."""

from collections.abc import Collection
from typing import Final

from axin.platform.kernel.errors import ForbiddenError, InvalidError, Problem
from axin.tenants.actor import ADMIN, OWNER, PRESET_ROLES, Actor
from axin.tenants.errors import RoleTooHighError

_RANK: Final = {OWNER: 2, ADMIN: 1}


def rank(role: str) -> int:
    """Return how much a role may do in the workspace's own affairs."""
    return _RANK.get(role, 0)


def check_known(role: str, solution_roles: Collection[str], pointer: str = "/role") -> None:
    """Refuse a role that is neither preset nor one of the live solution's."""
    if role not in PRESET_ROLES and role not in solution_roles:
        known = ", ".join((*PRESET_ROLES, *sorted(solution_roles)))
        raise InvalidError([Problem(pointer, "unknown_role", f"There is no such role. The roles are: {known}.")])


def check_manages(actor: Actor) -> None:
    """Refuse who may not manage members, tokens and settings."""
    if not actor.may_everything:
        raise ForbiddenError("Only owners and admins may do this.")


def check_outranks(actor: Actor, role: str) -> None:
    """Refuse a role that may do more than the actor's own."""
    if rank(role) > rank(actor.role):
        raise RoleTooHighError
