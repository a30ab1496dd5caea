"""The solution of a workspace: its draft, publishing, versions, and how the live one looks to its reader."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Controller, Request, Response, get, post, put
from litestar.params import QueryParameter

from axin.builder import drafts, history
from axin.builder.checks import Report
from axin.builder.compiling.plan import Plan
from axin.builder.drafts import Draft
from axin.builder.formulas import checker
from axin.builder.formulas.errors import FormulaError, FormulaProblem
from axin.builder.places import Place, place_at, scope_of_entity
from axin.builder.publish import Published
from axin.builder.scenario_scopes import ROWS
from axin.builder.versions import live_plan
from axin.platform.kernel.errors import Problem
from axin.runtime import going_live, publishing
from axin.runtime.going_live import Confirmed
from axin.runtime.inflight.settling import Choice, Do
from axin.runtime.records.trying import tried
from axin.tenants.actor import Actor
from axin.web import context
from axin.web.parameters import IfMatch, version_in
from axin.web.plugins import AxinResponse
from axin.web.routes.impact import Decisions
from axin.web.solution_view import solution_view

AnyRequest = Request[Any, Any, Any]
Key = Annotated[str, msgspec.Meta(max_length=100)]

publishing.register()


class InFlight(msgspec.Struct, forbid_unknown_fields=True):
    """What becomes of a scenario's runs that are under way: they finish on their version, move to the new one, or stop.

    Who moves says, for each step that is called otherwise now or is gone, at which step of the new version such a run goes on.
    """

    do: Do = "finish"
    steps: Annotated[dict[Key, Key], msgspec.Meta(max_length=500)] = {}


class PublishNote(msgspec.Struct, forbid_unknown_fields=True):
    """Why this version is published; what becomes of the stored data that it concerns, and of runs under way, by scenario.

    `accept_pinned` names the pinned runs that are meant to go another way from now on.
    """

    note: Annotated[str, msgspec.Meta(max_length=2_000)] = ""
    decisions: Decisions = []
    in_flight: Annotated[dict[Key, InFlight], msgspec.Meta(max_length=500)] = {}
    accept_pinned: Annotated[list[UUID], msgspec.Meta(max_length=500)] = []

    def confirmed(self) -> Confirmed:
        """Return what was said, for whoever publishes."""
        return Confirmed(
            [decision.decision() for decision in self.decisions],
            _choices(self.in_flight),
            self.accept_pinned,
        )


class WayBack(msgspec.Struct, forbid_unknown_fields=True):
    """What becomes, on the way back, of the stored data that it concerns, and of runs under way, by scenario."""

    decisions: Decisions = []
    in_flight: Annotated[dict[Key, InFlight], msgspec.Meta(max_length=500)] = {}

    def confirmed(self) -> Confirmed:
        """Return what was said, for whoever publishes."""
        return Confirmed([decision.decision() for decision in self.decisions], _choices(self.in_flight))


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
        return _draft(await drafts.save(actor, data, version_in(if_match)))

    @post("/draft/check", status_code=200, operation_id="checkDraft")
    async def check_draft(self, actor: Actor, request: AnyRequest) -> ReportView:
        """Check the saved draft: every error and warning."""
        draft = await drafts.read(actor)
        return _report(await going_live.check(actor, draft.document, context.locale(request.scope)))

    @get("/draft/state", operation_id="draftState")
    async def draft_state(self, actor: Actor) -> DraftStateView:
        """Return who saved the draft last, and when; the revision is the draft's ETag."""
        saved = await drafts.state(actor)
        author = None if saved.author is None else AuthorView(saved.author, saved.author_name or "")
        return DraftStateView(saved.revision, saved.base_version, author, saved.saved_at)

    @post("/draft/discard", status_code=200, operation_id="discardDraft")
    async def discard_draft(
        self,
        actor: Actor,
        data: dict[str, Any] | None = None,  # noqa: ARG002 - an empty body
        if_match: IfMatch = None,
    ) -> Response[dict[str, Any]]:
        """Drop what the draft changes: it is the live version again. With If-Match, only the revision that was read."""
        return _draft(await drafts.discard(actor, version_in(if_match)))

    @post("/publish", status_code=201, operation_id="publish")
    async def publish_draft(
        self, actor: Actor, request: AnyRequest, data: PublishNote | None = None, if_match: IfMatch = None
    ) -> PublishedView:
        """Publish the saved draft: all of it, or, with any error, nothing."""
        given, locale = data or PublishNote(), context.locale(request.scope)
        published = await going_live.publish_draft(actor, given.note, locale, given.confirmed(), version_in(if_match))
        return _published(published)

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
    async def restore(self, actor: Actor, request: AnyRequest, number: int, data: WayBack | None = None) -> PublishedView:
        """Publish an earlier version again, as a new one."""
        given, locale = data or WayBack(), context.locale(request.scope)
        return _published(await going_live.restore(actor, number, locale, given.confirmed()))

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


def _choices(given: Mapping[str, InFlight]) -> list[Choice]:
    return [Choice(key, one.do, one.steps) for key, one in given.items()]


def _published(published: Published) -> PublishedView:
    return PublishedView(published.version, [_problem(warning) for warning in published.warnings], list(published.jobs))


def _draft(draft: Draft) -> Response[dict[str, Any]]:
    headers = {"ETag": f'"{draft.revision}"', "X-Base-Version": str(draft.base_version), "Cache-Control": "no-store"}
    return AxinResponse(draft.document, headers=headers)


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
