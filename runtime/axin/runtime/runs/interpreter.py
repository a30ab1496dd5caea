"""Walks a run through its steps until it ends, waits, or needs an outside system; all in the open transaction."""

from typing import Any, Final

from axin.builder.compiling.plan import StepPlan
from axin.platform.kernel.clock import utc_now
from axin.platform.kernel.errors import AxinError
from axin.runtime.actions.registry import Call
from axin.runtime.runs import awaiting, budgets, doubt, errors, resuming
from axin.runtime.runs.awaiting import Pending
from axin.runtime.runs.deciding import Act, Assign, Decision, Enter, Fork, Listen, Repeat, Skip, Stop, Summon, Wait, decide
from axin.runtime.runs.effects import act, await_for, effect, fail, finish
from axin.runtime.runs.explaining import tree_of
from axin.runtime.runs.journal import Outcome
from axin.runtime.runs.reader import plain
from axin.runtime.runs.run import Entry, Run
from axin.runtime.runs.state import DO, Loop, after, branch_of, into, step_at
from axin.runtime.runs.summoning import summon

STRIDE: Final = 200
"""Steps that are taken in one transaction: then they are committed, and the run goes on at once."""


async def advance(run: Run, *, careful: bool, far: int | None = None) -> Outcome:
    """Take the run as far as it comes, or to the number `far` of its journal.

    With `careful`, each effect has a savepoint, so that a failure undoes it alone; without, an effect that several runs may do
    in one go is left to the caller.
    """
    far = run.state.seq + STRIDE if far is None else far
    while run.state.at is not None:
        step = step_at(run.scenario.steps, run.state.at)
        if step is None:
            break
        spent = await budgets.overspent(run)
        if spent is not None:
            return Outcome("failed", error={**spent, "step": step.key})
        if run.state.seq >= far:
            return Outcome("running", due_in=0.0)
        outcome = _joined(run) if _arrived(run) else None if _turned(run) else await _take(run, step, careful=careful)
        outcome = elsewhere(run, outcome)
        if outcome is not None:
            return outcome
    return Outcome("done")


def elsewhere(run: Run, outcome: Outcome | None) -> Outcome | None:
    """Where one place of the run waits, go on at another; None where one can go on now."""
    if outcome is None or outcome.status != "waiting" or not run.state.others:
        return outcome
    seconds = run.state.hold(outcome.due_in, utc_now())
    return None if seconds is None else Outcome("waiting", due_in=seconds)


def _arrived(run: Run) -> bool:
    """Whether the run has come back to the step whose arms it is inside."""
    return bool(run.state.here.forks) and run.state.here.forks[-1] == run.state.at


def _joined(run: Run) -> Outcome | None:
    """Leave the arms where this is the last to end; else go on in another."""
    if run.state.join(run.scenario.steps):
        return None
    seconds = run.state.drop(utc_now())
    return None if seconds is None else Outcome("waiting", due_in=seconds)


def _turned(run: Run) -> bool:
    """Where the run has come back to the loop it is inside, go on with the next item, or leave it after the last."""
    loop = run.state.loops[-1] if run.state.loops else None
    at = run.state.at or ()
    if loop is None or loop.at != at:
        return False
    loop.index += 1
    if loop.index < len(loop.items):
        run.state.at = into(at, DO)
    else:
        run.state.loops.pop()
        run.state.at = after(run.scenario.steps, at)
    return True


async def _take(run: Run, step: StepPlan, *, careful: bool) -> Outcome | None:
    entry = run.begin(step.key)
    run.scope.enter_loop()
    if run.state.here.awaits and not doubt.cleared(run.state.here):
        return await _resume(run, step, entry)
    try:
        await run.scope.prepare(run.formulas(step))
        decision = decide(step, run.scope)
    except AxinError as error:
        return fail(run, step, entry, errors.kept(error))
    return await _follow(run, step, entry, decision, careful=careful)


