"""A batch of runs on its way through one transaction.

Abreast, each goes as far as it comes by itself; what many can do in one go is then done together, and each goes on. Those
that wait behind another in their lane begin when that one has ended; those about one record, when the earlier is done for now.
Where runs cross all the same, they go one after the other; where one stumbles, carefully.
"""

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final
from uuid import UUID

from axin.builder import versions
from axin.builder.compiling.plan import ScenarioPlan
from axin.platform.kernel.clock import utc_now
from axin.platform.kernel.ids import parse_id
from axin.runtime.runs import awaiting, claims, outside, together
from axin.runtime.runs.claims import Claimed
from axin.runtime.runs.crossing import Crossing
from axin.runtime.runs.effects import Joint, Outside
from axin.runtime.runs.events import Event
from axin.runtime.runs.interpreter import STRIDE, advance, elsewhere
from axin.runtime.runs.journal import Outcome, Settlement
from axin.runtime.runs.opening import actor_for
from axin.runtime.runs.run import Run
from axin.runtime.runs.state import RunState
from axin.tenants import members
from axin.tenants.actor import MEMBER

_CRASHED: Final = {"code": "crashed", "message": "This run ended the process that ran it, again and again, and was given up."}


class Manner(Enum):
    """How a batch goes."""

    ABREAST = "abreast"
    IN_TURN = "in turn"
    CAREFUL = "careful"
    """In turn, each effect behind a savepoint."""


@dataclass(frozen=True, slots=True)
class _Traveller:
    """A run on its way, and how far it may go before it is written down."""

    run: Run
    far: int


class Walk:
    """The way of some runs of one tenant, which are held, through the open transaction."""

    def __init__(self, claimed: Sequence[Claimed], answers: Mapping[UUID, outside.Answer], manner: Manner) -> None:
        self.settlement = Settlement()
        self.outside: list[Outside] = []
        self._answers = answers
        self._manner = manner
        self._crossing = Crossing() if manner is Manner.ABREAST else None
        self._ready = deque(each for each in claimed if not each.follows)
        self._behind: defaultdict[str | None, deque[Claimed]] = defaultdict(deque)
        for each in claimed:
            if each.follows:
                self._behind[each.lane].append(each)
        self._beside: defaultdict[UUID, deque[Claimed]] = defaultdict(deque)
        """By record: runs that are held back while another about it is under way."""
        self._about: set[UUID] = set()
        """The records of the runs under way."""

    @property
    def not_begun(self) -> list[Claimed]:
        """Those that stand behind another which has not ended."""
        return [each for lane in self._behind.values() for each in lane]

    async def all_the_way(self) -> None:
        """Take each to its end, its wait, or an outside call."""
        stand: list[tuple[_Traveller, Joint]] = []
        while self._ready or stand:
            going, stand = [traveller for traveller, _ in stand], []
            for traveller in going:
                await self._go(traveller, stand)
            while self._ready:
                await self._begin(self._ready.popleft(), stand)
            await together.perform([joint for _, joint in stand])

    async def _begin(self, claimed: Claimed, stand: list[tuple[_Traveller, Joint]]) -> None:
        run = await run_of(claimed)
        record = run.event.record_id
        if record is not None:
            if record in self._about:
                self._beside[record].append(claimed)
                return
            self._about.add(record)
        run.scope.reader.crossing = self._crossing
        outcome = await self._taken_up(run, claimed)
        if outcome is None:
            await self._go(_Traveller(run, run.state.seq + STRIDE), stand)
        else:
            self._note(run, outcome)

    async def _taken_up(self, run: Run, claimed: Claimed) -> Outcome | None:
        """Give the run what has come meanwhile; return an outcome where it does not go on now."""
        if claimed.tries > claims.GIVE_UP_AFTER:
            return Outcome("failed", error=_CRASHED)
        answer = self._answers.get(claimed.id)
        if answer is not None:
            outcome = elsewhere(run, outside.settle(run, answer))
            if outcome is not None:
                return outcome
        if run.state.awaits:
            run.state.answered(await awaiting.answers(run.id), utc_now())
        return None

    async def _go(self, traveller: _Traveller, stand: list[tuple[_Traveller, Joint]]) -> None:
        while True:
            outcome = await advance(traveller.run, careful=self._manner is Manner.CAREFUL, far=traveller.far)
            if not isinstance(outcome, Joint):
                self._note(traveller.run, outcome)
                return
            if self._manner is Manner.ABREAST:
                stand.append((traveller, outcome))
                return
            await together.perform([outcome])

    def _note(self, run: Run, outcome: Outcome) -> None:
        """Note how far the run has come; where it is over, the next of its lane may begin, and the next about its record."""
        self.settlement.add(run, outcome)
        if self._crossing is not None:
            self._crossing.leaves(run.id)
        if run.event.record_id is not None:
            self._about.discard(run.event.record_id)
            if self._beside.get(run.event.record_id):
                self._ready.append(self._beside[run.event.record_id].popleft())
        if isinstance(outcome, Outside):
            self.outside.append(outcome)
        if outcome.ended and self._behind.get(run.lane):
            self._ready.append(self._behind[run.lane].popleft())


async def run_of(claimed: Claimed) -> Run:
    """Return the run as it was when it was last written down."""
    plan = await versions.plan_of(claimed.version)
    scenario = plan.scenarios[claimed.scenario]
    actor = await actor_for(plan, claimed.id, scenario.key, await _acting_now(scenario, claimed.actor))
    return Run(
        id=claimed.id, epoch=claimed.epoch, lane=claimed.lane, plan=plan, scenario=scenario,
        event=Event.of_run(claimed.event_id, claimed.event), actor=actor,
        state=RunState.from_json(claimed.state),
    )  # fmt: skip


async def _acting_now(scenario: ScenarioPlan, acts: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return with whose rights the run goes on: a person it acts as has the role they have now, and none once they have left."""
    person = parse_id(str(acts.get("person")))
    if scenario.run_as != "actor" or person is None:
        return acts
    member = await members.get(person)
    return {**acts, "role": MEMBER if member is None else member.role}
