"""The solution of a workspace: its draft, publishing, versions, and how the live one looks to its reader."""

from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from litestar import Controller, Request, Response, get, post, put
from litestar.params import HeaderParameter, QueryParameter

from axin.builder import drafts, history, publish, scenario_map
from axin.builder.checks import Report
from axin.builder.compiling.plan import Plan
from axin.builder.diff import differences
from axin.builder.drafts import Draft
from axin.builder.formulas import checker
from axin.builder.formulas.errors import FormulaError, FormulaProblem
from axin.builder.places import Place, place_at, scope_of_entity
from axin.builder.scenario_scopes import ROWS
from axin.builder.versions import document_of, live_plan, live_version
from axin.platform.kernel.errors import Problem, StaleVersionError
from axin.runtime import publishing
from axin.runtime.records.trying import tried
from axin.tenants.actor import Actor
from axin.web import context
from axin.web.plugins import AxinResponse
from axin.web.routes.impact import Decisions
from axin.web.solution_view import solution_view

AnyRequest = Request[Any, Any, Any]
IfMatch = Annotated[str | None, HeaderParameter(name="If-Match", required=False)]
_ANY: Final = "*"

publishing.register()


class PublishNote(msgspec.Struct, forbid_unknown_fields=True):
    """Why this version is published, and what becomes of the stored data that it concerns."""

    note: Annotated[str, msgspec.Meta(max_length=2_000)] = ""
    decisions: Decisions = []


class FormulaPlace(msgspec.Struct, forbid_unknown_fields=True):
    """A formula being written, and where: over records of an entity, or at a place of the draft.

    With `record`, a record of `entity`, it is also tried there.
    """

    source: Annotated[str, msgspec.Meta(max_length=20_000)]
    entity: Annotated[str, msgspec.Meta(max_length=100)] | None = None
    pointer: Annotated[str, msgspec.Meta(max_length=2_000)] | None = None
    record: UUID | None = None


class ProblemView(msgspec.Struct, omit_defaults=True):
    """One fault or warning, at its place."""

    pointer: str
    code: str
    message: str
    suggestion: str | None = None
    start: int | None = None
    end: int | None = None


class ReportView(msgspec.Struct):
    """Everything that is wrong, and what one should know."""

    errors: list[ProblemView]
    warnings: list[ProblemView]


class PublishedView(msgspec.Struct):
    """The version just published."""

    version: int
    warnings: list[ProblemView]
    jobs: list[UUID] = []
    """What goes on with the stored data."""


class AuthorView(msgspec.Struct):
    """Who published."""

    id: UUID
    name: str


class VersionView(msgspec.Struct, kw_only=True):
    """A published version."""

    version: int
    hash: str
    note: str
    author: AuthorView
    published_at: datetime
    document: dict[str, Any] | msgspec.UnsetType = msgspec.UNSET


class VersionPage(msgspec.Struct):
    """Versions, newest first."""

    items: list[VersionView]
    next: str | None


class ChangeView(msgspec.Struct, rename={"before": "from", "after": "to"}):
    """One difference between two versions."""

    pointer: str
    kind: str
    before: Any
    after: Any
    words: str


class DiffView(msgspec.Struct):
    """What differs between two versions."""

    changes: list[ChangeView]


class DraftStateView(msgspec.Struct):
    """How often the draft was saved, and who saved it last, if anybody has."""

    revision: int
    base_version: int
    author: AuthorView | None
    saved_at: datetime | None


class FormulaView(msgspec.Struct):
    """The type of a formula's value, or what is wrong with it.

    Tried on a record: `value`, and `tree`, {source, value, children?, error?}, each part of the formula with the value it has
    there. Both are absent where the live version and the asker's rights do not tell.
    """

    type: str | None
    errors: list[ProblemView]
    value: Any | msgspec.UnsetType = msgspec.UNSET
    tree: dict[str, Any] | msgspec.UnsetType = msgspec.UNSET


