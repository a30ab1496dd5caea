"""Runs: what happened, step by step; retry, cancel."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Controller, get, post
from litestar.params import Parameter

from axin.builder.compiling.plan import Plan
from axin.platform.kernel.errors import ForbiddenError
from axin.runtime.runs import commands, listing
from axin.runtime.runs.views import RunView
from axin.runtime.triggers.conditions import condition_of_run
from axin.tenants.actor import Actor

Limit = Annotated[int, Parameter(ge=1, le=500)]


class RunPage(msgspec.Struct):
    """A page of runs."""

    items: list[RunView]
    next: str | None


class OneRun(msgspec.Struct):
    """A run."""

    run: RunView


class RunsController(Controller):
    """Runs of scenarios."""

    path = "/api/w/{slug:str}/runs"
    tags = ("runs",)

    @get("/", operation_id="listRuns")
    async def list_runs(
        self,
        plan: Plan,
        actor: Actor,
        *,
        scenario: str | None = None,
        status: str | None = None,
        record: UUID | None = None,
        limit: Limit = 50,
        after: str | None = None,
    ) -> RunPage:
        """List the runs one may see, newest first."""
        items, following = await listing.page(
            plan, actor, scenario=scenario, status=status, record=record, limit=limit, after=after
        )
        return RunPage(items, following)

    @get("/{run_id:uuid}", operation_id="getRun")
    async def get_run(self, plan: Plan, actor: Actor, run_id: UUID) -> RunView:
        """Show a run with its steps."""
        found = await listing.get(plan, actor, run_id)
        if actor.may_everything:
            found.condition = await condition_of_run(run_id)
        return found

    @post("/{run_id:uuid}/retry", status_code=202, operation_id="retryRun")
    async def retry(self, plan: Plan, actor: Actor, run_id: UUID, data: dict[str, Any] | None = None) -> OneRun:  # noqa: ARG002 - an empty body
        """Take a failed run up again at the step that failed."""
        await _changeable(plan, actor, run_id)
        await commands.retry(run_id)
        return OneRun(await listing.get(plan, actor, run_id))

    @post("/{run_id:uuid}/cancel", status_code=200, operation_id="cancelRun")
    async def cancel(self, plan: Plan, actor: Actor, run_id: UUID, data: dict[str, Any] | None = None) -> OneRun:  # noqa: ARG002 - an empty body
        """End a run where it stands."""
        await _changeable(plan, actor, run_id)
        await commands.cancel(run_id)
        return OneRun(await listing.get(plan, actor, run_id))


async def _changeable(plan: Plan, actor: Actor, run: UUID) -> None:
    await listing.get(plan, actor, run)
    if not actor.may_everything:
        raise ForbiddenError("Only owners and admins may do this.")
