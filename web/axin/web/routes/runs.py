"""Runs: what happened, step by step; retry, cancel, undo."""

from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
from litestar import Controller, Request, get, post

from axin.builder.compiling.plan import Plan
from axin.platform.kernel.errors import ForbiddenError
from axin.runtime.runs import commands, listing
from axin.runtime.runs.listing import Wanted
from axin.runtime.runs.telling import told_run
from axin.runtime.runs.undoing import undo_run
from axin.runtime.runs.views import RunView, of_opening
from axin.runtime.triggers.conditions import condition_of_run
from axin.tenants.actor import Actor
from axin.web import context
from axin.web.parameters import Limit
from axin.web.routes.jobs import JobStarted, started

AnyRequest = Request[Any, Any, Any]


class RunPage(msgspec.Struct):
    """A page of runs."""

    items: list[RunView]
    next: str | None


class OneRun(msgspec.Struct):
    """A run."""

    run: RunView


class Retry(msgspec.Struct, forbid_unknown_fields=True, rename={"from_": "from"}):
    """Where to take it up: at the step that failed, or from the start."""

    from_: Literal["failed", "start"] = "failed"


class RunsController(Controller):
    """Runs of scenarios."""

    path = "/api/w/{slug:str}/runs"
    tags = ("runs",)

    @get("/", operation_id="listRuns")
    async def list_runs(
        self,
        plan: Plan,
        actor: Actor,
        request: AnyRequest,
        *,
        scenario: str | None = None,
        status: str | None = None,
        record: UUID | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        failure: UUID | None = None,
        limit: Limit = 50,
        after: str | None = None,
    ) -> RunPage:
        """List the runs one may see, newest first; with `failure`, those that stand failed for this cause."""
        wanted = Wanted(scenario, status, record, _aware(since), _aware(until), failure)
        items, following = await listing.page(plan, actor, wanted, limit, after)
        locale = context.locale(request.scope)
        return RunPage([told_run(each, locale) for each in items], following)

    @get("/{run_id:uuid}", operation_id="getRun")
    async def get_run(self, plan: Plan, actor: Actor, request: AnyRequest, run_id: UUID) -> RunView:
        """Show a run with its steps."""
        found = await listing.get(plan, actor, run_id)
        if actor.may_everything:
            found.condition = await condition_of_run(run_id)
        return told_run(found, context.locale(request.scope))

    @post("/{run_id:uuid}/retry", status_code=202, operation_id="retryRun")
    async def retry(self, plan: Plan, actor: Actor, request: AnyRequest, run_id: UUID, data: Retry | None = None) -> OneRun:
        """Take a failed run up again at the step that failed; or run it again from the start, as a new run."""
        await _changeable(plan, actor, run_id)
        if data is not None and data.from_ == "start":
            return OneRun(told_run(of_opening(plan, await commands.rerun(plan, run_id)), context.locale(request.scope)))
        await commands.retry(run_id)
        return OneRun(told_run(await listing.get(plan, actor, run_id), context.locale(request.scope)))

    @post("/{run_id:uuid}/undo", status_code=202, operation_id="undoRun")
    async def undo(self, plan: Plan, actor: Actor, run_id: UUID, data: dict[str, Any] | None = None) -> JobStarted:  # noqa: ARG002 - an empty body
        """Take back what a run has done to records; its result names what was changed since, and what cannot be undone."""
        await _changeable(plan, actor, run_id)
        return started(await undo_run(run_id, actor))

    @post("/{run_id:uuid}/cancel", status_code=200, operation_id="cancelRun")
    async def cancel(
        self,
        plan: Plan,
        actor: Actor,
        request: AnyRequest,
        run_id: UUID,
        data: dict[str, Any] | None = None,  # noqa: ARG002 - an empty body
    ) -> OneRun:
        """End a run where it stands."""
        await _changeable(plan, actor, run_id)
        await commands.cancel(run_id)
        return OneRun(told_run(await listing.get(plan, actor, run_id), context.locale(request.scope)))


def _aware(moment: datetime | None) -> datetime | None:
    """Return the moment; one without a zone is in UTC."""
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment


async def _changeable(plan: Plan, actor: Actor, run: UUID) -> None:
    await listing.get(plan, actor, run)
    if not actor.may_everything:
        raise ForbiddenError("Only owners and admins may do this.")
