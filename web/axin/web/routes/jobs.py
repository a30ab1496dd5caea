"""Jobs: long work to follow and cancel."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from litestar import Controller, delete, get, post

from axin.runtime.jobs import commands, listing
from axin.runtime.jobs.job import Job
from axin.runtime.records.undo import undo_job
from axin.tenants.actor import Actor
from axin.web.parameters import Limit


class JobView(msgspec.Struct):
    """A job."""

    id: UUID
    kind: str
    status: str
    done: int
    total: int | None
    result: Any
    error: Any
    created_at: datetime
    finished_at: datetime | None
    can_undo: bool


class JobPage(msgspec.Struct):
    """A page of jobs."""

    items: list[JobView]
    next: str | None


class JobStarted(msgspec.Struct):
    """The job that does what was asked; `id` is its id."""

    id: UUID
    job: JobView


def view(job: Job) -> JobView:
    """Return a job as the API shows it."""
    return JobView(
        job.id, job.kind, job.status, job.done, job.total, job.result, job.error, job.created_at, job.finished_at, job.can_undo
    )


def started(job: Job) -> JobStarted:
    """Return the answer to a request that has started a job."""
    return JobStarted(job.id, view(job))


class JobsController(Controller):
    """Jobs."""

    path = "/api/w/{slug:str}/jobs"
    tags = ("jobs",)

    @get("/", operation_id="listJobs")
    async def list_jobs(self, actor: Actor, *, limit: Limit = 50, after: str | None = None) -> JobPage:
        """List the jobs one has started, newest first."""
        items, following = await listing.page(actor, limit=limit, after=after)
        return JobPage([view(job) for job in items], following)

    @get("/{job_id:uuid}", operation_id="getJob")
    async def get_job(self, actor: Actor, job_id: UUID) -> JobView:
        """Show how far a job is, and what came of it."""
        return view(await listing.get(actor, job_id))

    @delete("/{job_id:uuid}", status_code=200, operation_id="endJob")
    async def end(self, actor: Actor, job_id: UUID) -> JobView:
        """Cancel a job; what it has done until then stays, and may be undone."""
        return await _cancelled(actor, job_id)

    @post("/{job_id:uuid}/cancel", status_code=200, operation_id="cancelJob")
    async def cancel(self, actor: Actor, job_id: UUID, data: dict[str, Any] | None = None) -> JobView:  # noqa: ARG002 - an empty body
        """Cancel a job; what it has done until then stays, and may be undone."""
        return await _cancelled(actor, job_id)

    @post("/{job_id:uuid}/undo", status_code=202, operation_id="undoJob")
    async def undo(self, actor: Actor, job_id: UUID, data: dict[str, Any] | None = None) -> JobStarted:  # noqa: ARG002 - an empty body
        """Take back all that a job has done to records; what was changed since stays, and is named."""
        return started(await undo_job(await listing.get(actor, job_id), actor))


async def _cancelled(actor: Actor, job_id: UUID) -> JobView:
    await commands.cancel(await listing.get(actor, job_id), actor)
    return view(await listing.get(actor, job_id))
