"""Funnels as people look at them: what stands in each stage, how long cards stay, who is looked after by nobody; checklists."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Controller, Response, get, post

from axin.builder import drafts
from axin.builder.compiling.plan import Plan
from axin.runtime.records import checklists, queries, revaluing, stays, summaries, unattended
from axin.tenants.actor import Actor
from axin.web.parameters import id_in
from axin.web.plugins import AxinResponse
from axin.web.routes.record_shapes import RecordPage

Key = Annotated[str, msgspec.Meta(max_length=63)]


class LaneView(msgspec.Struct):
    """A stage: its cards, their worth, what of it may be hoped for, and how many have stayed too long."""

    key: str
    count: int
    amount: Any
    weighted: Any
    overdue: int


class FunnelSummary(msgspec.Struct):
    """A funnel at a glance; `amount` names the field of what a card is worth, where the reader may see it."""

    funnel: str
    entity: str
    amount: str | None
    stages: list[LaneView]


class StageTimes(msgspec.Struct):
    """How long cards have stayed in a stage before they went on, in seconds."""

    key: str
    visits: int
    average: int | None
    median: int | None
    longest: int | None


class FunnelTimes(msgspec.Struct):
    """How long cards stay in each stage."""

    funnel: str
    entity: str
    stages: list[StageTimes]


class RevaluedCard(msgspec.Struct, rename={"was": "from", "becomes": "to"}):
    """A card, what it is worth now, and what it would be worth."""

    id: UUID
    number: int
    name: Any
    was: Any
    becomes: Any


class AmountPreview(msgspec.Struct):
    """What another way of computing the amount would change; of a long funnel the newest cards are looked at."""

    funnel: str
    computed: bool
    cards: int
    looked_at: int
    affected: int
    items: list[RevaluedCard]


class VisitView(msgspec.Struct):
    """A stay in a stage; one that lasts has no `left_at`."""

    funnel: str
    stage: str
    entered_at: datetime
    left_at: datetime | None
    seconds: int
    cause: dict[str, Any]


class SpentView(msgspec.Struct):
    """How often and how long a record has stood in a stage in all."""

    funnel: str
    stage: str
    visits: int
    seconds: int


class WayView(msgspec.Struct):
    """The stages that a record has stood in, the first one first."""

    items: list[VisitView]
    stages: list[SpentView]


class PointView(msgspec.Struct):
    """A point of a checklist, and who has ticked it when."""

    key: str
    title: dict[str, str]
    required: bool
    done: bool
    by: UUID | None
    at: datetime | None


class ChecklistView(msgspec.Struct):
    """The checklist of the stage that a record stands in."""

    funnel: str | None
    stage: str | None
    items: list[PointView]


class Tick(msgspec.Struct, forbid_unknown_fields=True):
    """A point to tick, or with `done` false to leave open again."""

    item: Key
    done: bool = True


class FunnelController(Controller):
    """Funnels of the live version."""

    path = "/api/w/{slug:str}/funnels/{key:str}"
    tags = ("funnels",)

    @get("/summary", operation_id="funnelSummary")
    async def summary(
        self,
        actor: Actor,
        plan: Plan,
        key: str,
        filter: str | None = None,  # noqa: A002 - the query's name everywhere
    ) -> Response[FunnelSummary]:
        """Return the cards of each stage and their worth, of the records that the reader may see."""
        return AxinResponse(await summaries.summary(plan, actor, key, filter))

    @get("/times", operation_id="funnelTimes")
    async def times(self, actor: Actor, plan: Plan, key: str) -> Response[FunnelTimes]:
        """Return how long cards have stayed in each stage."""
        return AxinResponse(await stays.times_of(plan, actor, key))

    @post("/amounts/preview", status_code=200, operation_id="previewAmounts")
    async def preview(self, actor: Actor, plan: Plan, key: str) -> Response[AmountPreview]:
        """Return what the draft's way of computing the amount would change."""
        return AxinResponse(await revaluing.preview(plan, actor, (await drafts.read(actor)).document, key))


class StageController(Controller):
    """What stages know of records."""

    path = "/api/w/{slug:str}/records/{entity:str}"
    tags = ("funnels",)

    @get("/unattended", operation_id="unattendedRecords")
    async def unattended(
        self, *, actor: Actor, plan: Plan, entity: str, limit: int = queries.DEFAULT_ROWS, after: str | None = None
    ) -> Response[RecordPage]:
        """Return a page of the records for which nothing is open and nothing is planned."""
        page = await unattended.unattended(plan, actor, entity, limit=limit, after=after)
        return AxinResponse({"items": [record.to_api() for record in page.items], "next": page.next, "count": page.count})

    @get("/{record_id:str}/stages", operation_id="recordStages")
    async def way(self, actor: Actor, plan: Plan, entity: str, record_id: str) -> Response[WayView]:
        """Return the stages that the record has stood in, and for how long."""
        return AxinResponse(await stays.way_of(plan, actor, entity, id_in(record_id)))

    @get("/{record_id:str}/checklist", operation_id="recordChecklist")
    async def checklist(self, actor: Actor, plan: Plan, entity: str, record_id: str) -> Response[ChecklistView]:
        """Return the checklist of the record's stage."""
        return AxinResponse(await checklists.checklist(plan, actor, entity, id_in(record_id)))

    @post("/{record_id:str}/checklist", status_code=200, operation_id="tickChecklist")
    async def tick(self, actor: Actor, plan: Plan, entity: str, record_id: str, data: Tick) -> Response[ChecklistView]:
        """Tick a point of the checklist, or leave it open again."""
        return AxinResponse(await checklists.tick(plan, actor, entity, id_in(record_id), data.item, done=data.done))
