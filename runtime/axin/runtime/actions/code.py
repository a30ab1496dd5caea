"""code.run: a step's own JavaScript, over the data it is given, in a process that can reach nothing.

The same code over the same data gives the same output, so it is performed in a trial and in a backtest too, and repeated after
a crash without a second thought.
"""

from collections.abc import Mapping
from decimal import Decimal

from axin.runtime.actions import inputs
from axin.runtime.actions.registry import Call, Outputs, action
from axin.runtime.runs.errors import StepError
from axin.runtime.runs.reader import plain
from axin.runtime.sandbox.code import BUDGET, compute
from axin.runtime.sandbox.limits import FUEL, FUEL_OF_RUN


@action("code.run", outside=True, metered="code")
async def run(call: Call) -> Outputs:
    """Compute."""
    left = FUEL_OF_RUN - call.run.state.fuel
    if left <= 0:
        raise StepError(BUDGET, "All code of one run together computes too much.")
    schema = call.inputs.get("output_schema")
    found = await compute(
        call.run.plan.tenant_no, inputs.text(call, "source"), plain(call.inputs.get("input")), call.run.scope.context.now,
        seconds=call.step.timeout, fuel=min(FUEL, left), schema=schema if isinstance(schema, Mapping) else None,
    )  # fmt: skip
    return {"output": found.output, "fuel": Decimal(found.fuel)}
