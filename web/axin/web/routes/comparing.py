"""What differs between drafts, versions and documents at hand; and the map of all scenarios."""

from typing import Any

import msgspec
from litestar import Controller, Request, get, post

from axin.builder import drafts, history, scenario_map
from axin.builder.diff import Change, differences
from axin.builder.versions import document_of, live_version
from axin.tenants.actor import Actor
from axin.web import context

AnyRequest = Request[Any, Any, Any]


class PartView(msgspec.Struct):
    """A part of a solution: the list it is of, its key, and its title in the reader's language."""

    of: str
    key: str
    title: str


class ChangeView(msgspec.Struct, rename={"before": "from", "after": "to"}):
    """One difference: in words, and by its place.

    `parts` are what it lies in, the outermost first, `member` the property of the last of them, empty where all of it came or
    went.
    """

    pointer: str
    kind: str
    before: Any
    after: Any
    words: str
    parts: list[PartView]
    member: str


class DiffView(msgspec.Struct):
    """What differs between two documents."""

    changes: list[ChangeView]


class Documents(msgspec.Struct, forbid_unknown_fields=True, rename={"before": "from", "after": "to"}):
    """Two solution documents."""

    before: dict[str, Any]
    after: dict[str, Any]


class ComparingController(Controller):
    """Differences in words."""

    path = "/api/w/{slug:str}"
    tags = ("solution",)

    @get("/draft/diff", operation_id="diffDraft")
    async def diff_draft(self, actor: Actor, request: AnyRequest, version: int | None = None) -> DiffView:
        """Return what the draft changes of a version, or of the live one; version 0 is nothing."""
        document = (await drafts.read(actor)).document
        number = await live_version() if version is None else version
        return _shown(differences(await document_of(number) if number else {}, document), request)

    @get("/versions/{first:int}/diff/{second:int}", operation_id="diffVersions")
    async def diff_versions(self, actor: Actor, request: AnyRequest, first: int, second: int) -> DiffView:
        """Return what differs between two versions; version 0 is nothing."""
        return _shown(await history.diff(actor, first, second), request)

    @post("/draft/compare", status_code=200, operation_id="compareDocuments")
    async def compare(self, actor: Actor, request: AnyRequest, data: Documents) -> DiffView:
        """Return what differs between two documents at hand: what is not saved yet, and what it began from."""
        await drafts.check_builds(actor)
        return _shown(differences(data.before, data.after), request)

    @get("/draft/map", operation_id="mapScenarios")
    async def map_scenarios(self, actor: Actor) -> dict[str, Any]:
        """Return the map of the draft's scenarios: what each writes, what sets off which, and where two write one field."""
        document = (await drafts.read(actor)).document
        return scenario_map.to_json(scenario_map.map_of(document), document)


def _shown(changes: list[Change], request: AnyRequest) -> DiffView:
    locale = context.locale(request.scope)
    return DiffView([_change(change, locale) for change in changes])


def _change(change: Change, locale: str) -> ChangeView:
    parts = [PartView(part.listed, part.key, part.name(locale)) for part in change.parts]
    return ChangeView(change.pointer, change.kind, change.before, change.after, change.words(locale), parts, change.member)
