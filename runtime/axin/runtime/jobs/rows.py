"""The rows of jobs, as read from the database."""

from collections.abc import Mapping
from typing import Any, Final

from axin.platform.data import json
from axin.runtime.jobs.job import Job

COLUMNS: Final = "id, kind, status, done, total, result, error, actor_id, created_at, finished_at, undoable, undone_by"


def job_of(row: Mapping[str, Any]) -> Job:
    """Return the job of a row of `COLUMNS`."""
    return Job(
        id=row["id"], kind=row["kind"], status=row["status"], done=row["done"], total=row["total"],
        result=read(row["result"]), error=read(row["error"]), actor_id=row["actor_id"], created_at=row["created_at"],
        finished_at=row["finished_at"], undoable=row["undoable"], undone_by=row["undone_by"],
    )  # fmt: skip


def read(stored: str | None) -> Any:  # noqa: ANN401 - any JSON
    """Read a JSON column."""
    return None if stored is None else json.loads(stored)


def written(value: object) -> str | None:
    """Write a JSON column."""
    return None if value is None else json.dumps_text(value)
