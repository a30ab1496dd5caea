"""Records that go: what points at them goes with them, is cleared, or forbids it, as its link says."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from axin.builder.compiling.plan import EntityPlan, FieldPlan
from axin.runtime.records import trash_links
from axin.runtime.records.changes import Change
from axin.runtime.records.errors import StillLinkedError
from axin.runtime.records.policy import EntityRights, the_product
from axin.runtime.records.record import Record
from axin.runtime.records.references import incoming, pointing_at

if TYPE_CHECKING:
    from axin.runtime.records.gateway import Gateway


async def remove(
    gateway: "Gateway", rights: EntityRights, records: Sequence[Record], going: set[UUID], now: datetime, *, renew: bool = False
) -> None:
    """Delete the records; first, what points at them goes, is cleared, or forbids it. At one instant: so it comes back."""
    gateway.leaving |= going
    for source, link in incoming(gateway.plan, rights.entity):
        pointing = await pointing_at(gateway.reader, source, link, [record.id for record in records])
        staying = [one for one in pointing if one.id not in going]
        if staying:
            await _let_go(gateway, source, link, staying, {record.id for record in records}, now=now, going=going)
    changes = [
        Change("deleted", before, gateway.next_of(before, now, before.values), gateway.cause_of(renew=renew))
        for before in records
    ]
    await gateway.put(rights, changes, now)


async def _let_go(
    gateway: "Gateway",
    source: EntityPlan,
    link: FieldPlan,
    pointing: Sequence[Record],
    gone: set[UUID],
    *,
    now: datetime,
    going: set[UUID],
) -> None:
    """Let go of those that point at what goes: as their link says, they go too, are cleared, or forbid it."""
    rights = the_product(gateway.plan).rights_of(source.key)
    if link.on_delete == "cascade" or source.parent == link.key:
        going.update(one.id for one in pointing)
        await remove(gateway, rights, pointing, going, now)
    elif link.on_delete == "restrict":
        raise StillLinkedError
    else:
        await trash_links.remember(source, link, pointing, gone, now)
        changes = [
            Change(
                "updated",
                one,
                gateway.next_of(one, now, one.values | {link.key: _without(one.values[link.key], gone)}),
                gateway.cause,
            )
            for one in pointing
        ]
        await gateway.put(rights, changes, now)


def _without(value: Any, gone: set[UUID]) -> Any:  # noqa: ANN401 - an id or ids
    return tuple(item for item in value if item not in gone) or None if isinstance(value, tuple) else None
