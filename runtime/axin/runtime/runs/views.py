"""A run as the API shows it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from axin.builder.compiling.plan import Plan
from axin.platform.data import json
from axin.platform.kernel.clock import utc_now
from axin.runtime.runs.attempts import AttemptView
from axin.runtime.runs.opening import Opening
from axin.runtime.runs.relations import ChangedRecord, RelatedRun


class StepView(msgspec.Struct, kw_only=True):
    """A step of a run."""

    key: str
    status: str
    attempt: int
    input: Any = None
    output: Any = None
    error: Any = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    index: int | None = None
    attempts: list[AttemptView] = []
    """Those of its attempts that failed."""


class RunView(msgspec.Struct, kw_only=True):
    """A run."""

    id: UUID
    scenario: str
    version: int
    status: str
    trigger: dict[str, Any]
    created_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
    due_at: datetime | None = None
    """Of a waiting run: when it goes on."""
    result: Any = None
    error: Any = None
    condition: Any = None
    """What the scenario's condition said when the run began: {source, value, tree}."""
    steps: list[StepView] = []
    caused_by: Any = None
    undone_by: UUID | None = None
    """The job that has undone it."""
    led_to_by: list[RelatedRun] = []
    """The runs that led to it, the first of the chain first."""
    set_off: list[RelatedRun] = []
    """The runs that it called, or set off by what it did."""
    changed: list[ChangedRecord] = []
    """What it has changed, in order."""
    record_seen: bool | None = None
    """Whether the rights that it runs with let it see the record that it is about; where not, its formulas read blanks there."""


def run_view(row: Mapping[str, Any], steps: Sequence[StepView] = ()) -> RunView:
    """Return the view of a row of `run`."""
    event = json.loads(row["event"])
    return RunView(
        id=row["id"], scenario=row["scenario"], version=row["version"], status=row["status"], trigger=trigger_view(event),
        created_at=row["created_at"], started_at=row["started_at"], finished_at=row["finished_at"],
        result=_json(row["result"]), error=_json(row["error"]), steps=list(steps), caused_by=caused_by(event),
        undone_by=row["undone_by"],
    )  # fmt: skip


def step_view(row: Mapping[str, Any], tried: Sequence[AttemptView] = ()) -> StepView:
    """Return the view of a row of `run_step`, and of its attempts that failed."""
    return StepView(
        key=row["key"], status=row["status"], attempt=row["attempt"], input=_json(row["input"]), output=_json(row["output"]),
        error=_json(row["error"]), started_at=row["started_at"], finished_at=row["finished_at"], index=row["index"],
        attempts=list(tried),
    )  # fmt: skip


def of_opening(plan: Plan, opening: Opening) -> RunView:
    """Return the view of a run that was just opened."""
    event = opening.event.frozen()
    return RunView(
        id=opening.id, scenario=opening.scenario.key, version=plan.version, status=opening.status, trigger=trigger_view(event),
        created_at=utc_now(), error=opening.error, caused_by=caused_by(event),
    )  # fmt: skip


def trigger_view(event: Mapping[str, Any]) -> dict[str, Any]:
    """Return what set the run off: ids and keys only."""
    names = {"on": "on", "entity": "entity", "record": "record_id", "funnel": "funnel", "stage": "stage", "changed": "changed"}
    return {name: event[key] for name, key in names.items() if key in event and (name != "record" or event[key] is not None)}


def caused_by(event: Mapping[str, Any]) -> dict[str, Any]:
    """Return who or what caused the event."""
    actor, cause = event["actor"], event.get("cause") or {}
    shown = {"kind": cause.get("kind") or actor.get("kind"), "actor": {name: actor.get(name) for name in ("kind", "id", "title")}}
    return shown | {name: cause[name] for name in ("scenario", "run", "step") if cause.get(name) is not None}


def _json(text: str | None) -> Any:  # noqa: ANN401 - any JSON
    return None if text is None else json.loads(text)
