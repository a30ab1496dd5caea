"""Nobody publishes what may do more than they may.

Owners and admins may everything. An author whose role merely builds may set a scenario to run as a role, and widen a role,
only as far as the author's own rights in the live version reach.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from axin.builder.checks.findings import Finding
from axin.builder.compiling.plan import AccessPlan, Plan, RolePlan, ScenarioPlan
from axin.builder.definitions.model import Model, list_of
from axin.builder.formulas.checker import Checked
from axin.tenants.actor import PRESET_ROLES, Actor

_RANK: Final = {"none": 0, "own": 1, "team": 2, "all": 3}
_NOTHING: Final = AccessPlan(entity="")


def beyond_author(actor: Actor, live: Plan, model: Model, compiled: Plan) -> list[Finding]:
    """Return an error for every part of the new document that may do more than its author."""
    if actor.may_everything:
        return []
    mine = live.roles.get(actor.role)
    if mine is None:
        return [Finding("", "beyond_author")]
    return [*_roles(mine, live, model, compiled), *_scenarios(mine, model, compiled)]


def _roles(mine: RolePlan, live: Plan, model: Model, compiled: Plan) -> Iterator[Finding]:
    for part in model.all_roles:
        for index, access in enumerate(list_of(part.raw, "access")):
            entity = access["entity"]
            wanted = compiled.roles[part.key].access[entity]
            before = live.roles[part.key].access.get(entity, _NOTHING) if part.key in live.roles else _NOTHING
            if not _within(wanted, before) and not _within(wanted, mine.access.get(entity, _NOTHING)):
                yield Finding(part.at("access", index), "beyond_author")


def _scenarios(mine: RolePlan, model: Model, compiled: Plan) -> Iterator[Finding]:
    for part in model.all_scenarios:
        run_as = part.text("run_as") or "author"
        if not run_as.startswith("role:"):
            continue
        key = run_as.removeprefix("role:")
        role = compiled.roles.get(key)
        if key in PRESET_ROLES[:2] or (role is not None and not _role_within(role, mine)):
            yield Finding(part.at("run_as"), "beyond_author")


def within(actor: Actor, live: Plan, plan: Plan, scenario: ScenarioPlan) -> bool:
    """Whether what a run of the scenario may see is no more than what the actor may: so its trial tells them nothing new."""
    if actor.may_everything:
        return True
    mine = live.roles.get(actor.role)
    key = scenario.run_as.removeprefix("role:") if scenario.run_as.startswith("role:") else plan.author_role
    role = plan.roles.get(key)
    if mine is None or role is None or scenario.run_as == "actor":
        return False
    return _role_within(role, mine)


def _role_within(role: RolePlan, mine: RolePlan) -> bool:
    return all(_within(access, mine.access.get(entity, _NOTHING)) for entity, access in role.access.items())


def _within(wanted: AccessPlan, mine: AccessPlan) -> bool:
    """Return whether every right of `wanted` is one of `mine`."""
    rights = ((wanted.read, mine.read), (wanted.update, mine.update), (wanted.delete, mine.delete))
    return (
        (mine.create or not wanted.create)
        and (mine.override or not wanted.override)
        and all(_right_within(wish, have) for wish, have in rights)
        and all(_fields_within(key, wanted, mine) for key in mine.fields)
        and _stages_within(wanted.stages, mine.stages)
    )


def _right_within(wish: Any, have: Any) -> bool:  # noqa: ANN401 - a scope or a formula
    if isinstance(wish, Checked):
        return have == "all" or (isinstance(have, Checked) and have.source == wish.source)
    if isinstance(have, Checked):
        return bool(wish == "none")
    return _RANK[wish] <= _RANK[have]


def _fields_within(key: str, wanted: AccessPlan, mine: AccessPlan) -> bool:
    have, wish = mine.fields[key], wanted.fields.get(key)
    nothing_read = wanted.read == "none" and wanted.update == "none" and not wanted.create
    if nothing_read or wish is None:
        return nothing_read or not (have.hidden or have.read_only)
    return (wish.hidden or not have.hidden) and (wish.read_only or wish.hidden or not have.read_only)


def _stages_within(wanted: Mapping[str, str], mine: Mapping[str, str]) -> bool:
    return all(wanted.get(stage) == right for stage, right in mine.items())
