"""Where runs under way stand: for whoever is about to publish, and has to say what becomes of them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from axin.builder import drafts, versions
from axin.builder.checks.steps import all_steps
from axin.builder.compiling.plan import StepPlan
from axin.builder.definitions.model import Model, Part
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.runtime.runs.state import START, step_at
from axin.tenants.actor import Actor

MOST_PLACES: Final = 500
_PLACES: Final = """
select r.scenario, r.version, (r.state -> 'at')::text as at, r.state is null as fresh, count(*) as runs
from run_due d join run r on r.tenant_no = $1 and r.id = d.run_id
where d.tenant_no = $1 group by 1, 2, 3, 4 order by 1, 2, 3 limit $2
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """How many runs stand at one step of a version; without a step they have not begun it, or are at their end."""

    version: int
    step: str | None
    title: Mapping[str, str]
    does: str
    runs: int
    stays: bool
    """Whether the draft's scenario still has a step of this key."""


@dataclass(slots=True)
class UnderWay:
    """The runs of one scenario that are under way."""

    scenario: str
    change: str
    """What the draft does with the scenario they run: changed, removed or unchanged."""
    runs: int = 0
    places: list[Standing] = field(default_factory=list)

    @property
    def steps(self) -> set[str]:
        """The keys of the steps they stand at."""
        return {place.step for place in self.places if place.step is not None}


async def under_way(actor: Actor) -> list[UnderWay]:
    """Return the runs under way, by scenarios, each with what the draft changes of it; those it changes first."""
    draft = Model((await drafts.read(actor)).document)
    wanted = {part.key: part for part in draft.all_scenarios}
    found: dict[str, UnderWay] = {}
    for row in await connection().fetch(_PLACES, tenant_no(), MOST_PLACES):
        key = row["scenario"]
        one = found.setdefault(key, UnderWay(key, "unchanged"))
        one.runs += row["runs"]
        one.change = await _change(wanted.get(key), key, row["version"]) if one.change == "unchanged" else one.change
        one.places.append(await _standing(row, wanted.get(key)))
    for one in found.values():
        one.places = _together(one.places)
    return sorted(found.values(), key=lambda one: (one.change == "unchanged", one.scenario))


async def _change(part: Part | None, key: str, version: int) -> str:
    if part is None:
        return "removed"
    before = {one.key: one for one in Model(await versions.document_of(version)).all_scenarios}.get(key)
    return "unchanged" if before is not None and before.raw == part.raw else "changed"


async def _standing(row: Mapping[str, Any], part: Part | None) -> Standing:
    scenario = (await versions.plan_of(row["version"])).scenarios[row["scenario"]]
    at = START if row["fresh"] else json.loads(row["at"] or "null")
    step = None if at is None else step_at(scenario.steps, tuple(at))
    if step is None:
        return Standing(row["version"], None, {}, "", row["runs"], stays=part is not None)
    return Standing(row["version"], step.key, step.title, _does(step), row["runs"], stays=step.key in _keys(part))


def _does(step: StepPlan) -> str:
    return step.action or step.kind


def _keys(part: Part | None) -> set[str]:
    return set() if part is None else {step.key for step in all_steps(part)}


def _together(places: list[Standing]) -> list[Standing]:
    """Add up those that stand at the same step of the same version: turns of a loop, and runs that have not begun."""
    runs: defaultdict[tuple[int, str | None], int] = defaultdict(int)
    one_of: dict[tuple[int, str | None], Standing] = {}
    for place in places:
        runs[(place.version, place.step)] += place.runs
        one_of.setdefault((place.version, place.step), place)
    return [Standing(place.version, place.step, place.title, place.does, runs[key], place.stays) for key, place in one_of.items()]
