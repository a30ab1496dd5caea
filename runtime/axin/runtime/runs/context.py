"""When and where a formula of the runtime is evaluated: now, in the workspace's zone, currency and language."""

from axin.builder.compiling.plan import Plan
from axin.builder.formulas.values import Context
from axin.platform.kernel.clock import utc_now


def context_of(plan: Plan) -> Context:
    """Return the context of this moment in the plan's workspace."""
    return Context(
        now=utc_now(),
        zone=plan.timezone,
        currency=plan.currency,
        locale=plan.locale,
        working_hours=plan.working_hours,
        days_off=plan.days_off,
        days_on=plan.days_on,
    )
