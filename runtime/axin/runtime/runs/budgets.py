"""What a run may use: steps, records, time to work, and of each step the time it may take. The plan says how much.

A run that stays below what every plan allows is never asked; of one that goes beyond, the plan's limits are read, and
remembered for a moment.
"""

from collections.abc import Sequence, Sized
from time import monotonic
from typing import Any, Final

from axin.builder.compiling.plan import StepPlan
from axin.platform.data.unit_of_work import tenant_no
from axin.runtime.actions.registry import Outputs
from axin.runtime.runs.run import Entry, Run
from axin.runtime.sandbox.limits import milliseconds_of
from axin.tenants import limits, usage

BUDGET: Final = "budget"
MAX_ITEMS: Final = 1_000
"""Items of one loop: as many as a step can find."""
STEP_SECONDS: Final = 60.0
"""Of a step that says nothing of its own."""
STEPS, RECORDS, SECONDS = "run_steps", "run_records", "run_seconds"
_WITHOUT_A_PLAN: Final = {STEPS: 10_000, RECORDS: 20_000, SECONDS: 300}
_ALWAYS_ALLOWED: Final = {STEPS: 1_000, RECORDS: 1_000, SECONDS: 30}
_FRESH_SECONDS: Final = 2.0
_known: Final[dict[int, tuple[float, dict[str, int]]]] = {}


async def overspent(run: Run) -> dict[str, Any] | None:
    """Return the error of a run that has used up what it may use; None where it may go on."""
    state = run.state
    used = {STEPS: state.seq, RECORDS: state.records, SECONDS: state.seconds}
    beyond = [name for name, amount in used.items() if amount >= _ALWAYS_ALLOWED[name]]
    if not beyond:
        return None
    allowed = await _allowed()
    spent = next((name for name in beyond if used[name] >= allowed[name]), None)
    return None if spent is None else _error(spent, allowed[spent])


def note(run: Run, step: StepPlan, outputs: Outputs) -> None:
    """Count the records that a step has found or changed."""
    if step.action is not None:
        run.state.records += _records(step.action, outputs)


def time_of(entries: Sequence[Entry]) -> float:
    """Return the seconds of work that these entries of a journal tell of: what only waits has not ended."""
    return sum((each.finished_at - each.started_at).total_seconds() for each in entries if each.finished_at is not None)


def seconds_of(step: StepPlan) -> float:
    """Return how long a step may take that touches our database."""
    return min(step.timeout or STEP_SECONDS, STEP_SECONDS)


async def charge(fuel: int) -> None:
    """Charge what code has used to the workspace of the open transaction."""
    if fuel:
        await usage.add("code", milliseconds_of(fuel))


def forget() -> None:
    """Drop what is remembered of the open transaction's workspace."""
    _known.pop(tenant_no(), None)


def _error(name: str, most: int) -> dict[str, Any]:
    if name == STEPS:
        message = f"A run may take {most} steps. Let it do less at once, or divide it among several runs."
    elif name == RECORDS:
        message = f"The steps of a run may find and change {most} records. Narrow its filters, or divide it among several runs."
    else:
        message = (
            f"A run may work for {most} seconds, its waits not counted. Let it do less at once, or divide it among several runs."
        )
    return {"code": BUDGET, "message": message, "budget": name, "maximum": most}


def _records(action: str, outputs: Outputs) -> int:
    many = outputs.get("records")
    if isinstance(many, Sized):
        return len(many)
    return int("record" in outputs or action == "record.delete")


async def _allowed() -> dict[str, int]:
    tenant = tenant_no()
    known = _known.get(tenant)
    if known is None or known[0] < monotonic():
        known = _known[tenant] = (monotonic() + _FRESH_SECONDS, {**_WITHOUT_A_PLAN, **await limits.maxima()})
    return known[1]
