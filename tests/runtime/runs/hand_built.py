"""Plans written by hand: scenarios of constants, to look at the engine alone."""

from axin.builder import versions
from axin.builder.compiling.plan import Plan, RetryPlan, ScenarioPlan, StepPlan, Template, TriggerPlan
from axin.platform.data.unit_of_work import tenant_transaction
from axin.platform.kernel.ids import new_id
from axin.runtime.runs.drain import drain_all
from axin.runtime.runs.events import Event
from axin.runtime.runs.opening import Opening, open_runs

VERSION = 7


def constant(value):
    return Template("constant", constant=value, source=value)


def act(key, action, retry=RetryPlan(), **inputs):  # noqa: B008 - frozen
    given = {name: constant(value) for name, value in inputs.items()}
    return StepPlan(key, "action", {"": key}, action=action, inputs=given, retry=retry)


def task(key, title=None, **more):
    return act(key, "task.create", title=title or key, **more)


def wait(key, seconds):
    return StepPlan(key, "wait", {"": key}, wait_for=float(seconds))


def stop_error(key, message):
    return StepPlan(key, "stop", {"": key}, stop_error=constant(message))


def scenario(*steps, key="flow", per="record", policy="parallel", run_as="role:owner"):
    return ScenarioPlan(
        key,
        {"": key},
        enabled=True,
        trigger=TriggerPlan("webhook"),
        when=None,
        run_as=run_as,
        steps=steps,
        concurrency_per=per,
        concurrency_policy=policy,
    )


def plan_of(tenant_no, *scenarios):
    plan = Plan(
        tenant_no=tenant_no, version=VERSION, key="hand", title={"": "Hand"}, locale="en", timezone="Asia/Baku", currency="AZN",
        author="", author_role="owner", scenarios={each.key: each for each in scenarios},
    )  # fmt: skip
    versions._plans[(tenant_no, VERSION)] = plan
    return plan


def event(record_id=None, depth=0, root=None, data=None):
    event_id = new_id()
    return Event(
        event_id, "webhook", {"kind": "system", "id": None, "role": "member"}, root or event_id, depth=depth,
        entity=None if record_id is None else "thing", record_id=record_id, data=data,
    )  # fmt: skip


async def opened(plan, *events, key="flow"):
    openings = [Opening.of(plan.scenarios[key], each) for each in events]
    async with tenant_transaction(plan.tenant_no):
        await open_runs(plan, openings)
    return openings


async def rows(tenant_no, query, *arguments):
    async with tenant_transaction(tenant_no) as transaction:
        return await transaction.fetch(query, tenant_no, *arguments)


async def statuses(tenant_no):
    found = await rows(tenant_no, "select id, status from run where tenant_no = $1 order by id")
    return [row["status"] for row in found]


async def titles(tenant_no):
    return [row["title"] for row in await rows(tenant_no, "select title from task where tenant_no = $1 order by id")]


async def make_due(tenant_no):
    """Let the time pass that waiting runs wait for."""
    async with tenant_transaction(tenant_no) as transaction:
        await transaction.execute("update run_due set due_at = now() where tenant_no = $1 and not blocked", tenant_no)


__all__ = ["RetryPlan", "drain_all"]
