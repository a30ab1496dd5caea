"""What follows from the end of a run, in the transaction that ends it.

Who has called it goes on; where it failed, the scenario that is to take care starts.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from axin.runtime.runs import allowance, awaiting, cancelling, failures, live, telling
from axin.runtime.runs.failures import Failure
from axin.runtime.runs.opening import Opening, open_runs
from axin.runtime.runs.run import Run
from axin.runtime.runs.summoning import caused

if TYPE_CHECKING:
    from axin.builder.compiling.plan import Plan


@dataclass(frozen=True, slots=True)
class Ending:
    """A run that is over, and how it ended."""

    run: Run
    status: str
    result: Any
    error: Any
    then: str | None
    """The scenario that takes care of its failure."""


async def follow(endings: Sequence[Ending], abandoned: Sequence[UUID]) -> None:
    """Do what follows; `abandoned` are those of the runs that still waited for something in one of their branches."""
    if abandoned:
        await cancelling.close_steps(abandoned)
        await cancelling.abandon(abandoned)
    failed = [ending for ending in endings if ending.status == "failed"]
    if failed:
        await allowance.give_back([ending.run.id for ending in failed])
        await failures.tell([_failure(ending.run, ending.error) for ending in failed])
    for ending in endings:
        if ending.run.event.on == "scenario":
            given = {"status": ending.status, "result": ending.result, "error": ending.error}
            await awaiting.answer(ending.run.id, given)
    await _take_care([ending for ending in endings if ending.then is not None])


def _failure(run: Run, error: Any) -> Failure:  # noqa: ANN401 - JSON
    return Failure(run.id, run.scenario.key, run.plan.version, run.event, run.actor, error)


async def _take_care(failed: Sequence[Ending]) -> None:
    plans: dict[int, Plan] = {}
    openings: defaultdict[int, list[Opening]] = defaultdict(list)
    for ending in failed:
        run = ending.run
        scenario = run.plan.scenarios.get(ending.then or "")
        if scenario is not None and scenario.enabled:
            plans[run.plan.version] = run.plan
            openings[run.plan.version].append(Opening.of(scenario, caused(run, ending.error["step"], _told(ending))))
    for version, group in openings.items():
        await open_runs(plans[version], group)
        live.announce(plans[version].tenant_no, group)
        live.nudge()


def _told(ending: Ending) -> dict[str, Any]:
    """Return what the scenario that takes care is given as its input."""
    run = ending.run
    record = run.event.record_id
    return {
        "scenario": run.scenario.key, "run": str(run.id), "step": ending.error["step"],
        "error": telling.told(ending.error, run.plan.locale),
        "entity": run.event.entity, "record": None if record is None else str(record),
    }  # fmt: skip
