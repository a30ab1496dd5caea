"""What a step does to the world, and how that ends: with outputs, with an error, or with something to wait for."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from axin.builder.compiling.plan import StepPlan
from axin.platform.data.unit_of_work import connection
from axin.platform.kernel.errors import AxinError, LimitReachedError
from axin.runtime.actions.registry import ACTIONS, Call, Jointly, Likeness, Outputs
from axin.runtime.runs import budgets, doubt, errors, retries
from axin.runtime.runs.awaiting import Pending
from axin.runtime.runs.crossing import CrossedError
from axin.runtime.runs.errors import StepError
from axin.runtime.runs.journal import Outcome
from axin.runtime.runs.reader import plain
from axin.runtime.runs.run import Entry, Run
from axin.runtime.runs.showing import shown
from axin.runtime.runs.state import FOREVER
from axin.tenants import limits

log: Final = logging.getLogger(__name__)
MESSAGES: Final = frozenset({"notify.users", "email.send", "sms.send", "telegram.send"})
"""Actions that reach people: left out where whoever began the chain wanted no messages."""
CARES: Final = "scenario:"
"""What an `on_error.then` begins with that names the scenario to start."""
_SOON: Final = 0.2


class StumbledError(Exception):
    """A step failed in the middle of its effects, and there is no savepoint to go back to: begin the batch again, carefully."""


class Joint(Outcome):
    """The run stands before an effect on our database that several runs may do in one go."""

    __slots__ = ("call", "entry", "likeness")

    def __init__(self, call: Call, entry: Entry, likeness: Likeness) -> None:
        super().__init__("running")
        self.call = call
        self.entry = entry
        self.likeness = likeness


class Outside(Outcome):
    """The run stands before a call to an outside system, whose intent is to be committed first."""

    __slots__ = ("call", "entry")

    def __init__(self, call: Call, entry: Entry) -> None:
        super().__init__("running")
        self.call = call
        self.entry = entry


async def act(run: Run, step: StepPlan, entry: Entry, call: Call, name: str, *, careful: bool) -> Outcome | None:
    """Perform the action of a step, unless it is to be left out, or reaches an outside system."""
    action = ACTIONS[name]
    entry.input = {key: _hidden(value) if key in action.secret else plain(value) for key, value in call.inputs.items()}
    if name in MESSAGES and run.cause.automation == "no_messages":
        run.state.steps[step.key] = {}
        entry.end("skipped", output={"reason": "no_messages"})
        run.go()
        return None
    try:
        if action.metered is not None:
            await limits.require(action.metered)
    except LimitReachedError as error:
        return fail(run, step, entry, errors.kept(error))
    if action.outside:
        return await _outside(await doubt.as_it_was(call, entry, action.secret), entry, careful=careful)
    jointly = None if careful or step.timeout is not None else action.jointly
    likeness = None if jointly is None else _likeness(call, jointly)
    if likeness is not None:
        return Joint(call, entry, likeness)
    return await effect(run, step, entry, lambda: action.perform(call), careful=careful)


async def _outside(call: Call, entry: Entry, *, careful: bool) -> Outcome | None:
    """Stand before the call, unless a person is to say first whether it goes out again."""
    run, first = call.run, doubt.first(call)
    if first == "ask":
        return await effect(run, call.step, entry, lambda: doubt.ask(call, entry), careful=careful)
    doubt.going_out(run.state.here)
    return Outside(replace(call, looks_up=first == "look_up"), entry)


def _likeness(call: Call, jointly: Jointly) -> Likeness | None:
    try:
        return jointly.likeness(call)
    except AxinError:
        return None  # what is wrong with the call is told where it is performed


async def effect(
    run: Run, step: StepPlan, entry: Entry, perform: Callable[[], Awaitable[Outputs | Pending]], *, careful: bool
) -> Outcome | None:
    """Perform what touches our database: with a savepoint of its own where one is `careful`."""
    if not careful:
        try:
            return _performed(run, step, entry, await _in_time(step, perform))
        except (*errors.LOST, CrossedError):
            raise
        except Exception as error:
            raise StumbledError from error
    await connection().execute("savepoint step")
    try:
        outputs = await _in_time(step, perform)
    except errors.LOST:
        raise
    except Exception as error:  # noqa: BLE001 - whatever went wrong, it goes wrong in this run alone
        await connection().execute("rollback to savepoint step")
        run.scope.reader.forget()
        return _failure(run, step, entry, error)
    await connection().execute("release savepoint step")
    return _performed(run, step, entry, outputs)


async def _in_time(step: StepPlan, perform: Callable[[], Awaitable[Outputs | Pending]]) -> Outputs | Pending:
    """Perform the step within the seconds it has; what it was asking the database is called off when they are over."""
    seconds = budgets.seconds_of(step)
    over = asyncio.timeout(seconds)
    try:
        async with over:
            return await perform()
    except TimeoutError:
        if not over.expired():
            raise
        raise StepError("timeout", f"The step took longer than the {seconds:g} seconds it has.") from None


def _performed(run: Run, step: StepPlan, entry: Entry, outputs: Outputs | Pending) -> Outcome | None:
    if isinstance(outputs, Pending):
        return await_for(run, entry, outputs)
    finish(run, step, entry, outputs)
    return None


def await_for(run: Run, entry: Entry, pending: Pending) -> Outcome:
    """Let the step wait for what it has begun."""
    entry.status = "waiting"
    run.state.here.begin_anew()
    run.state.here.awaits = run.state.here.waited = True
    return Outcome("waiting", due_in=FOREVER if pending.seconds is None else pending.seconds)


def _hidden(value: object) -> object:
    """Return what the journal keeps of an input that may hold credentials: its names."""
    return dict.fromkeys(value, "•••") if isinstance(value, Mapping) else "•••"


def _failure(run: Run, step: StepPlan, entry: Entry, error: Exception) -> Outcome | None:
    if isinstance(error, errors.PASSING):
        run.entries.remove(entry)
        return Outcome("running", due_in=_SOON)
    if isinstance(error, AxinError):
        return fail(run, step, entry, errors.kept(error))
    log.error("A step failed by a fault of ours", exc_info=error)
    return fail(run, step, entry, errors.OURS)


def finish(run: Run, step: StepPlan, entry: Entry, outputs: Outputs) -> None:
    """Note what an action gave and go on to the next step."""
    budgets.note(run, step, outputs)
    run.state.steps[step.key] = outputs
    entry.end("done", output=shown(outputs, run.scope.reader))
    run.go()


def fail(run: Run, step: StepPlan, entry: Entry, error: Mapping[str, Any]) -> Outcome | None:
    """Note that a step failed: try again later, go on without it, or end the run, as its `on_error` says."""
    entry.end("failed", error=error)
    if errors.may_mend(error) and run.state.attempt <= step.retry.times:
        seconds = retries.pause(step.retry, run.state.attempt)
        run.state.here.attempt += 1
        run.state.here.begin_anew()
        return Outcome("waiting", due_in=seconds)
    if step.retry.then == "continue":
        run.state.steps[step.key] = {}
        run.go()
        return None
    cares = step.retry.then.removeprefix(CARES) if step.retry.then.startswith(CARES) else None
    return Outcome("failed", error={**error, "step": step.key}, then=cares)
