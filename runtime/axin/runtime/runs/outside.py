"""Calls to outside systems: performed between two transactions, after their intent is committed.

A crash in between leaves the intent; whoever takes the run up again repeats the call under the same key, never a new one, or
does first what its step says for the case of doubt.
"""

import asyncio
import logging
from dataclasses import dataclass
from typing import Any, Final

from axin.builder.catalog.actions import ACTIONS as MANIFESTS
from axin.builder.compiling.plan import StepPlan
from axin.platform.kernel.errors import AxinError
from axin.runtime.actions.registry import Call, Outputs, at_once
from axin.runtime.runs import doubt, errors
from axin.runtime.runs.effects import Outside, fail, finish
from axin.runtime.runs.journal import Outcome
from axin.runtime.runs.run import Entry, Run
from axin.runtime.runs.state import step_at

log: Final = logging.getLogger(__name__)
LONGEST_SECONDS: Final = 60.0
FUEL: Final = "fuel"
"""Under which an action gives what it has used of the run's budget for code."""
_TIMEOUT: Final = {"code": "timeout", "message": "The outside system did not answer in time."}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a call."""

    entry: Entry
    outputs: Outputs | None = None
    error: Any = None
    in_doubt: bool = False
    """Whether the other side may have done its work all the same."""
    looked_up: bool = False
    """Whether the other side was asked."""
    fuel: int = 0
    """What code has used that failed."""


async def perform(waiting: Outside) -> Answer:
    """Perform one call."""
    call = waiting.call
    try:
        async with asyncio.timeout(_patience(call.step)):
            outputs = await _performed(call)
    except AxinError as error:
        doubtful = call.looks_up or getattr(error, "in_doubt", False)
        fuel = getattr(error, "fuel", 0)
        return Answer(waiting.entry, error=errors.kept(error), in_doubt=doubtful, looked_up=call.looks_up, fuel=fuel)
    except TimeoutError:
        return Answer(waiting.entry, error=_TIMEOUT, in_doubt=True, looked_up=call.looks_up)
    except Exception:
        log.exception("An outside call failed by a fault of ours")
        return Answer(waiting.entry, in_doubt=True, looked_up=call.looks_up, error=errors.OURS)
    return Answer(waiting.entry, outputs)


def _patience(step: StepPlan) -> float | None:
    return None if repeats_alike(step) else min(step.timeout or LONGEST_SECONDS, LONGEST_SECONDS)


def repeats_alike(step: StepPlan) -> bool:
    """Whether the step's action changes nothing outside and gives the same whenever it is performed; such a one bounds itself."""
    return MANIFESTS[step.action or ""].idempotency == "idempotent"


async def _performed(call: Call) -> Outputs:
    """Make the call; where the other side is asked first, and has taken it before, that answer counts."""
    known = await doubt.LOOK_UPS[call.step.action or ""](call) if call.looks_up else None
    return known if known is not None else await at_once(call)


def settle(run: Run, answer: Answer) -> Outcome | None:
    """Note the answer in the run's journal; an outcome where the run does not go on now."""
    step = step_at(run.scenario.steps, run.state.at or ())
    if step is None:
        return None
    asked = answer.entry
    entry = Entry(asked.seq, asked.key, asked.attempt, asked.started_at, input=asked.input, index=asked.index)
    run.entries.append(entry)
    fuel = answer.fuel if answer.outputs is None else int(answer.outputs.get(FUEL, 0))
    run.state.fuel, run.burnt = run.state.fuel + fuel, run.burnt + fuel
    if answer.outputs is None:
        return _unsuccessful(run, step, entry, answer)
    finish(run, step, entry, answer.outputs)
    return None


def _unsuccessful(run: Run, step: StepPlan, entry: Entry, answer: Answer) -> Outcome | None:
    if not answer.in_doubt:
        doubt.refused(run.state.here)
        return fail(run, step, entry, answer.error)
    outcome = doubt.unanswered(run, entry, looked_up=answer.looked_up)
    if outcome is None:
        return fail(run, step, entry, answer.error)
    entry.end("failed", error=answer.error)
    return outcome
