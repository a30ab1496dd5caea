"""The attempts of steps that failed: a step that is tried again writes over its row of the journal, so it is kept beside it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.runtime.runs.run import Entry


class AttemptView(msgspec.Struct, kw_only=True):
    """An attempt of a step that failed."""

    attempt: int
    error: Any
    started_at: datetime | None
    finished_at: datetime | None


_KEEP: Final = """
insert into run_attempt (tenant_no, run_id, seq, attempt, error, started_at, finished_at)
select $1, a.run_id, a.seq, a.attempt, a.error::jsonb, a.started_at, a.finished_at
from unnest($2::uuid[], $3::int[], $4::smallint[], $5::text[], $6::timestamptz[], $7::timestamptz[])
    as a (run_id, seq, attempt, error, started_at, finished_at)
on conflict do nothing
"""


async def keep(failed: Sequence[tuple[UUID, Entry]]) -> None:
    """Keep these failed attempts, in the transaction that notes them."""
    if not failed:
        return
    entries = [entry for _, entry in failed]
    await connection().execute(
        _KEEP, tenant_no(), [run for run, _ in failed], [entry.seq for entry in entries], [entry.attempt for entry in entries],
        [None if entry.error is None else json.dumps_text(entry.error) for entry in entries],
        [entry.started_at for entry in entries], [entry.finished_at for entry in entries],
    )  # fmt: skip


async def of_run(run: UUID) -> dict[int, list[AttemptView]]:
    """Return the failed attempts of a run, by the number of the step in its journal."""
    found: dict[int, list[AttemptView]] = {}
    for row in await connection().fetch(
        """select seq, attempt, error, started_at, finished_at from run_attempt where tenant_no = $1 and run_id = $2
           order by seq, attempt""",
        tenant_no(),
        run,
    ):
        error = None if row["error"] is None else json.loads(row["error"])
        view = AttemptView(attempt=row["attempt"], error=error, started_at=row["started_at"], finished_at=row["finished_at"])
        found.setdefault(row["seq"], []).append(view)
    return found
