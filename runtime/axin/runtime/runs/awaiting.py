"""What runs wait for besides time: a run they have called, an approval they have asked for, an event that is to happen.

Whoever brings the answer writes it down and makes the run due, in one transaction. A run that a worker holds at that moment
keeps its lease: the worker reads the answers once it holds the run for its commit, and whoever answers waits for that commit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal
from uuid import UUID

from axin.builder.compiling.plan import TriggerPlan
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.runtime.runs import live

Kind = Literal["call", "approval", "event"]


@dataclass(frozen=True, slots=True)
class Pending:
    """What an action gives that must wait: its outputs come with the answer."""

    seconds: float | None = None
    """How long it waits at most; None: as long as it takes."""


_NOTE: Final = """
insert into run_wait (tenant_no, run_id, seq, kind, other, listens, entity, record_id)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (tenant_no, run_id, seq) do update set kind = excluded.kind, other = excluded.other, listens = excluded.listens,
    entity = excluded.entity, record_id = excluded.record_id, answer = null
"""


async def note(run: UUID, seq: int, kind: Kind, other: UUID | None = None) -> None:
    """Let the run wait, at this number of its journal, for another thing to end."""
    await connection().execute(_NOTE, tenant_no(), run, seq, kind, other, None, None, None)


async def listen(run: UUID, seq: int, trigger: TriggerPlan, record: UUID | None) -> None:
    """Let the run wait for an event; with a record, for one of that record."""
    await connection().execute(_NOTE, tenant_no(), run, seq, "event", None, kinds_of(trigger), trigger.entity, record)


def kinds_of(trigger: TriggerPlan) -> list[str]:
    """Return the kinds of events among which the awaited one is: a condition comes true when a record is made, or changes."""
    return ["record.created", "record.updated"] if trigger.on == "record.matches" else [trigger.on]


async def answers(run: UUID) -> dict[int, Mapping[str, Any]]:
    """Return, by the number of the step that waits, what has come; taken once."""
    rows = await connection().fetch(
        "delete from run_wait where tenant_no = $1 and run_id = $2 and answer is not null returning seq, answer", tenant_no(), run
    )
    return {row["seq"]: json.loads(row["answer"]) for row in rows}


async def cease(run: UUID, seq: int) -> None:
    """Let the run wait for this no longer: its time is over."""
    await connection().execute("delete from run_wait where tenant_no = $1 and run_id = $2 and seq = $3", tenant_no(), run, seq)


_ANSWER: Final = """
update run_wait set answer = $3::jsonb where tenant_no = $1 and other = $2 and answer is null returning run_id
"""


async def answer(other: UUID, given: Mapping[str, Any]) -> None:
    """Tell whoever waits for this thing what came of it."""
    rows = await connection().fetch(_ANSWER, tenant_no(), other, json.dumps_text(given))
    await wake([row["run_id"] for row in rows])


async def answer_one(run: UUID, seq: int, given: Mapping[str, Any]) -> None:
    """Tell the run what has happened that it waits for; the first such thing counts."""
    tag = await connection().execute(
        "update run_wait set answer = $4::jsonb where tenant_no = $1 and run_id = $2 and seq = $3 and answer is null",
        tenant_no(), run, seq, json.dumps_text(given),
    )  # fmt: skip
    if tag.endswith(" 1"):
        await wake([run])


_LOCK: Final = """
select run_id from run_due where tenant_no = $1 and run_id = any($2) order by run_id for update
"""
_WAKE: Final = """
update run_due set due_at = now() where tenant_no = $1 and run_id = any($2) and (lease_until is null or lease_until <= now())
"""


async def wake(runs: Sequence[UUID]) -> None:
    """Make these runs due, those that nobody is working on."""
    if runs:
        await connection().execute(_LOCK, tenant_no(), list(runs))
        await connection().execute(_WAKE, tenant_no(), list(runs))
        live.nudge()


async def forget(runs: Sequence[UUID]) -> list[tuple[Kind, UUID]]:
    """Let these runs, which are over, wait for nothing more; return what nobody waits for now."""
    rows = await connection().fetch(
        "delete from run_wait where tenant_no = $1 and run_id = any($2) returning kind, other", tenant_no(), list(runs)
    )
    return [(row["kind"], row["other"]) for row in rows if row["other"] is not None]
