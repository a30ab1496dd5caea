"""approval.request: people decide; the run waits for what comes of it."""

from typing import Final, cast
from uuid import UUID

from axin.builder.compiling.plan import StepPlan
from axin.runtime.actions import inputs
from axin.runtime.actions.people import people
from axin.runtime.actions.registry import Call, Outputs, action
from axin.runtime.actions.tasks import entity_of
from axin.runtime.approvals import asking
from axin.runtime.approvals.asking import Asked, Rule
from axin.runtime.runs import awaiting
from axin.runtime.runs.awaiting import Pending
from axin.runtime.runs.errors import StepError
from axin.runtime.runs.resuming import OVERDUE
from axin.runtime.runs.run import Run

_RULES: Final = ("one", "all", "majority")


@action("approval.request")
async def request(call: Call) -> Pending:
    """Ask the approvers, each with a task of theirs, and wait until enough of them have decided, or the time is over."""
    approvers = await people(call.inputs.get("approvers"), "approvers")
    if not approvers:
        raise StepError("nobody", "There is nobody to decide: no member is among the approvers.")
    due = inputs.moment(call, "due")
    approval = await asking.ask(
        Asked(
            run=call.run.id, scenario=call.run.scenario.key, step=call.step.key, text=inputs.text(call, "text"),
            entity=_entity(call), record=_record(call), rule=_rule(call), approvers=approvers,
            escalated=await people(call.inputs.get("escalate"), "escalate"), due=due,
            cause=call.run.cause.at_step(call.step.key),
        )
    )  # fmt: skip
    await awaiting.note(call.run.id, call.seq, "approval", approval)
    now = call.run.scope.context.now
    return Pending(None if due is None else max(0.0, (due - now).total_seconds()))


async def overdue(run: Run, step: StepPlan, seq: int) -> Outputs | Pending:
    """Ask those whom it goes to once the time is over, and wait on; with nobody to ask, it has expired."""
    approval = await asking.of_step(run.id, step.key)
    if approval is None:
        return asking.EXPIRED
    if await asking.escalate(approval):
        await awaiting.note(run.id, seq, "approval", approval)
        return Pending()
    await asking.expire(approval)
    return asking.EXPIRED


OVERDUE["approval.request"] = overdue


def _record(call: Call) -> UUID | None:
    return inputs.id_of(call.inputs["record"], "record") if "record" in call.inputs else call.run.event.record_id


def _entity(call: Call) -> str | None:
    return entity_of(call, _record(call))


def _rule(call: Call) -> Rule:
    rule = call.inputs.get("rule") or "one"
    if rule not in _RULES:
        raise inputs.mismatch("rule", "one, all or majority")
    return cast("Rule", rule)