class SolutionController(Controller):
    """The draft, and what was published."""

    path = "/api/w/{slug:str}"
    tags = ("solution",)

    @get("/draft", operation_id="getDraft")
    async def read_draft(self, actor: Actor) -> Response[dict[str, Any]]:
        """Return the draft's document; its revision is the ETag."""
        return _draft(await drafts.read(actor))

    @put("/draft", operation_id="saveDraft")
    async def save_draft(self, actor: Actor, data: dict[str, Any], if_match: IfMatch = None) -> Response[dict[str, Any]]:
        """Save the draft: any JSON object. With If-Match, only over the revision that was read."""
        return _draft(await drafts.save(actor, data, _revision(if_match)))

    @post("/draft/check", status_code=200, operation_id="checkDraft")
    async def check_draft(self, actor: Actor, request: AnyRequest) -> ReportView:
        """Check the saved draft: every error and warning."""
        draft = await drafts.read(actor)
        return _report(await publish.check(actor, draft.document, context.locale(request.scope)))

    @get("/draft/state", operation_id="draftState")
    async def draft_state(self, actor: Actor) -> DraftStateView:
        """Return who saved the draft last, and when; the revision is the draft's ETag."""
        saved = await drafts.state(actor)
        author = None if saved.author is None else AuthorView(saved.author, saved.author_name or "")
        return DraftStateView(saved.revision, saved.base_version, author, saved.saved_at)

    @get("/draft/diff", operation_id="diffDraft")
    async def diff_draft(self, actor: Actor, request: AnyRequest, version: int | None = None) -> DiffView:
        """Return what the draft changes of a version, or of the live one; version 0 is nothing."""
        locale, document = context.locale(request.scope), (await drafts.read(actor)).document
        number = await live_version() if version is None else version
        changes = differences(await document_of(number) if number else {}, document)
        return DiffView([ChangeView(c.pointer, c.kind, c.before, c.after, c.words(locale)) for c in changes])

    @get("/draft/map", operation_id="mapScenarios")
    async def map_scenarios(self, actor: Actor) -> dict[str, Any]:
        """Return the map of the draft's scenarios: what each writes, what sets off which, and where two write one field."""
        document = (await drafts.read(actor)).document
        return scenario_map.to_json(scenario_map.map_of(document), document)

    @post("/publish", status_code=201, operation_id="publish")
    async def publish_draft(
        self, actor: Actor, request: AnyRequest, data: PublishNote | None = None, if_match: IfMatch = None
    ) -> PublishedView:
        """Publish the saved draft: all of it, or, with any error, nothing."""
        given = data if data is not None else PublishNote()
        decided = [decision.decision() for decision in given.decisions]
        locale = context.locale(request.scope)
        published = await publish.publish_draft(actor, given.note, locale, if_revision=_revision(if_match), decided=decided)
        return PublishedView(published.version, [_problem(warning) for warning in published.warnings], list(published.jobs))

    @get("/versions", operation_id="versions")
    async def versions(
        self,
        actor: Actor,
        limit: Annotated[int, QueryParameter(ge=1, le=history.LARGEST_PAGE)] = 50,
        after: Annotated[str | None, QueryParameter(pattern=r"^[0-9]{1,9}$")] = None,
    ) -> VersionPage:
        """Return the published versions, newest first."""
        found = await history.listing(actor, limit + 1, int(after) if after else None)
        more = str(found[limit - 1].version) if len(found) > limit else None
        return VersionPage([_version(version) for version in found[:limit]], more)

    @get("/versions/{number:int}", operation_id="getVersion")
    async def version(self, actor: Actor, number: int) -> VersionView:
        """Return a published version with its document."""
        found, document = await history.get(actor, number)
        view = _version(found)
        view.document = document
        return view

    @post("/versions/{number:int}/restore", status_code=201, operation_id="restoreVersion")
    async def restore(self, actor: Actor, request: AnyRequest, number: int) -> PublishedView:
        """Publish an earlier version again, as a new one."""
        published = await publish.restore(actor, number, context.locale(request.scope))
        return PublishedView(published.version, [_problem(warning) for warning in published.warnings])

    @get("/versions/{first:int}/diff/{second:int}", operation_id="diffVersions")
    async def diff(self, actor: Actor, request: AnyRequest, first: int, second: int) -> DiffView:
        """Return what differs between two versions; version 0 is nothing."""
        locale = context.locale(request.scope)
        changes = await history.diff(actor, first, second)
        return DiffView([ChangeView(c.pointer, c.kind, c.before, c.after, c.words(locale)) for c in changes])

    @get("/solution", operation_id="getSolution")
    async def solution(self, actor: Actor, plan: Plan) -> dict[str, Any]:
        """Return the live version as the reader's role sees it."""
        return await solution_view(plan, actor)

    @post("/formulas/check", status_code=200, operation_id="checkFormula")
    async def check_formula(self, actor: Actor, request: AnyRequest, data: FormulaPlace) -> FormulaView:
        """Check a formula while it is being written."""
        document = (await drafts.read(actor)).document
        place = place_at(document, data.pointer) if data.pointer else Place(scope_of_entity(document, data.entity or ""))
        source = data.source.removeprefix("=")
        try:
            formula = checker.check(source, place.scope, of=place.of)
        except FormulaError as error:
            return FormulaView(None, [_fault(fault, context.locale(request.scope)) for fault in error.faults])
        view = FormulaView(formula.type.kind, [])
        if data.record is None or data.entity is None or place.of == ROWS:
            return view
        trial = await tried(await live_plan(), actor, data.entity, data.record, formula)
        if trial is not None:
            view.value, view.tree = trial.tree["value"], trial.tree
        return view


def _draft(draft: Draft) -> Response[dict[str, Any]]:
    headers = {"ETag": f'"{draft.revision}"', "X-Base-Version": str(draft.base_version), "Cache-Control": "no-store"}
    return AxinResponse(draft.document, headers=headers)


def _revision(if_match: str | None) -> int | None:
    """Return the revision a client says it has seen; anything that is no revision of ours is a stale one."""
    if if_match is None or if_match.strip() == _ANY:
        return None
    text = if_match.strip().removeprefix("W/").strip('"')
    if not text.isdecimal() or len(text) > 9:  # noqa: PLR2004 - no draft is saved a billion times
        raise StaleVersionError
    return int(text)


def _report(report: Report) -> ReportView:
    return ReportView([_problem(found) for found in report.errors], [_problem(found) for found in report.warnings])


def _problem(found: Problem) -> ProblemView:
    view = ProblemView(found.pointer, found.code, found.message, found.suggestion)
    if isinstance(found, FormulaProblem):
        view.start, view.end = found.start, found.end
    return view


def _fault(fault: FormulaProblem, locale: str) -> ProblemView:
    return ProblemView("/source", fault.code, fault.in_language(locale), fault.suggestion, fault.start, fault.end)


def _version(found: history.Version) -> VersionView:
    return VersionView(
        version=found.version,
        hash=found.hash,
        note=found.note,
        author=AuthorView(found.author, found.author_name),
        published_at=found.published_at,
    )
