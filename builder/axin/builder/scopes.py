"""What names a formula may use, and of which type each is: in an entity's formulas, and in a scenario's.

Nested names stand dotted among the others: `steps.owner.user`, `event.data`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from axin.builder.catalog.kinds import USER, value_type
from axin.builder.compiling.plan import FunnelPlan, Plan
from axin.builder.definitions.model import Entity, Funnel, Model, text_of
from axin.builder.formulas.checker import Scope
from axin.builder.formulas.types import DATETIME, NUMBER, TEXT, Type, link_to, links_to

Members = Mapping[str, Type]
SYSTEM_FIELDS: Final = (
    "id", "number", "created_at", "created_by", "updated_at", "updated_by", "responsible", "team", "version",
    "funnel", "stage", "stage_since",
)  # fmt: skip
SCOPE_WORDS: Final = ("record", "previous", "steps", "vars", "item", "index", "event", "actor", "workspace")
ACTOR: Final[Members] = {
    "actor.id": USER, "actor.kind": TEXT, "actor.role": TEXT, "actor.title": TEXT, "actor.name": TEXT, "actor.person": USER,
}  # fmt: skip
WORKSPACE: Final[Members] = {
    "workspace.title": TEXT, "workspace.locale": TEXT, "workspace.timezone": TEXT, "workspace.currency": TEXT,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class World:
    """The types of every entity's fields, and how the workspace counts money and time."""

    entities: Mapping[str, Members]
    currency: str = "AZN"
    locale: str = "az"
    timezone: str = "Asia/Baku"
    settings: Mapping[str, Any] = field(default_factory=dict)
    """The document's own, its calendars among them."""

    def scope(self, names: Members) -> Scope:
        """Return the scope in which `names` stand bare."""
        return Scope(names=names, entities=self.entities, currency=self.currency, locale=self.locale, timezone=self.timezone)


def world_of_model(model: Model, results: Mapping[tuple[str, str], Type] | None = None) -> World:
    """Return the world of a document; `results` are the inferred types of formulas that do not declare theirs."""
    inverses = _inverses(model)
    entities = {
        key: {
            **inverses.get(key, {}),
            **_own_types(entity, results or {}),
            **_system_types(key, model.funnels_of(key)),
        }
        for key, entity in model.entities.items()
    }
    settings = {name: text_of(model.settings, name) for name in ("currency", "locale", "timezone")}
    return World(entities, settings=model.settings, **{name: value for name, value in settings.items() if value})


def world_of_plan(plan: Plan) -> World:
    """Return the world of a published version."""
    entities = {
        key: {
            **_system_types(key, plan.funnels_of(key)),
            **{name: links_to(source) for name, (source, _) in entity.inverses.items()},
            **{name: field.value_type for name, field in entity.fields.items()},
        }
        for key, entity in plan.entities.items()
    }
    return World(entities, plan.currency, plan.locale, plan.timezone)


def entity_scope(of: Plan | World, entity: str) -> Scope:
    """Return the scope of a formula over one record of `entity`: its fields stand bare."""
    world = world_of_plan(of) if isinstance(of, Plan) else of
    return world.scope(world.entities.get(entity, {}))


def _system_types(entity: str, funnels: Sequence[Funnel | FunnelPlan]) -> dict[str, Type]:
    types = {
        "id": link_to(entity), "number": NUMBER, "created_at": DATETIME, "created_by": USER, "updated_at": DATETIME,
        "updated_by": USER, "responsible": USER, "team": USER, "version": NUMBER,
    }  # fmt: skip
    if funnels:
        stages = tuple(dict.fromkeys(stage for funnel in funnels for stage in funnel.stage_keys))
        types |= {
            "funnel": Type("text", options=tuple(funnel.key for funnel in funnels)),
            "stage": Type("text", options=stages),
            "stage_since": DATETIME,
        }
    return types


def _own_types(entity: Entity, results: Mapping[tuple[str, str], Type]) -> dict[str, Type]:
    return {key: results.get((entity.key, key)) or value_type(part.raw) for key, part in entity.stored.items()}


def _inverses(model: Model) -> dict[str, dict[str, Type]]:
    found: dict[str, dict[str, Type]] = {}
    for entity in model.entities.values():
        for part in entity.stored.values():
            to, inverse = part.text("to"), part.text("inverse")
            if to and inverse and part.text("type") in {"link", "links"}:
                found.setdefault(to, {})[inverse] = links_to(entity.key)
    return found
