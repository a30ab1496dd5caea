"""What a change does to funnels, written beside it in the same statement: totals, the stay that ended, timers, stage tasks.

An entity without funnels pays one look-up for all of it.
"""

from collections.abc import Sequence
from datetime import datetime

from axin.runtime.records import stage_tasks, stage_timers, totals
from axin.runtime.records.changes import Change
from axin.runtime.records.policy import Reader
from axin.runtime.records.statement import Statement


def write_funnels(statement: Statement, reader: Reader, changes: Sequence[Change], at: datetime) -> None:
    """Add to the statement what these changes, all of one entity, mean for its funnels."""
    entity = changes[0].after.entity
    if not totals.stands_in_funnels(reader, entity.key):
        return
    totals.add_deltas(statement, reader, changes)
    moved = [change for change in changes if change.left_stage or change.entered_stage or change.kind == "restored"]
    if moved:
        _add_stays(statement, reader, [change for change in moved if change.left_stage], at)
        _resume_stays(statement, reader, [change for change in moved if change.kind == "restored"])
        stage_timers.add(statement, reader, moved)
        stage_tasks.add(statement, reader, [change for change in moved if change.entered_stage], at)


def _resume_stays(statement: Statement, reader: Reader, restored: Sequence[Change]) -> None:
    """Take back the ends of stays that the trash had brought: who comes back stands where they stood, since they stood there."""
    cards = [change.after for change in restored if change.after.stage_since is not None]
    if not cards:
        return
    rows = statement.rows(
        [
            ("record_id", "uuid", [card.id for card in cards]),
            ("funnel", "text", [card.funnel for card in cards]),
            ("entered_at", "timestamptz", [card.stage_since for card in cards]),
        ]
    )
    statement.parts.append(
        f"delete from stage_stay s using {rows} where s.tenant_no = {reader.tenant_no} and s.entity_no = {cards[0].entity.no} "
        "and s.funnel = u.funnel and s.record_id = u.record_id and s.entered_at = u.entered_at"
    )


def _add_stays(statement: Statement, reader: Reader, left: Sequence[Change], at: datetime) -> None:
    ended = [before for change in left if (before := change.before) is not None and before.stage_since is not None]
    if not ended:
        return
    rows = statement.rows(
        [
            ("record_id", "uuid", [before.id for before in ended]),
            ("funnel", "text", [before.funnel for before in ended]),
            ("stage", "text", [before.stage for before in ended]),
            ("entered_at", "timestamptz", [before.stage_since for before in ended]),
        ]
    )
    statement.parts.append(
        "insert into stage_stay (tenant_no, entity_no, left_at, record_id, funnel, stage, entered_at) "
        f"select {reader.tenant_no}, {ended[0].entity.no}, {statement.place(at, 'timestamptz')}, u.* from {rows} "
        "on conflict do nothing"
    )
