"""A run that failed is an event of its own, for scenarios that take care of failures: in the transaction that notes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from axin.builder.versions import live_version
from axin.runtime.cause import Cause
from axin.runtime.records.events import actor_json, write_outbox
from axin.runtime.runs import failure_causes
from axin.runtime.runs.events import Event
from axin.tenants.actor import Actor


@dataclass(frozen=True, slots=True)
class Failure:
    """A run of a scenario's version that failed, and why."""

    run: UUID
    scenario: str
    version: int
    event: Event
    actor: Actor | None
    error: Mapping[str, Any] | None


async def tell(failures: Sequence[Failure]) -> None:
    """Tell of these failures; what they set off belongs to the chains of the runs that failed."""
    await failure_causes.note(failures)
    heard = [one for one in failures if (one.event.cause or {}).get("automation") != "none"]
    if heard:
        live = await live_version()
        await write_outbox("run.failed", [_payload(one, live) for one in heard])


def _payload(failure: Failure, live: int) -> dict[str, Any]:
    event, error = failure.event, failure.error or {}
    parent = Cause(
        "scenario", event.root, event.depth, event.path, automation=(event.cause or {}).get("automation", "all")
    )  # fmt: skip
    cause = Cause.of_step(parent, scenario=failure.scenario, version=failure.version, run=failure.run, step=error.get("step"))
    told = {name: error[name] for name in ("code", "message", "step") if name in error}
    about = {"entity": event.entity, "record_id": event.record_id, "record": event.record}
    return {
        **about, "funnel": event.funnel, "stage": event.stage, "version": live, "cause": cause.to_json(),
        "actor": dict(event.actor) if failure.actor is None else actor_json(failure.actor), "scenario": failure.scenario,
        "data": {"run": failure.run, "scenario": failure.scenario, "step": error.get("step"), "error": told},
    }  # fmt: skip
