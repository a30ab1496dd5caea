"""RQ as we use it: one queue, JSON only (never pickle), no time limits of its own, no results kept."""

from typing import Any, Final

from redis import Redis
from rq import Queue, SimpleWorker
from rq.job import Job
from rq.serializers import JSONSerializer
from rq.timeouts import BaseDeathPenalty

QUEUE: Final = "axin"
WAKE_KEY: Final = "axin:wake"
DRAIN: Final = "axin.platform.jobs.worker.drain_requested"
# A wake-up nobody took in this time is stale: Postgres has been asked meanwhile.
JOB_SECONDS: Final = 60


class NoTimeLimit(BaseDeathPenalty):
    """RQ's own limit is an alarm signal, in the middle of anything; our work has budgets instead."""

    def setup_death_penalty(self) -> None:
        """Set no alarm."""

    def cancel_death_penalty(self) -> None:
        """Cancel none."""


class DrainWorker(SimpleWorker):
    """RQ's worker, in a thread beside the event loop: no signals, no title, no channel for remote commands."""

    death_penalty_class = NoTimeLimit
    max_connection_wait_time = 1.0
    exponential_backoff_factor = 1.0

    def _install_signal_handlers(self) -> None:
        """Leave the signals to the main thread."""

    def procline(self, message: str) -> None:
        """Leave the process's title alone."""

    def subscribe(self) -> None:
        """Take no commands from Valkey."""

    def unsubscribe(self) -> None:
        """Nothing was subscribed."""


def new_worker(connection: "Redis[Any]") -> DrainWorker:  # type: ignore[type-arg, unused-ignore]
    """Return a worker of our queue."""
    queue = Queue(QUEUE, connection=connection, serializer=JSONSerializer, death_penalty_class=NoTimeLimit)
    return DrainWorker([queue], connection=connection, serializer=JSONSerializer, log_job_description=False)


def drain_job() -> dict[str, str | bytes | int | float]:
    """Return the fields, as RQ stores them, of a job that asks for a drain; only its id differs each time."""
    job = Job.create(
        DRAIN,
        connection=Redis(),  # never connected: RQ wants one to make a job
        timeout=-1,
        result_ttl=0,
        failure_ttl=0,
        ttl=JOB_SECONDS,
        origin=QUEUE,
        description="drain",
        serializer=JSONSerializer,
    )
    return {**job.to_dict(), "status": "queued", "timeout": -1}
