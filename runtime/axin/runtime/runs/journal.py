"""The journal and the next state of a batch of runs, written in one statement, in the transaction of their effects."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from axin.platform.data import json
from axin.platform.data.unit_of_work import connection
from axin.runtime.runs import attempts, budgets, endings, lanes
from axin.runtime.runs.endings import Ending
from axin.runtime.runs.run import Run


@dataclass(slots=True)
class Outcome:
    """How far a run came: its status, and when it goes on."""

    status: str
    """done, failed, waiting, or running: on its way to an outside system."""
    result: Any = None
    error: Any = None
    due_in: float | None = None
    """Seconds until it is due again; None leaves the lease as it is."""
    then: str | None = None
    """Of a failed run: the scenario that takes care of it."""

    @property
    def ended(self) -> bool:
        """Whether the run is over."""
        return self.status in {"done", "failed", "cancelled"}


@dataclass(slots=True)
class Settlement:
    """The outcomes of a batch."""

    outcomes: list[tuple[Run, Outcome]] = field(default_factory=list)

    def add(self, run: Run, outcome: Outcome) -> None:
        """Note how far a run came."""
        self.outcomes.append((run, outcome))

    @property
    def plain(self) -> bool:
        """Whether nothing follows from it: it may be written down together with those of other tenants."""
        return all(
            outcome.status != "failed" and not run.state.others and not _followed(run, outcome) for run, outcome in self.outcomes
        )

    async def write(self) -> None:
        """Write everything down, and let the next runs of the lanes go."""
        if not self.outcomes:
            return
        ended = [(run, outcome) for run, outcome in self.outcomes if outcome.ended]
        abandoned = [run.id for run, _ in ended if run.state.others or run.state.awaits]
        for run, _ in ended:
            run.state.let_go()
        await budgets.charge(sum(run.burnt for run, _ in self.outcomes))
        await _write(_WRITE, self.outcomes)
        await attempts.keep([(run.id, entry) for run, _ in self.outcomes for entry in run.entries if entry.status == "failed"])
        await endings.follow([Ending(run, end.status, end.result, end.error, end.then) for run, end in ended], abandoned)
        await lanes.free([lane for _, lane in _lanes_left(self.outcomes)])


async def write_together(settlements: Sequence[Settlement]) -> None:
    """Write down plain settlements of several tenants, outside the part of any."""
    outcomes = [each for settlement in settlements for each in settlement.outcomes]
    if outcomes:
        await _write(_WRITE_OF_SEVERAL, outcomes)
        await lanes.free_together(_lanes_left(outcomes))


def _followed(run: Run, outcome: Outcome) -> bool:
    """Whether something follows: an attempt to keep, code to charge, a caller to answer, a wait that is left."""
    noted = run.burnt > 0 or any(entry.status == "failed" for entry in run.entries)
    return noted or (outcome.ended and (run.state.awaits or run.event.on == "scenario" or outcome.then is not None))


def _lanes_left(outcomes: Sequence[tuple[Run, Outcome]]) -> list[tuple[int, str]]:
    """Return the tenant and name of each lane in which a run has ended."""
    return sorted({(run.plan.tenant_no, run.lane) for run, outcome in outcomes if outcome.ended and run.lane is not None})


_WRITE: Final = """
with ended as (
    select * from unnest($1::int[], $2::uuid[]) as e (tenant_no, run_id)
), gone as (
    delete from run_due d using ended where d.tenant_no = ended.tenant_no and d.run_id = ended.run_id
), later as (
    update run_due d set due_at = now() + l.seconds * interval '1 second', lease_until = null, attempt = l.attempt, tries = 0,
                         blocked = false
    from unnest($3::int[], $4::uuid[], $5::float8[], $6::smallint[]) as l (tenant_no, run_id, seconds, attempt)
    where d.tenant_no = l.tenant_no and d.run_id = l.run_id
), moved as (
    update run r set status = s.status, state = s.state::jsonb, result = s.result::jsonb, error = s.error::jsonb,
                     started_at = coalesce(r.started_at, s.started_at),
                     finished_at = case when s.status in ('done', 'failed', 'cancelled') then clock_timestamp() end
    from unnest($7::int[], $8::uuid[], $9::text[], $10::text[], $11::text[], $12::text[], $13::timestamptz[])
         as s (tenant_no, id, status, state, result, error, started_at)
    where r.tenant_no = s.tenant_no and r.id = s.id
)
insert into run_step (tenant_no, run_id, seq, key, index, attempt, status, input, output, error, started_at, finished_at)
select e.tenant_no, e.run_id, e.seq, e.key, e.index, e.attempt, e.status, e.input::jsonb, e.output::jsonb, e.error::jsonb,
       e.started_at, e.finished_at
from unnest($14::int[], $15::uuid[], $16::int[], $17::text[], $18::smallint[], $19::text[], $20::text[], $21::text[],
            $22::text[], $23::timestamptz[], $24::timestamptz[], $25::int[])
     as e (tenant_no, run_id, seq, key, attempt, status, input, output, error, started_at, finished_at, index)
on conflict (tenant_no, run_id, seq) do update set
    attempt = excluded.attempt, status = excluded.status, input = coalesce(excluded.input, run_step.input),
    output = excluded.output, error = excluded.error,
    started_at = least(run_step.started_at, excluded.started_at), finished_at = excluded.finished_at
"""
_WRITE_OF_SEVERAL: Final = f"/* of several tenants */ {_WRITE}"
"""The same under a text of its own: a statement that changes its role is planned anew each time."""


async def _write(statement: str, outcomes: Sequence[tuple[Run, Outcome]]) -> None:
    ended = [run for run, outcome in outcomes if outcome.ended]
    later = [(run, outcome.due_in) for run, outcome in outcomes if not outcome.ended and outcome.due_in is not None]
    entries = [(run, entry) for run, _ in outcomes for entry in run.entries]
    for run, _ in outcomes:
        run.state.seconds += budgets.time_of(run.entries)
    await connection().execute(
        statement,
        [run.plan.tenant_no for run in ended], [run.id for run in ended],
        [run.plan.tenant_no for run, _ in later], [run.id for run, _ in later], [seconds for _, seconds in later],
        [run.state.attempt for run, _ in later],
        [run.plan.tenant_no for run, _ in outcomes], [run.id for run, _ in outcomes], [outcome.status for _, outcome in outcomes],
        [None if outcome.status == "done" else json.dumps_text(run.state.to_json()) for run, outcome in outcomes],
        [_text(outcome.result) for _, outcome in outcomes], [_text(outcome.error) for _, outcome in outcomes],
        [run.entries[0].started_at if run.entries else None for run, _ in outcomes],
        [run.plan.tenant_no for run, _ in entries], [run.id for run, _ in entries], [entry.seq for _, entry in entries],
        [entry.key for _, entry in entries],
        [entry.attempt for _, entry in entries], [entry.status for _, entry in entries],
        [_text(entry.input) for _, entry in entries], [_text(entry.output) for _, entry in entries],
        [_text(entry.error) for _, entry in entries],
        [entry.started_at for _, entry in entries], [entry.finished_at for _, entry in entries],
        [entry.index for _, entry in entries],
    )  # fmt: skip


def _text(value: Any) -> str | None:  # noqa: ANN401 - any JSON
    return None if value is None else json.dumps_text(value)
