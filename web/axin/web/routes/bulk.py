"""Bulk edits: what they would do, then a job that does it."""

from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from litestar import Controller, Response, post
from msgspec import UNSET, UnsetType

from axin.builder.compiling.plan import Plan
from axin.runtime.records import bulk, gateway, rules
from axin.runtime.records.bulk import BulkEdit
from axin.tenants.actor import Actor
from axin.web.plugins import AxinResponse
from axin.web.routes.jobs import JobStarted, started

Key = Annotated[str, msgspec.Meta(max_length=63)]
Ids = Annotated[list[UUID], msgspec.Meta(max_length=bulk.MOST_IDS)]
Formula = Annotated[str, msgspec.Meta(max_length=4_000)]
Values = Annotated[dict[Annotated[str, msgspec.Meta(max_length=200)], Any], msgspec.Meta(max_length=1_000)]


class StageOf(msgspec.Struct, forbid_unknown_fields=True):
    """A stage of a funnel."""

    stage: Key
    funnel: Key | None = None


class BulkBody(msgspec.Struct, forbid_unknown_fields=True):
    """Which records, by filter or ids, and what to do with them; `dry` only says what would be done."""

    filter: Formula | None = None
    ids: Ids | None = None
    values: Values | None = None
    stage: StageOf | Key | None = None
    responsible: UUID | UnsetType | None = UNSET
    delete: bool = False
    automation: Literal["all", "no_messages", "none"] = "all"
    dry: bool = False


class StartedScenario(msgspec.Struct):
    """A scenario that the edit may start, and whether it sends messages."""

    key: str
    title: Any
    messages: bool


class BulkPreview(msgspec.Struct):
    """What a bulk edit would do: to `allowed` of `count` chosen records."""

    count: int
    allowed: int
    effects: list[dict[str, Any]]
    scenarios: list[StartedScenario]


class BulkController(Controller):
    """Bulk edits."""

    path = "/api/w/{slug:str}/records/{entity:str}/bulk"
    tags = ("records",)

    @post("/", status_code=202, operation_id="bulkEdit")
    async def bulk(self, actor: Actor, plan: Plan, entity: str, data: BulkBody) -> Response[BulkPreview | JobStarted]:
        """Change many records at once: with `dry`, 200 and what it would do; else 202 and the job that does it."""
        edit = _edit(plan, entity, data)
        if data.dry:
            found = await bulk.preview(plan, actor, edit)
            scenarios = [StartedScenario(**one) for one in found.effects.scenarios]
            return AxinResponse(BulkPreview(found.count, found.allowed, found.effects.effects, scenarios), status_code=200)
        return AxinResponse(started(await bulk.start(plan, actor, edit)))


def _edit(plan: Plan, entity: str, data: BulkBody) -> BulkEdit:
    stage = StageOf(data.stage) if isinstance(data.stage, str) else data.stage
    responsible = gateway.UNSET if isinstance(data.responsible, UnsetType) else data.responsible
    return BulkEdit(
        entity=entity, filter=data.filter, ids=None if data.ids is None else tuple(data.ids), values=data.values,
        funnel=None if stage is None else rules.funnel_meant(plan, entity, stage.funnel, "/stage/funnel"),
        stage=None if stage is None else stage.stage,
        responsible=responsible, delete=data.delete, automation=data.automation,
    )  # fmt: skip
