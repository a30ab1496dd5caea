"""Before a version goes live: runs under way, and pinned runs taken again."""

from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from litestar import Controller, delete, get, post

from axin.builder import drafts
from axin.runtime import going_live
from axin.runtime.inflight.standing import Standing, UnderWay, under_way
from axin.runtime.pins import commands as pins
from axin.runtime.pins.commands import Proof
from axin.runtime.pins.comparing import Difference
from axin.runtime.pins.pin import Pin
from axin.tenants.actor import Actor

_PLAIN: Final = frozenset({"runs", "branch"})
"""Differences that hold no values of records."""


class StandingView(msgspec.Struct):
    """How many runs stand at one step of a version; no step: they have not begun, or are at their end.

    `does` is the step's action or kind, `stays` whether the draft has a step of this key.
    """

    version: int
    step: str | None
    title: dict[str, str]
    does: str
    runs: int
    stays: bool


class UnderWayView(msgspec.Struct):
    """The runs of one scenario that are under way; `change` is changed, removed or unchanged: what the draft does with it."""

    scenario: str
    change: str
    runs: int
    places: list[StandingView]


class UnderWayPage(msgspec.Struct):
    """The scenarios that have runs under way, those the draft changes first."""

    items: list[UnderWayView]


class PinTitle(msgspec.Struct, forbid_unknown_fields=True):
    """What the pinned run proves, in the words of whoever pins it."""

    title: Annotated[str, msgspec.Meta(max_length=200)] = ""


class PinView(msgspec.Struct):
    """A pinned run; `version` is the one by which it is right."""

    run: UUID
    scenario: str
    title: str
    version: int
    ran_at: datetime
    pinned_at: datetime
    pinned_by: UUID


class PinPage(msgspec.Struct):
    """Pinned runs, newest first."""

    items: list[PinView]
    next: str | None


class DifferenceView(msgspec.Struct, rename={"before": "from", "after": "to"}):
    """How a replay differs; `kind` is runs, branch, effect or ends.

    Whether it runs: runs, removed, off, trigger or condition. Values are told to those who may see everything.
    """

    kind: str
    step: str | None
    before: Any
    after: Any


class ProofView(msgspec.Struct):
    """What the draft would make of a pinned run."""

    pin: PinView
    same: bool
    differences: list[DifferenceView]


class ProofPage(msgspec.Struct):
    """Every pinned run, taken again."""

    items: list[ProofView]


class ProvingController(Controller):
    """What speaks for and against going live."""

    path = "/api/w/{slug:str}"
    tags = ("solution",)

    @get("/draft/in-flight", operation_id="runsUnderWay")
    async def in_flight(self, actor: Actor) -> UnderWayPage:
        """Return the runs that are under way, and where they stand, for whoever is about to publish."""
        return UnderWayPage([_under_way(one) for one in await under_way(actor)])

    @post("/draft/replay", status_code=200, operation_id="replayPins")
    async def replay(self, actor: Actor, data: dict[str, Any] | None = None) -> ProofPage:  # noqa: ARG002 - an empty body
        """Take every pinned run again as the draft would, with what it was given then; nothing is done."""
        found = await going_live.prove(actor, (await drafts.read(actor)).document)
        return ProofPage([_proof(each, values=actor.may_everything) for each in found])

    @get("/pins", operation_id="listPins")
    async def list_pins(self, actor: Actor, scenario: str | None = None) -> PinPage:
        """Return the pinned runs, those of one scenario or all."""
        return PinPage([_pin(each) for each in await pins.pins(actor, scenario)], None)

    @post("/runs/{run_id:uuid}/pin", status_code=201, operation_id="pinRun")
    async def pin_run(self, actor: Actor, run_id: UUID, data: PinTitle | None = None) -> PinView:
        """Keep a run that is over as a proof: it is taken again before each publishing."""
        return _pin(await pins.pin(actor, run_id, (data or PinTitle()).title))

    @delete("/runs/{run_id:uuid}/pin", operation_id="unpinRun")
    async def unpin_run(self, actor: Actor, run_id: UUID) -> None:
        """Keep a run no longer."""
        await pins.unpin(actor, run_id)


def _under_way(one: UnderWay) -> UnderWayView:
    return UnderWayView(one.scenario, one.change, one.runs, [_standing(place) for place in one.places])


def _standing(place: Standing) -> StandingView:
    return StandingView(place.version, place.step, dict(place.title), place.does, place.runs, place.stays)


def _pin(pin: Pin) -> PinView:
    return PinView(pin.run, pin.scenario, pin.title, pin.version, pin.ran_at, pin.created_at, pin.created_by)


def _proof(proof: Proof, *, values: bool) -> ProofView:
    found = [_difference(each, values=values or each.kind in _PLAIN) for each in proof.differences]
    return ProofView(_pin(proof.pin), not found, found)


def _difference(each: Difference, *, values: bool) -> DifferenceView:
    return DifferenceView(each.kind, each.step, each.before if values else None, each.after if values else None)
