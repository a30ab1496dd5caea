"""A valid document becomes a plan. Pure: what is not in the document comes in as numbers and meta."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from axin.builder.compiling.calendars import calendar_of
from axin.builder.compiling.clocks import without_moving
from axin.builder.compiling.entities import compile_entities
from axin.builder.compiling.funnels import compile_funnels
from axin.builder.compiling.numbers import Numbers
from axin.builder.compiling.plan import Plan
from axin.builder.compiling.roles import compile_roles
from axin.builder.compiling.scenarios import compile_scenarios
from axin.builder.compiling.titles import titles_of
from axin.builder.compiling.views import compile_views
from axin.builder.definitions.model import Model
from axin.builder.inference import inferred_world
from axin.builder.scopes import World


@dataclass(frozen=True, slots=True)
class Meta:
    """What a version is beside its document."""

    tenant_no: int
    version: int
    author: str
    author_role: str
    defaults: Mapping[str, str] = field(default_factory=dict)
    """The workspace's own locale, timezone and currency, for a document that does not say."""


def compile_solution(document: dict[str, Any], numbers: Numbers, meta: Meta) -> Plan:
    """Compile a document that the checks have passed."""
    model = Model(document)
    world = _settled(inferred_world(model), model, meta.defaults)
    return Plan(
        tenant_no=meta.tenant_no,
        version=meta.version,
        key=document["key"],
        title=titles_of(document["title"], document["key"]),
        locale=world.locale,
        timezone=world.timezone,
        currency=world.currency,
        author=meta.author,
        author_role=meta.author_role,
        **calendar_of(model.settings),
        entities=without_moving(compile_entities(model, numbers, world)),
        funnels=compile_funnels(model, world),
        scenarios=compile_scenarios(model, world),
        roles=compile_roles(model, world),
        views=compile_views(model),
    )


def _settled(world: World, model: Model, defaults: Mapping[str, str]) -> World:
    """Return the world with the workspace's own settings where the document has none."""
    said = {**defaults, **{name: value for name, value in model.settings.items() if isinstance(value, str)}}
    return replace(
        world,
        locale=said.get("locale", world.locale),
        timezone=said.get("timezone", world.timezone),
        currency=said.get("currency", world.currency),
    )
