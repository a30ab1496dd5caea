"""Calls to outside systems: performed between two transactions, after their intent is committed.

A crash in between leaves the intent; whoever takes the run up again repeats the call under the same key, never a new one.
"""

import asyncio
import logging
from dataclasses import dataclass
from typing import Any, Final

from axin.platform.kernel.errors import AxinError
from axin.runtime.actions.registry import Outputs, at_once
from axin.runtime.runs import errors
from axin.runtime.runs.effects import Outside, fail, finish
from axin.runtime.runs.journal import Outcome
from axin.runtime.runs.run import Entry, Run
from axin.runtime.runs.state import step_at

log: Final = logging.getLogger(__name__)
LONGEST_SECONDS: Final = 60.0
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
        async with asyncio.timeout(min(call.step.timeout or LONGEST_SECONDS, LONGEST_SECONDS)):
            outputs = await at_once(call)
    except AxinError as error:
        return Answer(waiting.entry, error=errors.kept(error))
    except TimeoutError:
        return Answer(waiting.entry, error=_TIMEOUT)
    except Exception:
        log.exception("An outside call failed by a fault of ours")
        return Answer(waiting.entry, error=errors.OURS)
    return Answer(waiting.entry, outputs)


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
    finish(run, step, entry, answer.outputs)
    return None
