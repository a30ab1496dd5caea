"""webhook.respond: what the caller of the scenario's web address is answered."""

from decimal import Decimal
from typing import Final

from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.runtime.actions import inputs
from axin.runtime.actions.registry import Call, Outputs, action
from axin.runtime.runs.errors import StepError
from axin.runtime.runs.reader import plain

_LARGEST: Final = 256 * 1024
_OK: Final = 200
_LOWEST, _HIGHEST = 200, 599
_KEEP: Final = """
insert into hook_answer (tenant_no, run_id, status, body) values ($1, $2, $3, $4::jsonb)
on conflict (tenant_no, run_id) do nothing
"""


@action("webhook.respond")
async def respond(call: Call) -> Outputs:
    """Answer the caller once the step is committed. The first answer counts; whoever waits no longer does not hear it."""
    body = json.dumps_text(plain(call.inputs.get("body")))
    if len(body) > _LARGEST:
        raise StepError("too_large", f"An answer may carry {_LARGEST // 1024} kB.")
    await connection().execute(_KEEP, tenant_no(), call.run.id, _status(call), body)
    return {}


def _status(call: Call) -> int:
    given = call.inputs.get("status")
    if given is None:
        return _OK
    if isinstance(given, bool) or not isinstance(given, int | Decimal) or not _LOWEST <= given <= _HIGHEST:
        raise inputs.mismatch("status", f"a whole number from {_LOWEST} to {_HIGHEST}")
    return int(given)