async def _follow(run: Run, step: StepPlan, entry: Entry, decision: Decision, *, careful: bool) -> Outcome | None:
    match decision:
        case Act(name, inputs):
            return await act(run, step, entry, Call(run, step, inputs, entry.seq), name, careful=careful)
        case Listen(seconds):
            return await effect(run, step, entry, lambda: resuming.listen(run, step, entry.seq, seconds), careful=careful)
        case Summon(inputs):
            entry.input = plain(inputs)
            return await effect(run, step, entry, lambda: summon(run, step, entry.seq, inputs), careful=careful)
        case Wait(seconds) if not run.state.waited:
            return _sleep(run, entry, seconds)
        case _:
            return _steer(run, step, entry, decision)


def _steer(run: Run, step: StepPlan, entry: Entry, decision: Decision) -> Outcome | None:
    """Do what touches nothing but the run itself."""
    match decision:
        case Stop(result, error):
            return _stop(run, entry, result, error)
        case Repeat(items):
            return _repeat(run, step, entry, items)
        case Fork():
            _fork(run, step, entry)
        case Enter(branch):
            entry.input = _chosen_by(run, step, decision)
            entry.end("done", output={"branch": branch})
            run.go(into(run.state.at or (), branch) if branch_of(step, branch) else None)
        case Assign(values):
            run.state.vars.update(values)
            entry.end("done", output=plain(values))
            run.go()
        case _:
            entry.end("skipped" if isinstance(decision, Skip) else "done")
            run.go()
    return None


def _fork(run: Run, step: StepPlan, entry: Entry) -> None:
    arms = [number for number, steps in enumerate(step.arms) if steps]
    entry.end("done", output={"branches": len(step.arms)})
    if not arms:
        run.go()
        return
    run.settled()
    run.state.fork(run.state.at or (), arms)


async def _resume(run: Run, step: StepPlan, entry: Entry) -> Outcome | None:
    """Go on after what the step awaited has come, or the time for it is over."""
    given = run.state.here.answer
    if run.state.here.sent == doubt.ASKED:
        return await_for(run, entry, Pending()) if given is None else fail(run, step, entry, doubt.LEFT)
    try:
        if given is None:
            await awaiting.cease(run.id, entry.seq)
        outputs = await resuming.outputs(run, step, entry, given)
    except AxinError as error:
        return fail(run, step, entry, errors.kept(error))
    if isinstance(outputs, Pending):
        return await_for(run, entry, outputs)
    finish(run, step, entry, outputs)
    return None


def _chosen_by(run: Run, step: StepPlan, choice: Enter) -> Any:  # noqa: ANN401 - JSON
    if step.condition is not None:
        return {"condition": tree_of(step.condition, run.scope)}
    return {"value": plain(choice.value)} if step.switch is not None else None


def _repeat(run: Run, step: StepPlan, entry: Entry, items: tuple[Any, ...]) -> Outcome | None:
    if len(items) > budgets.MAX_ITEMS:
        return fail(run, step, entry, {"code": budgets.BUDGET, "message": f"A loop takes {budgets.MAX_ITEMS} items at most."})
    entry.end("done", output={"count": len(items)})
    at = run.state.at or ()
    if not items or not step.then:
        run.go()
        return None
    run.settled()
    run.state.loops.append(Loop(at, items))
    run.state.at = into(at, DO)
    return None


def _sleep(run: Run, entry: Entry, seconds: float) -> Outcome:
    entry.status = "waiting"
    entry.input = {"seconds": seconds}
    run.state.here.waited = True
    return Outcome("waiting", due_in=seconds)


def _stop(run: Run, entry: Entry, result: object, error: str | None) -> Outcome:
    if error is not None:
        kept = {"code": "stopped", "message": error, "step": entry.key}
        entry.end("failed", error=kept)
        return Outcome("failed", error=kept)
    entry.end("done", output={"result": plain(result)})
    run.settled()
    run.state.at = None
    return Outcome("done", result=plain(result))
