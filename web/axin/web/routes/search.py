"""Search across everything that the reader may see."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Response, get
from litestar.params import QueryParameter

from axin.builder.compiling.plan import Plan
from axin.runtime.records import searching
from axin.runtime.records.policy import Reader
from axin.tenants.actor import Actor
from axin.web.plugins import AxinResponse


class HitView(msgspec.Struct):
    """A record that was found: what it is called, and which of its fields holds what was looked for."""

    entity: str
    id: UUID
    number: int
    title: str | None
    field: str
    text: str
    funnel: str | None
    stage: str | None


class SearchView(msgspec.Struct):
    """What was found, the best first; `similar` where nothing holds the words as they were written."""

    items: list[HitView]
    similar: bool


@get("/api/w/{slug:str}/search", operation_id="search", tags=["records"])
async def search(
    actor: Actor,
    plan: Plan,
    q: Annotated[str, QueryParameter(max_length=searching.LONGEST_QUERY)] = "",
    entity: Annotated[str | None, QueryParameter(max_length=100)] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=searching.MOST_ROWS)] = searching.DEFAULT_ROWS,
) -> Response[SearchView]:
    """Return the records that hold the words of `q`, parts of words too, without regard to case, accents and script."""
    found = await searching.search(plan, actor, q, entity=entity, limit=limit)
    reader = Reader(plan, actor)
    items: list[dict[str, Any]] = [searching.api_of(reader.rights_of(hit.record.entity.key), hit) for hit in found.hits]
    return AxinResponse({"items": items, "similar": found.similar})
