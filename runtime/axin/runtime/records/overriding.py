"""A step that passes over the rules of stages leaves a row in the audit trail: who, on which record, past which rules."""

from axin.platform.kernel.errors import InvalidError
from axin.runtime.cause import Cause
from axin.runtime.records.record import Record
from axin.tenants import audit
from axin.tenants.actor import Actor


async def note(actor: Actor, cause: Cause, record: Record, passed: InvalidError) -> None:
    """Write down which rules were passed over, in the open transaction."""
    details = {
        "entity": record.entity.key,
        "funnel": record.funnel,
        "stage": record.stage,
        "rules": [{"pointer": problem.pointer, "code": problem.code} for problem in passed.problems],
        "scenario": cause.scenario,
        "run": cause.run,
        "step": cause.step,
    }
    await audit.record(actor, "stage_rules.overridden", record.id, details)
