"""A sample of what a web address is called with: for ten minutes its builder listens, and the next call is kept to look at.

The scenario need not be published for that: its address is there as soon as it is asked for. A call that is listened to starts
what it starts anyway.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from axin.builder.drafts import check_builds
from axin.platform.data import json
from axin.platform.data.unit_of_work import connection, tenant_no
from axin.platform.kernel.errors import InvalidError
from axin.runtime.triggers import hooks
from axin.runtime.triggers.hooks import Hook
from axin.tenants.actor import Actor

MINUTES: Final = 10
_LONGEST_KEY: Final = 63


@dataclass(frozen=True, slots=True)
class Sample:
    """The address, until when it is listened to, and what came."""

    hook: Hook
    until: datetime | None = None
    at: datetime | None = None
    body: Any = None


async def listen(actor: Actor, scenario: str) -> Sample:
    """Keep the next call of the scenario's address."""
    await check_builds(actor)
    if len(scenario) > _LONGEST_KEY:
        raise InvalidError.at("/key", "too_long", "A key has 63 characters at most.")
    hook = await hooks.hook_of(scenario)
    until = await connection().fetchval(
        """insert into hook_sample (tenant_no, scenario, until) values ($1, $2, now() + $3 * interval '1 minute')
           on conflict (tenant_no, scenario) do update set until = excluded.until, body = null, at = null returning until""",
        tenant_no(),
        scenario,
        MINUTES,
    )
    return Sample(hook, until)


async def sample_of(actor: Actor, scenario: str) -> Sample:
    """Return what came since it is listened to."""
    await check_builds(actor)
    hook = await hooks.hook_of(scenario)
    row = await connection().fetchrow(
        "select until, at, body from hook_sample where tenant_no = $1 and scenario = $2", tenant_no(), scenario
    )
    if row is None:
        return Sample(hook)
    return Sample(hook, row["until"], row["at"], None if row["at"] is None else json.loads(row["body"]))


async def keep(scenario: str, body: Any) -> None:  # noqa: ANN401 - any JSON
    """Keep a call."""
    await connection().execute(
        "update hook_sample set body = $3, at = now() where tenant_no = $1 and scenario = $2 and at is null",
        tenant_no(),
        scenario,
        json.dumps_text(body),
    )
