"""The types of formula fields that do not declare their result: what their formulas give."""

from axin.builder.catalog.kinds import DERIVED
from axin.builder.definitions.model import Model
from axin.builder.formulas import checker
from axin.builder.formulas.errors import FormulaError
from axin.builder.formulas.types import ANY, Type
from axin.builder.scopes import World, entity_scope, world_of_model

_ROUNDS = 6
"""A chain of undeclared formulas longer than this is typed `any` at its end."""


def inferred_world(model: Model) -> World:
    """Return the world of a document, with the results of undeclared formulas found out."""
    open_fields = [
        (entity.key, part.key, part.text("formula"), part.text("of"))
        for entity in model.entities.values()
        for part in entity.fields.values()
        if part.text("type") in DERIVED and part.text("result") is None and part.text("formula")
    ]
    world = world_of_model(model)
    results: dict[tuple[str, str], Type] = {}
    for _ in range(_ROUNDS if open_fields else 0):
        found = {(entity, key): _type(source or "", world, entity, of) for entity, key, source, of in open_fields}
        if found == results:
            break
        results = found
        world = world_of_model(model, results)
    return world


def _type(source: str, world: World, entity: str, of: str | None) -> Type:
    try:
        return checker.check(source.removeprefix("="), entity_scope(world, entity), of=of).type
    except FormulaError:
        return ANY
