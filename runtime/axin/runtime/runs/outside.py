"""Calls to outside systems: performed between two transactions, after their intent is committed.

A crash in between leaves the intent; whoever takes the run up again repeats the call under the same key, never a new one.
"""

import asyncio
import logging
from dataclasses import dataclass
from typing import Any, Final

from axin.builder.catalog.actions import ACTIONS as MANIFESTS
from axin.builder.compiling.plan import StepPlan
from axin.platform.kernel.errors import AxinError
from axin.runtime.actions.registry import Outputs, at_once
from axin.runtime.runs import errors
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


async def perform(waiting: Outside) -> Answer:
    """Perform one call."""
    call = waiting.call
    try:
        async with asyncio.timeout(_patience(call.step)):
            outputs = await at_once(call)
    except AxinError as error:
        return Answer(waiting.entry, error=errors.kept(error))
    except TimeoutError:
        return Answer(waiting.entry, error=_TIMEOUT)
    except Exception:
        log.exception("An outside call failed by a fault of ours")
        return Answer(waiting.entry, error=errors.OURS)
    return Answer(waiting.entry, outputs)


def _patience(step: StepPlan) -> float | None:
    return None if repeats_alike(step) else min(step.timeout or LONGEST_SECONDS, LONGEST_SECONDS)


def repeats_alike(step: StepPlan) -> bool:
    """Whether the step's action changes nothing outside and gives the same whenever it is performed; such a one bounds itself."""
    return MANIFESTS[step.action or ""].idempotency == "idempotent"


def settle(run: Run, answer: Answer) -> Outcome | None:
    """Note the answer in the run's journal; an outcome where the run does not go on now."""
    step = step_at(run.scenario.steps, run.state.at or ())
    if step is None:
        return None
    asked = answer.entry
    entry = Entry(asked.seq, asked.key, asked.attempt, asked.started_at, input=asked.input, index=asked.index)
    run.entries.append(entry)
    if answer.outputs is None:
        return fail(run, step, entry, answer.error)
    run.state.fuel += int(answer.outputs.get(FUEL, 0))
    finish(run, step, entry, answer.outputs)
    return None
