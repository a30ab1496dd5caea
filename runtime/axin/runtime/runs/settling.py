"""A burst of changes becomes one run: while its scenario lets things settle, what follows is merged into what came first.

The run sees the record as the last change left it, and before the first; every field that changed on the way has changed.
Each change begins the time anew, but a burst without end is not waited for without end.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.runtime.runs import lanes
from axin.runtime.runs.events import Event

if TYPE_CHECKING:
    from uuid import UUID

    from axin.runtime.runs.opening import Opening

_CHANGES: Final = ("record.", "stage.")
LONGEST: Final = 10
"""So many times its own length a settling time may be prolonged to."""


def key_of(opening: "Opening") -> str | None:
    """Return the name of the burst that the event belongs to; None where the scenario does not wait for bursts."""
    scenario, event = opening.scenario, opening.event
    if not scenario.settle or not opening.starts or event.record_id is None or not event.on.startswith(_CHANGES):
        return None
    return f"{scenario.key}:{event.record_id}"


async def merge(openings: Sequence["Opening"]) -> list["Opening"]:
    """Merge events into the runs that still wait for their burst to end; return the openings that begin one, or have none."""
    settling = {key for each in openings if (key := key_of(each)) is not None}
    if not settling:
        return list(openings)
    await lanes.lock({f"settle:{key}" for key in settling})
    left: dict[str | UUID, Opening] = {}
    for each in openings:
        key = key_of(each)
        if key is None:
            left[each.id] = each
        elif key in left:
            left[key].event = merged(left[key].event, each.event)
        elif not await _into_waiting(key, each):
            left[key] = each
    return list(left.values())


def merged(first: Event, last: Event) -> Event:
    """Return both events as one: the record as it stands after the last, and as it stood before the first."""
    on = first.on if first.on == "record.created" else last.on
    return replace(
        first, on=on, record=last.record, previous={**last.previous, **first.previous}, changed=first.changed | last.changed,
        funnel=last.funnel, stage=last.stage, data=last.data, matches=first.matches | last.matches,
    )  # fmt: skip


_WAITING: Final = """
select d.run_id, r.event_id, r.event from run_due d join run r on r.tenant_no = $1 and r.id = d.run_id
where d.tenant_no = $1 and d.settling = $2 and d.epoch = 0 and r.version = $3 order by d.run_id limit 1 for update of d
"""
_MERGE: Final = """
with prolonged as (
    update run_due d set due_at = least(now() + $4 * interval '1 second', r.created_at + $5 * interval '1 second')
    from run r where d.tenant_no = $1 and d.run_id = $2 and r.tenant_no = $1 and r.id = $2
)
update run set event = $3::jsonb where tenant_no = $1 and id = $2
"""


async def _into_waiting(key: str, opening: "Opening") -> bool:
    row = await connection().fetchrow(_WAITING, tenant_no(), key, opening.version)
    if row is None:
        return False
    seconds = opening.scenario.settle or 0.0
    event: Any = merged(Event.of_run(row["event_id"], json.loads(row["event"])), opening.event).frozen()
    await connection().execute(_MERGE, tenant_no(), row["run_id"], json.dumps_text(event), seconds, seconds * LONGEST)
    return True
