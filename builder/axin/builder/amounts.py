"""What the product writes into a funnel's amount, where its field is not computed by itself. Pure.

In the mode `lines` the formula may be left out: then it sums, over the card's lines, the field that has the amount's own key,
or `total`, or the only one that holds money.
"""

from collections.abc import Iterator
from typing import Final

from axin.builder.definitions.model import Entity, Funnel, Model, object_of, text_of

COMPUTED: Final = frozenset({"formula", "rollup", "lookup"})
_USUAL: Final = ("total", "amount", "sum")


def amount_source(model: Model, funnel: Funnel) -> str | None:
    """Return the formula that gives a card's amount, or None where the product writes nothing, or cannot know what."""
    amount = object_of(funnel.raw, "amount")
    entity = model.entities.get(funnel.text("entity") or "")
    field = entity.fields.get(text_of(amount, "field") or "") if entity is not None else None
    if entity is None or field is None or field.text("type") in COMPUTED:
        return None
    match amount.get("mode", "manual"):
        case "lines":
            return text_of(amount, "formula") or _sum_of(model, entity, field.key, text_of(amount, "lines"))
        case "formula":
            return text_of(amount, "formula")
        case _:
            return None


def lines_of(model: Model, entity: str) -> list[Entity]:
    """Return the entities that are lines of `entity`."""
    return [other for other in model.entities.values() if other.parent == entity and other.lines_as]


def _sum_of(model: Model, entity: Entity, amount: str, name: str | None) -> str | None:
    found = [lines for lines in lines_of(model, entity.key) if name in (None, lines.lines_as)]
    field = _worth(found[0], amount) if len(found) == 1 else None
    return f"SUM({found[0].lines_as}.{field})" if field is not None else None


def _worth(lines: Entity, amount: str) -> str | None:
    money = list(_money(lines))
    usual = [key for key in (amount, *_USUAL) if key in money]
    return usual[0] if usual else money[0] if len(money) == 1 else None


def _money(lines: Entity) -> Iterator[str]:
    for part in lines.fields.values():
        if part.text("type") == "money" or (part.text("type") in COMPUTED and part.text("result") == "money"):
            yield part.key
